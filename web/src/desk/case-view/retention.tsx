// When a report will be deleted, and postponing that for a reason which is written into its history.
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import { useAct } from "../ui/act";
import { dueSoon } from "../case/due";
import { Field } from "../ui/fields";
import { Outcome } from "../ui/parts";
import { useOpenCase } from "./context";

export const Retention = () => {
  const { session, cases, report, onChange } = useOpenCase();
  const [reason, setReason] = useState("");
  const act = useAct();
  if (!report.row.due) return null;
  const soon = dueSoon(report, session.me.week) !== undefined;
  const postpone = (event: Event): void => {
    event.preventDefault();
    void act.run(async () => {
      const after = await cases.postpone(report, reason.trim());
      onChange(after);
      setReason("");
      return text("desk-postponed", { week: after.row.due ?? "" });
    });
  };
  return (
    <section data-test="retention">
      <p class={soon ? "notice danger" : "hint"} data-test="due">
        {text(report.row.state === "closed" ? "desk-due-closed" : "desk-due", { week: report.row.due })}
      </p>
      <details>
        <summary data-test="postpone-open">{text("desk-postpone")}</summary>
        <form onSubmit={postpone} autocomplete="off">
          <Field id="postpone-reason" label={text("desk-postpone-reason")}>
            <input
              id="postpone-reason"
              data-test="postpone-reason"
              required
              minLength={5}
              maxLength={300}
              value={reason}
              dir="auto"
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          </Field>
          <Outcome act={act} />
          <div class="actions">
            <button
              type="submit"
              class="second"
              data-test="postpone"
              disabled={reason.trim().length < 5 || act.working || !report.recordReadable}
            >
              {text("desk-postpone")}
            </button>
          </div>
        </form>
      </details>
    </section>
  );
};
