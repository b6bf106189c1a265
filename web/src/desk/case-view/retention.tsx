// When a report will be deleted, and postponing that for a reason which is written into its history.
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import { ActForm } from "../ui/act-form";
import { dueSoon } from "../case/due";
import { Field } from "../ui/fields";
import { useOpenCase } from "./context";

export const Retention = () => {
  const { session, cases, report, onChange } = useOpenCase();
  const [reason, setReason] = useState("");
  if (!report.row.due) return null;
  const soon = dueSoon(report, session.me.week) !== undefined;
  const postpone = async (): Promise<string> => {
    const after = await cases.postpone(report, reason.trim());
    onChange(after);
    setReason("");
    return text("desk-postponed", { week: after.row.due ?? "" });
  };
  return (
    <section data-test="retention">
      <p class={soon ? "notice danger" : "hint"} data-test="due">
        {text(report.row.state === "closed" ? "desk-due-closed" : "desk-due", { week: report.row.due })}
      </p>
      <details>
        <summary data-test="postpone-open">{text("desk-postpone")}</summary>
        <ActForm
          perform={postpone}
          send={{
            words: text("desk-postpone"),
            test: "postpone",
            class: "second",
            disabled: reason.trim().length < 5 || !report.recordReadable,
          }}
        >
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
        </ActForm>
      </details>
    </section>
  );
};
