// Keyboard shortcuts for members who triage many reports, and the sheet that explains them. Single letters work only
// where nothing is being typed (WCAG 2.1.4: they are active in the list of reports alone, and none changes anything).
import { useEffect, useRef } from "preact/hooks";
import type { PlainId } from "../../page/message-id";
import { text } from "../../page/texts";
import { useLatest } from "../ui/latest";

export interface Shortcuts {
  next: () => void;
  previous: () => void;
  refresh: () => void;
}

/** Each key, and the id of the text that says what it does. */
const KEYS: [key: string, message: PlainId][] = [
  ["j", "desk-help-next"],
  ["k", "desk-help-previous"],
  ["/", "desk-help-search"],
  ["r", "desk-help-reply"],
  ["u", "desk-help-refresh"],
  ["Esc", "desk-help-close"],
  ["?", "desk-help-help"],
];

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.matches("input, textarea, select, [contenteditable]") || target.closest("dialog") !== null);

const focus = (selector: string): void => document.querySelector<HTMLElement>(selector)?.focus();

export const Help = ({ acts }: { acts: Shortcuts }) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const latest = useLatest(acts);
  useEffect(() => {
    const run: Record<string, () => void> = {
      j: () => latest.current.next(),
      k: () => latest.current.previous(),
      u: () => latest.current.refresh(),
      r: () => focus("#case-reply"),
      "/": () => focus("#query"),
      "?": () => dialog.current?.showModal(),
      Escape: () => {
        if (history.state && (history.state as { case?: boolean }).case) history.back();
      },
    };
    const press = (event: KeyboardEvent): void => {
      const act = run[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [latest]);
  return (
    <>
      <button class="second" data-test="help" aria-keyshortcuts="?" onClick={() => dialog.current?.showModal()}>
        {text("desk-help")}
      </button>
      <dialog ref={dialog} aria-labelledby="help-title" data-test="help-sheet">
        <h2 id="help-title">{text("desk-help")}</h2>
        <dl class="keys">
          {KEYS.map(([key, message]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{text(message)}</dd>
            </div>
          ))}
        </dl>
        <div class="actions">
          <button class="second" onClick={() => dialog.current?.close()}>
            {text("desk-close")}
          </button>
        </div>
      </dialog>
    </>
  );
};
