// Signing in again over the open desk when the session has ended: what was being written is still there, and the
// request that was refused goes on.
import { reenter, reenterWithPasskey } from "../keys/sign-in";
import { useDesk } from "../store/context";
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import { Progress } from "../ui/parts";
import { useQuestion } from "../ui/question";

export const Reenter = () => {
  const { session } = useDesk();
  const [passphrase, setPassphrase] = useState("");
  const [totp, setTotp] = useState("");
  const reset = (): void => {
    setPassphrase("");
    setTotp("");
  };
  const { dialog, working, error, give, close } = useQuestion((ask) => (session.api.reenter = ask), reset);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="reenter-title"
      onCancel={(event) => {
        event.preventDefault();
        close(false);
      }}
      data-test="reenter"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void give(() => reenter(session, passphrase, totp));
        }}
        autocomplete="off"
      >
        <h2 id="reenter-title">{text("desk-reenter-title")}</h2>
        <p role="alert">{text("desk-reenter-why", { name: session.me.login })}</p>
        <label class="field" for="reenter-passphrase">
          {text("desk-passphrase")}
        </label>
        <input
          id="reenter-passphrase"
          type="password"
          data-test="reenter-passphrase"
          value={passphrase}
          onInput={(e) => setPassphrase(e.currentTarget.value)}
          required
        />
        <label class="field" for="reenter-totp">
          {text("desk-totp")}
        </label>
        <input
          id="reenter-totp"
          inputMode="numeric"
          autocomplete="one-time-code"
          data-test="reenter-totp"
          value={totp}
          onInput={(e) => setTotp(e.currentTarget.value)}
          dir="ltr"
          required
        />
        {error && (
          <p class="error" role="alert">
            {error}
          </p>
        )}
        {working && <Progress label={text("desk-unlocking")} />}
        <div class="actions">
          <button type="submit" data-test="reenter-give" disabled={working}>
            {text("desk-enter")}
          </button>
          {session.passkeys && (
            <button
              type="button"
              class="second"
              disabled={working}
              onClick={() => void give(() => reenterWithPasskey(session))}
            >
              {text("desk-passkey-use")}
            </button>
          )}
          <button type="button" class="second" data-test="reenter-cancel" onClick={() => close(false)}>
            {text("desk-cancel")}
          </button>
        </div>
      </form>
    </dialog>
  );
};
