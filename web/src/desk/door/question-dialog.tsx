// The dialog of a question that a request waits for: what is asked, the proof that is tried, and giving up.
import type { ComponentChildren } from "preact";
import { text } from "../../page/texts";
import { useDesk } from "../store/context";
import { Problem, Progress } from "../ui/parts";
import type { Question } from "../ui/question";

interface Properties {
  /** `confirm` or `reenter`: the beginning of its ids and names in tests. */
  name: "confirm" | "reenter";
  question: Question;
  /** Words of the button that gives the proof. */
  go: string;
  onPassphrase: () => Promise<void>;
  onPasskey: () => Promise<void>;
  /** Words for what is going on. */
  progress?: string;
  /** Title, reason and fields. */
  children: ComponentChildren;
}

export const QuestionDialog = ({ name, question, go, onPassphrase, onPasskey, progress, children }: Properties) => {
  const { session } = useDesk();
  const { dialog, working, error, give, close } = question;
  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${name}-title`}
      data-test={name}
      onCancel={(event) => {
        event.preventDefault();
        close(false);
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void give(onPassphrase);
        }}
        autocomplete="off"
      >
        {children}
        <Problem error={error} />
        {working && <Progress label={progress ?? text("desk-unlocking")} />}
        <div class="actions">
          <button type="submit" data-test={`${name}-give`} disabled={working}>
            {go}
          </button>
          {session.passkeys && (
            <button
              type="button"
              class="second"
              data-test={`${name}-passkey`}
              disabled={working}
              onClick={() => void give(onPasskey)}
            >
              {text("desk-passkey-use")}
            </button>
          )}
          <button type="button" class="second" data-test={`${name}-cancel`} onClick={() => close(false)}>
            {text("desk-cancel")}
          </button>
        </div>
      </form>
    </dialog>
  );
};
