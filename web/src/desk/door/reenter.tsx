// Signing in again over the open desk when the session has ended: what was being written is still there, and the
// request that was refused goes on.
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import { reenter, reenterWithPasskey } from "../keys/sign-in";
import { useDesk } from "../store/context";
import { useQuestion } from "../ui/question";
import { CodeField, PassphraseField } from "./fields";
import { QuestionDialog } from "./question-dialog";

export const Reenter = () => {
  const { session } = useDesk();
  const [passphrase, setPassphrase] = useState("");
  const [totp, setTotp] = useState("");
  const [working, setWorking] = useState(false);
  const question = useQuestion(
    (ask) => (session.api.reenter = ask),
    () => {
      setPassphrase("");
      setTotp("");
      setWorking(false);
    },
  );
  return (
    <QuestionDialog
      name="reenter"
      question={question}
      go={text("desk-enter")}
      onPassphrase={() => reenter(session, passphrase, totp, () => setWorking(true))}
      progress={text(working ? "desk-proof-of-work" : "desk-unlocking")}
      onPasskey={() => reenterWithPasskey(session)}
    >
      <h2 id="reenter-title">{text("desk-reenter-title")}</h2>
      <p role="alert">{text("desk-reenter-why", { name: session.me.login })}</p>
      <PassphraseField id="reenter-passphrase" value={passphrase} onType={setPassphrase} />
      <CodeField id="reenter-totp" value={totp} onType={setTotp} />
    </QuestionDialog>
  );
};
