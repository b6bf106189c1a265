// Signing in: the browser derives the keys; the server sees an authenticator and a one-time code, or what a passkey
// signed.
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import { isPossible } from "../keys/passkey";
import type { Session } from "../keys/session";
import { enter, enterWithPasskey } from "../keys/sign-in";
import { explain } from "../ui/explain";
import { Problem, Progress } from "../ui/parts";
import { CodeField, LoginField, PassphraseField } from "./fields";

interface Properties {
  title: string;
  onEnter: (session: Session) => void;
  onRecover: () => void;
}

export const Door = ({ title, onEnter, onRecover }: Properties) => {
  const [login, setLogin] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [totp, setTotp] = useState("");
  const [working, setWorking] = useState(false);
  const [error, setError] = useState("");
  const run = async (begin: () => Promise<Session>): Promise<void> => {
    setError("");
    setWorking(true);
    try {
      const session = await begin();
      setPassphrase("");
      onEnter(session);
    } catch (problem) {
      setError(explain(problem));
      setTotp("");
    }
    setWorking(false);
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    void run(() => enter(login.trim(), passphrase, totp));
  };
  return (
    <main class="desk-door" id="main">
      <h1>{title}</h1>
      <form onSubmit={submit} autocomplete="off">
        <LoginField id="login" test="desk-login" value={login} onType={setLogin} />
        <PassphraseField id="passphrase" test="desk-passphrase" value={passphrase} onType={setPassphrase} />
        <CodeField id="totp" test="desk-totp" value={totp} onType={setTotp} />
        <Problem error={error} />
        {working && <Progress label={text("desk-unlocking")} />}
        <div class="actions">
          <button type="submit" data-test="desk-enter" disabled={working}>
            {text("desk-enter")}
          </button>
          {isPossible() && (
            <button
              type="button"
              class="second"
              data-test="desk-passkey"
              disabled={working}
              onClick={() => void run(() => enterWithPasskey(login.trim(), passphrase))}
            >
              {text("desk-passkey-enter")}
            </button>
          )}
        </div>
        <p>
          <button type="button" class="second" data-test="desk-recover" onClick={onRecover}>
            {text("desk-recover-open")}
          </button>
        </p>
      </form>
    </main>
  );
};
