// The question for the passphrase, or a passkey, before acts on keys and members: a session left open must not be
// enough for them.
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import { confirmPassphrase, confirmWithPasskey } from "../keys/sign-in";
import { useDesk } from "../store/context";
import { useQuestion } from "../ui/question";
import { PassphraseField } from "./fields";
import { QuestionDialog } from "./question-dialog";

export const Confirm = () => {
  const { session } = useDesk();
  const [passphrase, setPassphrase] = useState("");
  const question = useQuestion(
    (ask) => (session.api.confirm = ask),
    () => setPassphrase(""),
  );
  return (
    <QuestionDialog
      name="confirm"
      question={question}
      go={text("desk-confirm-go")}
      onPassphrase={() => confirmPassphrase(session, passphrase)}
      onPasskey={() => confirmWithPasskey(session)}
    >
      <h2 id="confirm-title">{text("desk-confirm-title")}</h2>
      <p>{text("desk-confirm-why")}</p>
      <PassphraseField id="confirm-passphrase" value={passphrase} onType={setPassphrase} />
    </QuestionDialog>
  );
};
