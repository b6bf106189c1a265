// Editing a case record while colleagues may be editing it too: what was changed in different fields is joined, and
// both names are told; where both changed the same field the second member decides, and loses nothing.
import { useEffect, useState } from "preact/hooks";
import { text } from "../../page/texts";
import type { Case, CaseRecord } from "../case/case";
import { type Field, merge } from "../case/merge";
import { isRefused } from "../ui/api";
import { explain } from "../ui/explain";
import { useOpenCase } from "./context";

/** What a colleague has saved in the fields that both have changed. */
export interface Conflict {
  theirs: Case;
  fields: Field[];
}

/** The record as it stands in the form, and the one that was read before anything was typed. */
const useEdited = () => {
  const { report } = useOpenCase();
  const [record, setRecord] = useState<CaseRecord>(report.record);
  const [base, setBase] = useState<CaseRecord>(report.record);
  const [labels, setLabels] = useState(report.record.labels.join(", "));
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const show = (next: CaseRecord): void => {
    setRecord(next);
    setLabels(next.labels.join(", "));
  };
  /** Puts what is typed here on top of what a colleague has saved. `decided` when both changed no field. */
  const join = (theirs: Case): { merged: CaseRecord; decided: boolean } => {
    // A record with changes that wait in this browser was not read from the server.
    const { merged, conflicts } = merge(theirs.base ? base : (report.base ?? base), record, theirs.record);
    show(merged);
    setBase(theirs.record);
    setConflict(conflicts.length > 0 ? { theirs, fields: conflicts } : null);
    return { merged, decided: conflicts.length === 0 };
  };
  /** Begins anew from a record that was saved. */
  const restart = (saved: CaseRecord): void => {
    show(saved);
    setBase(saved);
    setConflict(null);
  };
  // A refresh may bring what a colleague has saved meanwhile; other parts of the case change the record too.
  useEffect(() => {
    if (report.record !== base) join(report);
  }, [report.record]);
  return { record, setRecord, labels, setLabels, conflict, show, join, restart };
};

/** Words separated by commas or line ends, as a sorted set. */
const toLabels = (typed: string): string[] => {
  const words = typed.split(/[,،\n]/).map((word) => word.trim().slice(0, 40));
  return [...new Set(words.filter(Boolean))].sort().slice(0, 20);
};

export const useRecord = () => {
  const { session, cases, report, onChange } = useOpenCase();
  const { record, setRecord, labels, setLabels, conflict, show, join, restart } = useEdited();
  const [said, setSaid] = useState("");
  const [error, setError] = useState("");
  const change = (part: Partial<CaseRecord>): void => {
    setRecord({ ...record, ...part });
    setSaid(text("desk-unsaved"));
  };
  const saved = (after: Case, colleague: string | null): void => {
    onChange(after);
    restart(after.record);
    if (after.base) setSaid(text("desk-pending"));
    else setSaid(colleague ? text("desk-merged", { name: session.login(colleague) }) : text("desk-saved"));
  };
  /** Saves `content` over the record of `over`; `colleague` is whose changes are in it already. */
  const saveOver = async (over: Case, content: CaseRecord, colleague: string | null): Promise<void> => {
    setError("");
    try {
      saved(await cases.save(over, content), colleague);
    } catch (problem) {
      const isStale = isRefused(problem, "stale-revision");
      const theirs = isStale ? await cases.withRecord(report).catch(() => null) : null;
      if (!theirs) {
        setError(explain(problem, true));
        return;
      }
      const { merged, decided } = join(theirs);
      if (decided) await saveOver(theirs, merged, theirs.by);
    }
  };
  return {
    record,
    /** The labels as they are typed. */
    labels,
    conflict,
    /** What became of the last change. */
    said,
    error,
    change,
    changeLabels: (typed: string): void => {
      setLabels(typed);
      change({ labels: toLabels(typed) });
    },
    save: (): Promise<void> => saveOver(conflict?.theirs ?? report, record, null),
    /** Ends a conflict with `content`. */
    decide: (content: CaseRecord): void => {
      show(content);
      if (conflict) void saveOver(conflict.theirs, content, null);
    },
  };
};

export type RecordState = ReturnType<typeof useRecord>;
