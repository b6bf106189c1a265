// The circle's record on a report. Two members at once: the second is told, sees both versions and loses nothing.
import { useEffect, useState } from "preact/hooks";
import { text } from "../texts";
import { Refused } from "./api";
import { SEVERITIES, STATUSES } from "./filter-form";
import type { Cases } from "./cases";
import type { Case, Record_ } from "./report";
import { data } from "./data";
import { Field, Options, Regions } from "./parts";
import type { Session } from "./session";

const Compare = ({ session, theirs }: { session: Session; theirs: Case }) => (
  <dl class="case-body">
    <dt>{session.login(theirs.by ?? "")}</dt>
    <dd>
      {text(`desk-status-${theirs.record.status}`)}
      {theirs.record.severity && ` · ${text(`desk-severity-${theirs.record.severity}`)}`}
      {theirs.record.notes && `\n${theirs.record.notes}`}
    </dd>
  </dl>
);

interface Properties {
  session: Session;
  cases: Cases;
  one: Case;
  onChange: (one: Case) => void;
}

export const RecordForm = ({ session, cases, one, onChange }: Properties) => {
  const [record, setRecord] = useState<Record_>(one.record);
  const [theirs, setTheirs] = useState<Case | null>(null);
  const [said, setSaid] = useState("");
  const [error, setError] = useState("");
  const [edited, setEdited] = useState(false);
  // What a colleague has saved meanwhile is shown, unless something here would be lost.
  useEffect(() => {
    if (!edited) setRecord(one.record);
  }, [one.row.revision]);
  const change = (part: Partial<Record_>): void => {
    setEdited(true);
    setRecord({ ...record, ...part });
    setSaid(text("desk-unsaved"));
  };
  const save = async (over: Case): Promise<void> => {
    setError("");
    try {
      onChange(await cases.save(over, record));
      setTheirs(null);
      setEdited(false);
      setSaid(text("desk-saved"));
    } catch (problem) {
      const stale = problem instanceof Refused && problem.code === "stale-revision";
      const read = stale ? await cases.withRecord(one).catch(() => null) : null;
      if (read) setTheirs(read);
      else setError(problem instanceof Refused && problem.message ? problem.message : text("desk-network"));
    }
  };
  const takeTheirs = (): void => {
    if (!theirs) return;
    setRecord(theirs.record);
    onChange(theirs);
    setTheirs(null);
    setEdited(false);
    setSaid("");
  };
  const where = record.place ? `${record.place.country}.${record.place.region}` : "";
  const setPlace = (value: string): void => {
    const [country = "", region = ""] = value.split(".");
    change({ place: value ? { country, region } : null });
  };
  return (
    <form onSubmit={(event) => { event.preventDefault(); void save(one); }}>
      <div class="grid2">
        <Field id="record-status" label={text("desk-filter-status")}>
          <select id="record-status" data-test="case-status" value={record.status} onChange={(e) => change({ status: e.currentTarget.value })}>
            {STATUSES.map((status) => <option key={status} value={status}>{text(`desk-status-${status}`)}</option>)}
          </select>
        </Field>
        <Field id="record-severity" label={text("desk-severity")}>
          <select id="record-severity" data-test="case-severity" value={record.severity} onChange={(e) => change({ severity: e.currentTarget.value })}>
            <Options none={text("desk-none")} options={SEVERITIES.map((level) => [level, text(`desk-severity-${level}`)])} />
          </select>
        </Field>
        <Field id="record-category" label={text("desk-category")}>
          <select id="record-category" data-test="case-category" value={record.category} onChange={(e) => change({ category: e.currentTarget.value })}>
            <Options none={text("desk-none")} options={data.categories} />
          </select>
        </Field>
        <Field id="record-place" label={text("desk-place")}>
          <select id="record-place" data-test="case-place" value={where} onChange={(e) => setPlace(e.currentTarget.value)}><Regions /></select>
        </Field>
      </div>
      <Field id="record-notes" label={text("desk-notes")}>
        <textarea id="record-notes" data-test="case-notes" rows={4} dir="auto" value={record.notes} onInput={(e) => change({ notes: e.currentTarget.value })} />
      </Field>
      {theirs && (
        <div class="notice danger" role="alert" data-test="case-conflict">
          <p>{text("desk-conflict", { name: session.login(theirs.by ?? "") })}</p>
          <Compare session={session} theirs={theirs} />
          <div class="actions">
            <button type="button" class="second" onClick={() => void save(theirs)}>{text("desk-conflict-mine")}</button>
            <button type="button" class="second" onClick={takeTheirs}>{text("desk-conflict-theirs")}</button>
          </div>
        </div>
      )}
      {error && <p class="error" role="alert">{error}</p>}
      {!one.recordReadable && <p class="notice danger" role="alert">{text("desk-record-unreadable")}</p>}
      <div class="actions">
        <button type="submit" data-test="case-save" disabled={!one.recordReadable}>{text("desk-save")}</button>
        <span class="meta" role="status">{said}</span>
      </div>
    </form>
  );
};
