// Signing in: the browser derives the keys; the server sees an authenticator and a one-time code, or what a passkey
// signed.
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import { explain } from "../ui/explain";
import { Progress } from "../ui/parts";
import { isPossible } from "../keys/passkey";
import type { Session } from "../keys/session";
import { enter, enterWithPasskey } from "../keys/sign-in";

export const Door = ({
  view,
  onEnter,
  onRecover,
}: {
  view: string;
  onEnter: (session: Session) => void;
  onRecover: () => void;
}) => {
  const [login, setLogin] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [totp, setTotp] = useState("");
  const [working, setWorking] = useState<number | null>(null);
  const [error, setError] = useState("");
  const run = async (begin: () => Promise<Session>): Promise<void> => {
    setError("");
    setWorking(0);
    try {
      const session = await begin();
      setPassphrase("");
      onEnter(session);
    } catch (problem) {
      setError(explain(problem));
      setTotp("");
    }
    setWorking(null);
  };
  return (
    <main class="desk-door" id="main">
      <h1>{text(view === "press" ? "press-title" : "desk-title")}</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void run(() => enter(login.trim(), passphrase, totp, setWorking));
        }}
        autocomplete="off"
      >
        <label for="login">{text("desk-login")}</label>
        <input
          id="login"
          data-test="desk-login"
          value={login}
          onInput={(e) => setLogin(e.currentTarget.value)}
          autocapitalize="none"
          spellcheck={false}
          required
        />
        <label for="passphrase">{text("desk-passphrase")}</label>
        <input
          id="passphrase"
          type="password"
          data-test="desk-passphrase"
          value={passphrase}
          onInput={(e) => setPassphrase(e.currentTarget.value)}
          required
        />
        <label for="totp">{text("desk-totp")}</label>
        <input
          id="totp"
          inputMode="numeric"
          autocomplete="one-time-code"
          data-test="desk-totp"
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
        {working !== null && <Progress label={text("desk-unlocking")} />}
        <div class="actions">
          <button type="submit" data-test="desk-enter" disabled={working !== null}>
            {text("desk-enter")}
          </button>
          {isPossible() && (
            <button
              type="button"
              class="second"
              data-test="desk-passkey"
              disabled={working !== null}
              onClick={() => void run(() => enterWithPasskey(login.trim(), passphrase, setWorking))}
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
