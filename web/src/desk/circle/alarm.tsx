// The alarm about a published key: over everything, until somebody has read it, and a banner from then on.
import { useDesk } from "../store/context";
import { useEffect, useRef, useState } from "preact/hooks";
import { text } from "../../page/texts";
import { CircleKeys } from "../keys/circle-keys";
import { label } from "../case/vocabulary";
import { explain } from "../ui/explain";
import { Problem } from "../ui/parts";

export const KeyAlarm = () => {
  const { session } = useDesk();
  const dialog = useRef<HTMLDialogElement>(null);
  const [error, setError] = useState("");
  const [locked, setLocked] = useState(false);
  const circles = session.watch.alarms;
  const raised = circles.length > 0;
  useEffect(() => {
    if (raised) dialog.current?.showModal();
  }, [raised]);
  if (!raised) return null;
  const lock = async (): Promise<void> => {
    setError("");
    try {
      for (const circle of circles) await new CircleKeys(session, circle.consultation).lock();
      setLocked(true);
    } catch (problem) {
      setError(explain(problem));
    }
  };
  return (
    <>
      <p class="alarm" data-test="key-alarm">
        {text("desk-key-alarm")}
      </p>
      <dialog
        ref={dialog}
        role="alertdialog"
        aria-labelledby="alarm-title"
        aria-describedby="alarm-text"
        onCancel={(event) => event.preventDefault()}
        data-test="key-alarm-dialog"
      >
        <h2 id="alarm-title">{text("desk-alarm-title")}</h2>
        <p id="alarm-text">{text("desk-key-alarm")}</p>
        <ul>
          {circles.map((circle) => (
            <li key={circle.consultation}>{label(circle.questionnaire.title)}</li>
          ))}
        </ul>
        <Problem error={error} />
        {locked && (
          <p class="notice done" role="status">
            {text("desk-alarm-locked")}
          </p>
        )}
        <div class="actions">
          {!locked && (
            <button class="danger" data-test="alarm-lock" onClick={() => void lock()}>
              {text("desk-lock")}
            </button>
          )}
          <button class="second" data-test="alarm-read" onClick={() => dialog.current?.close()}>
            {text("desk-alarm-read")}
          </button>
        </div>
      </dialog>
    </>
  );
};
