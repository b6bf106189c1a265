// The form of the case record: its fields, and the choice when a colleague has changed the same ones.
import { text } from "../../page/texts";
import { LEVELS, SEVERITIES, STATUSES, chosen } from "../case/case";
import { LABELS, fieldWords } from "../case/field-words";
import { withFields } from "../case/merge";
import { data } from "../case/vocabulary";
import { useCircle } from "../store/context";
import { ActForm } from "../ui/act-form";
import { Field, Options, Regions, SelectField } from "../ui/fields";
import { Problem } from "../ui/parts";
import { useOpenCase } from "./context";
import { type Conflict, type RecordState, useRecord } from "./record-state";

interface ConflictProperties {
  conflict: Conflict;
  onMine: () => void;
  onTheirs: () => void;
}

const ConflictNotice = ({ conflict, onMine, onTheirs }: ConflictProperties) => {
  const { session } = useCircle();
  return (
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
};

const StateFields = ({ state: { record, change } }: { state: RecordState }) => (
  <>
    <SelectField
      id="record-status"
      test="case-status"
      label={text("desk-filter-status")}
      value={record.status}
      onChange={(code) => change({ status: chosen(STATUSES, code, record.status) })}
    >
      {STATUSES.map((status) => (
        <option key={status} value={status}>
          {text(`desk-status-${status}`)}
        </option>
      ))}
    </SelectField>
    <SelectField
      id="record-severity"
      test="case-severity"
      label={text("desk-severity")}
      value={record.severity}
      onChange={(code) => change({ severity: chosen(SEVERITIES, code, "") })}
    >
      <Options
        none={text("desk-none")}
        options={SEVERITIES.map((severity) => [severity, text(`desk-severity-${severity}`)])}
      />
    </SelectField>
  </>
);

const MatterFields = ({ state: { record, change } }: { state: RecordState }) => (
  <>
    <SelectField
      id="record-category"
      test="case-category"
      label={text("desk-category")}
      value={record.category}
      onChange={(category) => change({ category })}
    >
      <Options none={text("desk-none")} options={data.categories} />
    </SelectField>
    <SelectField
      id="record-place"
      test="case-place"
      label={text("desk-place")}
      value={record.place ? `${record.place.country}.${record.place.region}` : ""}
      onChange={(code) => {
        const [country = "", region = ""] = code.split(".");
        change({ place: code ? { country, region } : null });
      }}
    >
      <Regions countries={data.countries} />
    </SelectField>
  </>
);

const WorkFields = ({ state: { record, labels, change, changeLabels } }: { state: RecordState }) => {
  const { session, readers, report } = useOpenCase();
  // The case stays with whoever has it, and is newly assigned only to members who may read the report.
  const assignable = [...new Set([...readers.of([report]), record.assignee])].filter(Boolean);
  return (
    <>
      <SelectField
        id="record-assignee"
        test="case-assignee"
        label={text("desk-assignee")}
        value={record.assignee}
        onChange={(assignee) => change({ assignee })}
      >
        <Options none={text("desk-nobody")} options={assignable.map((id) => [id, session.login(id)])} />
      </SelectField>
      <SelectField
        id="record-verification"
        test="case-verification"
        label={text("desk-summary-verification")}
        value={record.verification}
        onChange={(code) => change({ verification: chosen(LEVELS, code, "") })}
      >
        <Options none={text("desk-none")} options={LEVELS.map((level) => [level, text(`verification-${level}`)])} />
      </SelectField>
      <Field id="record-labels" label={text("desk-labels-hint")}>
        <input
          id="record-labels"
          data-test="case-labels"
          value={labels}
          dir="auto"
          onInput={(event) => changeLabels(event.currentTarget.value)}
        />
      </Field>
    </>
  );
};

/** A warning that the record cannot be read, or that nobody of the circle signed it. */
const RecordNotice = () =>
  useOpenCase().report.recordReadable ? null : (
    <p class="notice danger" role="alert">
      {text("desk-record-unreadable")}
    </p>
  );

export const RecordForm = () => {
  const { session, report } = useOpenCase();
  const state = useRecord();
  const { record, conflict, said, act, change, save, decide } = state;
  return (
    <ActForm
      act={act}
      perform={save}
      send={{ words: text("desk-save"), test: "case-save", disabled: !report.recordReadable, stays: true }}
      beside={
        <span class="meta" role="status">
          {said || (report.by ? text("desk-last-by", { name: session.login(report.by) }) : "")}
        </span>
      }
    >
      <div class="grid2">
        <StateFields state={state} />
        <MatterFields state={state} />
        <WorkFields state={state} />
      </div>
      <Field id="record-notes" label={text("desk-notes")}>
        <textarea
          id="record-notes"
          data-test="case-notes"
          rows={4}
          dir="auto"
          value={record.notes}
          onInput={(event) => change({ notes: event.currentTarget.value })}
        />
      </Field>
      {conflict && (
        <ConflictNotice
          conflict={conflict}
          onMine={() => decide(record)}
          onTheirs={() => decide(withFields(record, conflict.theirs.record, conflict.fields))}
        />
      )}
      <Problem error={act.error} />
      <RecordNotice />
    </ActForm>
  );
};
