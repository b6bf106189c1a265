// Who changed what in a case, the latest first, and whether the history is intact.
import { useMemo } from "preact/hooks";
import { text } from "../../page/texts";
import type { CaseRecord } from "../case/case";
import { LABELS, fieldWords } from "../case/field-words";
import { type HistoryEntry, read } from "../case/history";
import { FIELDS, type Field } from "../case/merge";
import { useCircle } from "../store/context";
import { useOpenCase } from "./context";

/** A field that was changed, with its value before and after; `null` for long fields, whose values are not kept. */
const FieldChange = ({ field, values }: { field: Field; values: [unknown, unknown] | null }) => {
  const { session } = useCircle();
  const words = (value: unknown): string =>
    fieldWords((member) => session.login(member), field, { [field]: value } as unknown as CaseRecord) ||
    text("desk-none");
  return (
    <li>
      {text(LABELS[field])}
      {values && (
        <>
          {" "}
          : <span dir="auto">{words(values[0])}</span> → <strong dir="auto">{words(values[1])}</strong>
        </>
      )}
    </li>
  );
};

const Entry = ({ change }: { change: HistoryEntry }) => {
  const { session } = useCircle();
  return (
    <li data-test="history-event">
      <p class="meta">
        {session.login(change.by)}
        {change.known ? "" : ` (${text("desk-history-unknown")})`} · {text("desk-week", { week: change.week })}
      </p>
      {change.reason && <p dir="auto">« {change.reason} »</p>}
      <ul>
        {FIELDS.filter((field) => field in change.changes).map((field) => (
          <FieldChange key={field} field={field} values={change.changes[field] ?? null} />
        ))}
      </ul>
    </li>
  );
};

export const HistoryView = () => {
  const { session, circle, report } = useOpenCase();
  const { events, sound } = useMemo(
    () => read(report.record, session.signers(circle.consultation)),
    [session, report.record, circle.consultation],
  );
  if (report.record.history.length === 0) return null;
  return (
    <details data-test="history">
      <summary>{text("desk-history", { count: events.length })}</summary>
      {!sound && (
        <p class="notice danger" role="alert" data-test="history-broken">
          {text("desk-history-broken")}
        </p>
      )}
      <ol class="plain-list" reversed>
        {[...events].reverse().map((change) => (
          <Entry key={change.revision} change={change} />
        ))}
      </ol>
    </details>
  );
};
