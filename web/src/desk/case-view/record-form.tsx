// The circle's record on a report. Two members at once: what they changed in different fields is joined, and both names are told;
// where they changed the same one the second decides, and loses nothing.
import { useEffect, useState } from "preact/hooks";
import { text } from "../../page/texts";
import { Refused } from "../ui/api";
import type { Cases } from "../store/cases";
import { type Case, type CaseRecord, LEVELS, SEVERITIES, STATUSES, chosen } from "../case/case";
import { data } from "../case/vocabulary";
import { LABELS, fieldWords } from "../case/field-words";
import { explain } from "../ui/explain";
import { type Field as FieldName, merge, withFields } from "../case/merge";
import { Field, Options, Regions } from "../ui/parts";
import type { Readers } from "../store/readers";
import type { Session } from "../keys/session";

/** What a colleague has saved in the fields that both have changed. */
interface Conflict {
  theirs: Case;
  fields: FieldName[];
}

const Conflicting = ({
  session,
  conflict,
  onMine,
  onTheirs,
}: {
  session: Session;
  conflict: Conflict;
  onMine: () => void;
  onTheirs: () => void;
}) => (
  <div class="notice danger" role="alert" data-test="case-conflict">
    <p>{text("desk-conflict", { name: session.login(conflict.theirs.by ?? "") })}</p>
    <dl class="case-body">
      {conflict.fields.map((field) => (
        <div key={field}>
          <dt>{text(LABELS[field])}</dt>
          <dd dir="auto">{fieldWords((member) => session.login(member), field, conflict.theirs.record)}</dd>
        </div>
      ))}
    </dl>
    <div class="actions">
      <button type="button" class="second" onClick={onMine}>
        {text("desk-conflict-mine")}
      </button>
      <button type="button" class="second" onClick={onTheirs}>
        {text("desk-conflict-theirs")}
      </button>
    </div>
  </div>
);

interface Properties {
  session: Session;
  readers: Readers;
  cases: Cases;
  report: Case;
  onChange: (report: Case) => void;
}

/** Words separated by commas or line ends, as a sorted set. */
const toLabels = (typed: string): string[] =>
  [
    ...new Set(
      typed
        .split(/[,،\n]/)
        .map((word) => word.trim().slice(0, 40))
        .filter(Boolean),
    ),
  ]
    .sort()
    .slice(0, 20);

export const RecordForm = ({ session, readers, cases, report, onChange }: Properties) => {
  const [record, setRecord] = useState<CaseRecord>(report.record);
  /** What was read before anything was written here. */
  const [base, setBase] = useState<CaseRecord>(report.record);
  const [labels, setLabels] = useState(report.record.labels.join(", "));
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [said, setSaid] = useState("");
  const [error, setError] = useState("");
  const show = (next: CaseRecord): void => {
    setRecord(next);
    setLabels(next.labels.join(", "));
  };
  const change = (part: Partial<CaseRecord>): void => {
    setRecord({ ...record, ...part });
    setSaid(text("desk-unsaved"));
  };
  /** Brings what is written here onto what a colleague has saved. True when nothing is left to decide. */
  const join = (theirs: Case): { merged: CaseRecord; decided: boolean } => {
    // What waits here was not read from the server.
    const { merged, conflicts } = merge(theirs.base ? base : (report.base ?? base), record, theirs.record);
    show(merged);
    setBase(theirs.record);
    setConflict(conflicts.length > 0 ? { theirs, fields: conflicts } : null);
    return { merged, decided: conflicts.length === 0 };
  };
  // A refresh may bring what a colleague has saved meanwhile; other parts of the case change the record too.
  useEffect(() => {
    if (report.record !== base) join(report);
  }, [report.record]);
  const saved = (after: Case, by: string | null): void => {
    onChange(after);
    show(after.record);
    setBase(after.record);
    setConflict(null);
    setSaid(
      after.base ? text("desk-pending") : by ? text("desk-merged", { name: session.login(by) }) : text("desk-saved"),
    );
  };
  const save = async (over: Case, content: CaseRecord, by: string | null): Promise<void> => {
    setError("");
    try {
      saved(await cases.save(over, content), by);
    } catch (problem) {
      const stale = problem instanceof Refused && problem.code === "stale-revision";
      const theirs = stale ? await cases.withRecord(report).catch(() => null) : null;
      if (!theirs) return setError(explain(problem, true));
      const { merged, decided } = join(theirs);
      if (decided) await save(theirs, merged, theirs.by);
    }
  };
  const decide = (content: CaseRecord): void => {
    show(content);
    if (conflict) void save(conflict.theirs, content, null);
  };
  // Whoever has it keeps it; it is given to nobody who is not shown the report.
  const assignable = [...new Set([...readers.of([report]), record.assignee])].filter(Boolean);
  const where = record.place ? `${record.place.country}.${record.place.region}` : "";
  const setPlace = (value: string): void => {
    const [country = "", region = ""] = value.split(".");
    change({ place: value ? { country, region } : null });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save(conflict?.theirs ?? report, record, null);
      }}
    >
      <div class="grid2">
        <Field id="record-status" label={text("desk-filter-status")}>
          <select
            id="record-status"
            data-test="case-status"
            value={record.status}
            onChange={(e) => change({ status: chosen(STATUSES, e.currentTarget.value, record.status) })}
          >
            {STATUSES.map((status) => (
              <option key={status} value={status}>
                {text(`desk-status-${status}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field id="record-severity" label={text("desk-severity")}>
          <select
            id="record-severity"
            data-test="case-severity"
            value={record.severity}
            onChange={(e) => change({ severity: chosen(SEVERITIES, e.currentTarget.value, "") })}
          >
            <Options
              none={text("desk-none")}
              options={SEVERITIES.map((level) => [level, text(`desk-severity-${level}`)])}
            />
          </select>
        </Field>
        <Field id="record-category" label={text("desk-category")}>
          <select
            id="record-category"
            data-test="case-category"
            value={record.category}
            onChange={(e) => change({ category: e.currentTarget.value })}
          >
            <Options none={text("desk-none")} options={data.categories} />
          </select>
        </Field>
        <Field id="record-place" label={text("desk-place")}>
          <select
            id="record-place"
            data-test="case-place"
            value={where}
            onChange={(e) => setPlace(e.currentTarget.value)}
          >
            <Regions countries={data.countries} />
          </select>
        </Field>
        <Field id="record-assignee" label={text("desk-assignee")}>
          <select
            id="record-assignee"
            data-test="case-assignee"
            value={record.assignee}
            onChange={(e) => change({ assignee: e.currentTarget.value })}
          >
            <Options none={text("desk-nobody")} options={assignable.map((id) => [id, session.login(id)])} />
          </select>
        </Field>
        <Field id="record-verification" label={text("desk-summary-verification")}>
          <select
            id="record-verification"
            data-test="case-verification"
            value={record.verification}
            onChange={(e) => change({ verification: chosen(LEVELS, e.currentTarget.value, "") })}
          >
            <Options none={text("desk-none")} options={LEVELS.map((level) => [level, text(`verification-${level}`)])} />
          </select>
        </Field>
        <Field id="record-labels" label={text("desk-labels-hint")}>
          <input
            id="record-labels"
            data-test="case-labels"
            value={labels}
            dir="auto"
            onInput={(e) => {
              setLabels(e.currentTarget.value);
              change({ labels: toLabels(e.currentTarget.value) });
            }}
          />
        </Field>
      </div>
      <Field id="record-notes" label={text("desk-notes")}>
        <textarea
          id="record-notes"
          data-test="case-notes"
          rows={4}
          dir="auto"
          value={record.notes}
          onInput={(e) => change({ notes: e.currentTarget.value })}
        />
      </Field>
      {conflict && (
        <Conflicting
          session={session}
          conflict={conflict}
          onMine={() => decide(record)}
          onTheirs={() => decide(withFields(record, conflict.theirs.record, conflict.fields))}
        />
      )}
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      {!report.authorKnown && (
        <p class="notice info" data-test="author-unknown">
          {text("desk-author-unknown", { name: session.login(report.by ?? "") })}
        </p>
      )}
      {!report.recordReadable && (
        <p class="notice danger" role="alert">
          {text("desk-record-unreadable")}
        </p>
      )}
      <div class="actions">
        <button type="submit" data-test="case-save" disabled={!report.recordReadable}>
          {text("desk-save")}
        </button>
        <span class="meta" role="status">
          {said || (report.by ? text("desk-last-by", { name: session.login(report.by) }) : "")}
        </span>
      </div>
    </form>
  );
};
