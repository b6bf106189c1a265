// Who changed what in a case, the latest first, and whether the history holds.
import { useMemo } from "preact/hooks";
import { text } from "../../page/texts";
import type { CaseProps } from "./answers";
import { LABELS, fieldWords } from "../case/field-words";
import { type Told, read } from "../case/history";
import { type Field, FIELDS } from "../case/merge";
import type { Session } from "../keys/session";
import type { CaseRecord } from "../case/case";

/** A value of a field in words: what is not there says so. */
const valueWords = (session: Session, field: Field, value: unknown): string =>
  fieldWords((member) => session.login(member), field, { [field]: value } as unknown as CaseRecord) ||
  text("desk-none");

const Change = ({ session, field, values }: { session: Session; field: Field; values: [unknown, unknown] | null }) => (
  <li>
    {text(LABELS[field])}
    {values && (
      <>
        {" "}
        : <span dir="auto">{valueWords(session, field, values[0])}</span> →{" "}
        <strong dir="auto">{valueWords(session, field, values[1])}</strong>
      </>
    )}
  </li>
);

const Entry = ({ session, event }: { session: Session; event: Told }) => (
  <li data-test="history-event">
    <p class="meta">
      {session.login(event.by)}
      {event.known ? "" : ` (${text("desk-history-unknown")})`} · {text("desk-week", { week: event.week })}
    </p>
    {event.reason && <p dir="auto">« {event.reason} »</p>}
    <ul>
      {FIELDS.filter((field) => field in event.changes).map((field) => (
        <Change key={field} session={session} field={field} values={event.changes[field] ?? null} />
      ))}
    </ul>
  </li>
);

export const HistoryView = ({ session, circle, report }: CaseProps) => {
  const { events, sound } = useMemo(
    () => read(report.record, session.signers(circle.consultation)),
    [report.record, circle.consultation],
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
        {[...events].reverse().map((event) => (
          <Entry key={event.revision} session={session} event={event} />
        ))}
      </ol>
    </details>
  );
};
