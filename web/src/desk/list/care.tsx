// Reading about violence wears people out: after an hour of it in total, the desk proposes a break. The minutes are
// counted in the memory of this window; nobody else sees them.
import { useEffect, useState } from "preact/hooks";
import { text } from "../../page/texts";
import type { Case } from "../case/case";
import { isSensitive } from "../case/vocabulary";

/** Milliseconds of a minute. */
const MINUTE = 60_000;
/** Minutes after which a break is proposed. */
const LONG = 60;

const isViolent = (report: Case): boolean => report.record.severity === "danger" || isSensitive(report.record.category);

export const Care = ({ opened }: { opened: Case | undefined }) => {
  const [minutes, setMinutes] = useState(0);
  const counts = opened !== undefined && isViolent(opened);
  useEffect(() => {
    if (!counts) return undefined;
    const clock = setInterval(() => {
      if (document.visibilityState === "visible") setMinutes((before) => before + 1);
    }, MINUTE);
    return () => clearInterval(clock);
  }, [counts]);
  if (minutes < LONG) return null;
  return (
    <div class="notice info" role="status" data-test="break">
      <p>{text("desk-break", { count: minutes })}</p>
      <div class="actions">
        <button class="second" data-test="break-taken" onClick={() => setMinutes(0)}>
          {text("desk-break-taken")}
        </button>
      </div>
    </div>
  );
};
