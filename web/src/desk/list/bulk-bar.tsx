// Changing many reports together. The member is told what was done, and can undo it until the next change.
import { useMemo, useState } from "preact/hooks";
import { text } from "../../page/texts";
import { type Case, STATUSES, chosen } from "../case/case";
import { ExportPanel } from "../leaving/export-panel";
import { type Change, type Done, applyTo, takeBack } from "../store/bulk";
import { useCircle } from "../store/context";
import { useAct } from "../ui/act";
import { ActForm } from "../ui/act-form";
import { Field, Options, SelectField } from "../ui/fields";
import { Outcome, Progress } from "../ui/parts";
import { useBoard } from "./board-state";

const NOTHING: Change = { status: "", assignee: "", label: "" };

/** The change as it is entered, applying it to `reports`, and undoing it. */
const useBulkChange = (reports: Case[]) => {
  const { cases, readers } = useCircle();
  const { setSelected, patch } = useBoard();
  const [entered, setEntered] = useState<Change>(NOTHING);
  const [done, setDone] = useState<Done[]>([]);
  /** How many reports are changed already, of how many; `null` when nothing is going on. */
  const [progress, setProgress] = useState<[done: number, total: number] | null>(null);
  const act = useAct();
  const assignable = useMemo(() => readers.of(reports), [readers, reports]);
  // Reports are assigned only to members who may read every one of them.
  const assignee = entered.assignee === "nobody" || assignable.includes(entered.assignee) ? entered.assignee : "";
  const change: Change = { ...entered, assignee };
  const show = (report: Case): void => patch(report.row.id, report);
  const apply = async (): Promise<string> => {
    const finished: Done[] = [];
    const onEach = (changed: Done): void => {
      finished.push(changed);
      setProgress([finished.length, reports.length]);
      show(changed.after);
    };
    setDone([]);
    setProgress([0, reports.length]);
    try {
      await applyTo(cases, reports, { ...change, label: change.label.trim() }, onEach);
    } finally {
      setDone(finished);
      setProgress(null);
    }
    setEntered(NOTHING);
    setSelected(new Set());
    return text("desk-bulk-done", { count: finished.length });
  };
  const undo = (): void =>
    void act.run(async () => {
      await takeBack(cases, done, show);
      setDone([]);
      return text("desk-bulk-undone", { count: done.length });
    });
  return {
    change,
    choose: (part: Partial<Change>): void => setEntered({ ...entered, ...part }),
    isEmpty: !change.status && !assignee && !change.label.trim(),
    assignable,
    done,
    progress,
    act,
    apply,
    undo,
  };
};

type BulkChange = ReturnType<typeof useBulkChange>;

const SelectButtons = ({ count }: { count: number }) => {
  const { matching, setSelected } = useBoard();
  const selectAll = (): void => {
    const readable = matching.filter((report) => report.recordReadable);
    setSelected(new Set(readable.map((report) => report.row.id)));
  };
  return (
    <div class="actions">
      <button type="button" class="second" data-test="bulk-all" onClick={selectAll}>
        {text("desk-bulk-all", { count: matching.length })}
      </button>
      <button
        type="button"
        class="second"
        data-test="bulk-none"
        disabled={count === 0}
        onClick={() => setSelected(new Set())}
      >
        {text("desk-bulk-none")}
      </button>
    </div>
  );
};

const ChangeFields = ({ bulk: { change, choose, assignable } }: { bulk: BulkChange }) => {
  const { session } = useCircle();
  const assignees = assignable.map((id): [string, string] => [id, session.login(id)]);
  return (
    <>
      <SelectField
        id="bulk-status"
        test="bulk-status"
        label={text("desk-filter-status")}
        value={change.status}
        onChange={(code) => choose({ status: chosen(STATUSES, code, "") })}
      >
        <Options
          none={text("desk-bulk-leave")}
          options={STATUSES.map((status) => [status, text(`desk-status-${status}`)])}
        />
      </SelectField>
      <SelectField
        id="bulk-assignee"
        test="bulk-assignee"
        label={text("desk-assignee")}
        value={change.assignee}
        onChange={(assignee) => choose({ assignee })}
      >
        <Options none={text("desk-bulk-leave")} options={[["nobody", text("desk-nobody")], ...assignees]} />
      </SelectField>
      <Field id="bulk-label" label={text("desk-bulk-label")}>
        <input
          id="bulk-label"
          data-test="bulk-label"
          value={change.label}
          maxLength={40}
          dir="auto"
          onInput={(event) => choose({ label: event.currentTarget.value })}
        />
      </Field>
    </>
  );
};

export const BulkBar = ({ selected }: { selected: Set<string> }) => {
  const { matching } = useBoard();
  const reports = useMemo(() => matching.filter((report) => selected.has(report.row.id)), [matching, selected]);
  const bulk = useBulkChange(reports);
  const { isEmpty, done, progress, act, apply, undo } = bulk;
  const count = reports.length;
  return (
    <div class="notice info" data-test="bulk">
      <ActForm
        act={act}
        perform={apply}
        send={{ words: text("desk-bulk-apply", { count }), test: "bulk-apply", disabled: count === 0 || isEmpty }}
        beside={
          done.length > 0 &&
          !act.working && (
            <button type="button" class="second" data-test="bulk-undo" onClick={undo}>
              {text("desk-bulk-undo", { count: done.length })}
            </button>
          )
        }
      >
        <p role="status">{text("desk-bulk-chosen", { count })}</p>
        <SelectButtons count={count} />
        <ChangeFields bulk={bulk} />
        {progress ? (
          <Progress label={text("desk-working")} done={progress[0]} total={progress[1]} />
        ) : (
          <Outcome act={act} />
        )}
      </ActForm>
      {count > 0 && <ExportPanel reports={reports} />}
    </div>
  );
};
