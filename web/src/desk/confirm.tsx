// The question for the passphrase, or a passkey, before acts on keys and members: a session left open must not be enough for them.
import { useEffect, useRef, useState } from "preact/hooks";
import { text } from "../texts";
import { explain } from "./explain";
import { Progress } from "./parts";
import type { Session } from "./session";

export const Confirm = ({ session }: { session: Session }) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const answer = useRef<((given: boolean) => void) | null>(null);
  const [passphrase, setPassphrase] = useState("");
  const [working, setWorking] = useState(false);
  const [error, setError] = useState("");
  const close = (given: boolean): void => {
    setPassphrase("");
    setError("");
    setWorking(false);
    dialog.current?.close();
    answer.current?.(given);
    answer.current = null;
  };
  useEffect(() => {
    let asking: Promise<boolean> | null = null;
    // Two acts that ask at once share one question.
    session.api.confirm = () => {
      asking ??= new Promise<boolean>((resolve) => {
        answer.current = resolve;
        dialog.current?.showModal();
      }).finally(() => (asking = null));
      return asking;
    };
    return () => {
      session.api.confirm = null;
      answer.current?.(false);
    };
  }, [session]);
  const give = async (proof: () => Promise<void>): Promise<void> => {
    setWorking(true);
    setError("");
    try {
      await proof();
      close(true);
    } catch (problem) {
      setError(explain(problem));
      setWorking(false);
    }
  };
  return (
    <dialog ref={dialog} aria-labelledby="confirm-title" onCancel={(event) => { event.preventDefault(); close(false); }}>
      <form onSubmit={(event) => { event.preventDefault(); void give(() => session.confirm(passphrase)); }} autocomplete="off">
        <h2 id="confirm-title">{text("desk-confirm-title")}</h2>
        <p>{text("desk-confirm-why")}</p>
        <label class="field" for="confirm-passphrase">{text("desk-passphrase")}</label>
        <input id="confirm-passphrase" type="password" data-test="confirm-passphrase" value={passphrase} onInput={(e) => setPassphrase(e.currentTarget.value)} required />
        {error && <p class="error" role="alert">{error}</p>}
        {working && <Progress label={text("desk-unlocking")} />}
        <div class="actions">
          <button type="submit" data-test="confirm-give" disabled={working}>{text("desk-confirm-go")}</button>
          {session.passkeys && <button type="button" class="second" data-test="confirm-passkey" disabled={working} onClick={() => void give(() => session.confirmWithPasskey())}>{text("desk-passkey-use")}</button>}
          <button type="button" class="second" onClick={() => close(false)}>{text("desk-cancel")}</button>
        </div>
      </form>
    </dialog>
  );
};
