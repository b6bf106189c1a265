// The question for the passphrase, or a passkey, before acts on keys and members: a session left open must not be
// enough for them.
import { confirmPassphrase, confirmWithPasskey } from "../keys/sign-in";
import { useDesk } from "../store/context";
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import { Progress } from "../ui/parts";
import { useQuestion } from "../ui/question";

export const Confirm = () => {
  const { session } = useDesk();
  const [passphrase, setPassphrase] = useState("");
  const { dialog, working, error, give, close } = useQuestion(
    (ask) => (session.api.confirm = ask),
    () => setPassphrase(""),
  );
  return (
    <dialog
      ref={dialog}
      aria-labelledby="confirm-title"
      onCancel={(event) => {
        event.preventDefault();
        close(false);
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void give(() => confirmPassphrase(session, passphrase));
        }}
        autocomplete="off"
      >
        <h2 id="confirm-title">{text("desk-confirm-title")}</h2>
        <p>{text("desk-confirm-why")}</p>
        <label class="field" for="confirm-passphrase">
          {text("desk-passphrase")}
        </label>
        <input
          id="confirm-passphrase"
          type="password"
          data-test="confirm-passphrase"
          value={passphrase}
          onInput={(e) => setPassphrase(e.currentTarget.value)}
          required
        />
        {error && (
          <p class="error" role="alert">
            {error}
          </p>
        )}
        {working && <Progress label={text("desk-unlocking")} />}
        <div class="actions">
          <button type="submit" data-test="confirm-give" disabled={working}>
            {text("desk-confirm-go")}
          </button>
          {session.passkeys && (
            <button
              type="button"
              class="second"
              data-test="confirm-passkey"
              disabled={working}
              onClick={() => void give(() => confirmWithPasskey(session))}
            >
              {text("desk-passkey-use")}
            </button>
          )}
          <button type="button" class="second" onClick={() => close(false)}>
            {text("desk-cancel")}
          </button>
        </div>
      </form>
    </dialog>
  );
};
