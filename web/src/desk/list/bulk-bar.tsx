// Choosing many reports and changing all of them: what is done is told, and can be taken back until something else is done.
import { useMemo, useState } from "preact/hooks";
import { text } from "../../page/texts";
import { useAct } from "../ui/act";
import { type Change, type Done, applyTo, takeBack } from "../store/bulk";
import type { Cases } from "../store/cases";
import { ExportPanel } from "../leaving/export-panel";
import { Field, Options, Outcome, Progress } from "../ui/parts";
import type { Readers } from "../store/readers";
import { type Case, STATUSES, chosen as statusOf } from "../case/case";
import type { Session } from "../keys/session";

interface Properties {
  session: Session;
  readers: Readers;
  cases: Cases;
  chosen: Case[];
  /** How many could be chosen. */
  shown: number;
  onAll: () => void;
  onNone: () => void;
  onChange: (report: Case) => void;
}

const NOTHING: Change = { status: "", assignee: "", label: "" };

export const BulkBar = ({ session, readers, cases, chosen, shown, onAll, onNone, onChange }: Properties) => {
  const [change, setChange] = useState<Change>(NOTHING);
  const [done, setDone] = useState<Done[]>([]);
  const [progress, setProgress] = useState<[number, number] | null>(null);
  const act = useAct();
  // Whoever is not shown one of them is given none.
  const allowed = useMemo(() => readers.of(chosen), [readers, chosen]);
  const assignee = change.assignee === "nobody" || allowed.includes(change.assignee) ? change.assignee : "";
  const apply = (event: Event): void => {
    event.preventDefault();
    const finished: Done[] = [];
    setDone([]);
    void act.run(async () => {
      setProgress([0, chosen.length]);
      try {
        await applyTo(cases, chosen, { ...change, assignee, label: change.label.trim() }, (one) => {
          finished.push(one);
          setProgress([finished.length, chosen.length]);
          onChange(one.after);
        });
      } finally {
        setDone(finished);
        setProgress(null);
      }
      setChange(NOTHING);
      onNone();
      return text("desk-bulk-done", { count: finished.length });
    });
  };
  const undo = (): Promise<void> =>
    act.run(async () => {
      await takeBack(cases, done, onChange);
      setDone([]);
      return text("desk-bulk-undone", { count: done.length });
    });
  const idle = !change.status && !assignee && !change.label.trim();
  return (
    <div class="notice info" data-test="bulk">
      <form onSubmit={apply} autocomplete="off">
        <p role="status">{text("desk-bulk-chosen", { count: chosen.length })}</p>
        <div class="actions">
          <button type="button" class="second" data-test="bulk-all" onClick={onAll}>
            {text("desk-bulk-all", { count: shown })}
          </button>
          <button type="button" class="second" data-test="bulk-none" disabled={chosen.length === 0} onClick={onNone}>
            {text("desk-bulk-none")}
          </button>
        </div>
        <Field id="bulk-status" label={text("desk-filter-status")}>
          <select
            id="bulk-status"
            data-test="bulk-status"
            value={change.status}
            onChange={(e) => setChange({ ...change, status: statusOf(STATUSES, e.currentTarget.value, "") })}
          >
            <Options
              none={text("desk-bulk-leave")}
              options={STATUSES.map((one) => [one, text(`desk-status-${one}`)])}
            />
          </select>
        </Field>
        <Field id="bulk-assignee" label={text("desk-assignee")}>
          <select
            id="bulk-assignee"
            data-test="bulk-assignee"
            value={assignee}
            onChange={(e) => setChange({ ...change, assignee: e.currentTarget.value })}
          >
            <Options
              none={text("desk-bulk-leave")}
              options={[
                ["nobody", text("desk-nobody")],
                ...allowed.map((id): [string, string] => [id, session.login(id)]),
              ]}
            />
          </select>
        </Field>
        <Field id="bulk-label" label={text("desk-bulk-label")}>
          <input
            id="bulk-label"
            data-test="bulk-label"
            value={change.label}
            maxLength={40}
            dir="auto"
            onInput={(e) => setChange({ ...change, label: e.currentTarget.value })}
          />
        </Field>
        {progress ? (
          <Progress label={text("desk-working")} done={progress[0]} total={progress[1]} />
        ) : (
          <Outcome act={act} />
        )}
        <div class="actions">
          <button type="submit" data-test="bulk-apply" disabled={chosen.length === 0 || idle || act.working}>
            {text("desk-bulk-apply", { count: chosen.length })}
          </button>
          {done.length > 0 && !act.working && (
            <button type="button" class="second" data-test="bulk-undo" onClick={() => void undo()}>
              {text("desk-bulk-undo", { count: done.length })}
            </button>
          )}
        </div>
      </form>
      {chosen.length > 0 && <ExportPanel session={session} readers={readers} cases={cases} chosen={chosen} />}
    </div>
  );
};
