// A form that does one act: it is sent without leaving the page, its outcome is announced above the button, and it is
// not sent a second time while the first goes on.
import type { ComponentChildren } from "preact";
import { type Acting, type Kind, useAct } from "./act";
import { Outcome } from "./parts";

/** The button that sends a form. */
interface Send {
  words: string;
  /** Its name in tests. */
  test: string;
  class?: string;
  disabled?: boolean;
  /** Keeps the focus while the act goes on, when a second press does nothing; other buttons are disabled meanwhile. */
  stays?: boolean;
}

interface Properties {
  /** What the form does; returns the words that say what was done, perhaps none. */
  perform: () => Promise<string>;
  /** The act of a view that shows its outcome elsewhere, or that has other buttons for it. */
  act?: Acting;
  /** What is said when no answer came, for a form with an act of its own. */
  kind?: Kind;
  /** Words for what is going on. */
  progress?: string;
  /** `undefined` while there is nothing to send. */
  send: Send | undefined;
  /** Other buttons: before the one that sends, and beside it. */
  before?: ComponentChildren;
  beside?: ComponentChildren;
  /** The form's name in tests. */
  test?: string;
  hidden?: boolean;
  children: ComponentChildren;
}

export const ActForm = ({ perform, act, kind, progress, send, before, beside, test, hidden, children }: Properties) => {
  const own = useAct(kind);
  const { run, working } = act ?? own;
  return (
    <form
      autocomplete="off"
      data-test={test}
      hidden={hidden}
      onSubmit={(event) => {
        event.preventDefault();
        void run(perform);
      }}
    >
      {children}
      {!act && <Outcome act={own} label={progress} />}
      {send && (
        <div class="actions">
          {before}
          <button
            type="submit"
            class={send.class}
            data-test={send.test}
            disabled={send.disabled === true || (working && send.stays !== true)}
          >
            {send.words}
          </button>
          {beside}
        </div>
      )}
    </form>
  );
};
