// Signing in: the browser derives the keys; the server sees an authenticator and a one-time code, or what a passkey
// signed.
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import { isPossible } from "../keys/passkey";
import type { Session } from "../keys/session";
import { enter, enterWithPasskey } from "../keys/sign-in";
import { useAct } from "../ui/act";
import { ActForm } from "../ui/act-form";
import { Outcome } from "../ui/parts";
import { CodeField, LoginField, PassphraseField } from "./fields";

interface Properties {
  title: string;
  /** What must be known of the session before; empty for nothing. */
  notice: string;
  onEnter: (session: Session) => void;
  onRecover: () => void;
}

export const Door = ({ title, notice, onEnter, onRecover }: Properties) => {
  const [login, setLogin] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [totp, setTotp] = useState("");
  const act = useAct("repeatable");
  const [working, setWorking] = useState(false);
  const open = async (begin: () => Promise<Session>): Promise<string> => {
    setWorking(false);
    try {
      const session = await begin();
      setPassphrase("");
      onEnter(session);
      return "";
    } catch (problem) {
      setTotp("");
      throw problem;
    }
  };
  return (
    <main class="desk-door" id="main">
      <h1>{title}</h1>
      {notice && (
        <p class="notice danger" role="alert" data-test="leave-unconfirmed">
          {notice}
        </p>
      )}
      <ActForm
        act={act}
        perform={() => open(() => enter(login.trim(), passphrase, totp, () => setWorking(true)))}
        send={{ words: text("desk-enter"), test: "desk-enter" }}
        beside={
          isPossible() && (
            <button
              type="button"
              class="second"
              data-test="desk-passkey"
              disabled={act.working}
              onClick={() => void act.run(() => open(() => enterWithPasskey(login.trim(), passphrase)))}
            >
              {text("desk-passkey-enter")}
            </button>
          )
        }
      >
        <LoginField id="login" test="desk-login" value={login} onType={setLogin} />
        <PassphraseField id="passphrase" test="desk-passphrase" value={passphrase} onType={setPassphrase} />
        <CodeField id="totp" test="desk-totp" value={totp} onType={setTotp} />
        <Outcome act={act} label={text(working ? "desk-proof-of-work" : "desk-unlocking")} />
      </ActForm>
      <p>
        <button type="button" class="second" data-test="desk-recover" onClick={onRecover}>
          {text("desk-recover-open")}
        </button>
      </p>
    </main>
  );
};
