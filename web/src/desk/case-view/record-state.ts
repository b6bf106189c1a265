// Editing a case record while colleagues may be editing it too. Changes in different fields are merged, and the member
// is told whose; when both changed the same field, the second to save decides, and loses nothing.
import { useEffect, useState } from "preact/hooks";
import { text } from "../../page/texts";
import { isRefused } from "../../page/told";
import type { Case, CaseRecord } from "../case/case";
import { type Field, merge } from "../case/merge";
import { useAct } from "../ui/act";
import { useOpenCase } from "./context";

/** What a colleague has saved in the fields that both have changed. */
export interface Conflict {
  theirs: Case;
  fields: Field[];
}

/** The record as the form shows it, and merging it with what colleagues save. */
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
  /** Merges the form with what a colleague has saved. `decided` is false when both changed the same field. */
  const join = (theirs: Case): { merged: CaseRecord; decided: boolean } => {
    // The base is the record that was last read from the server, not one with changes that still wait in this browser.
    const { merged, conflicts } = merge(theirs.base ? base : (report.base ?? base), record, theirs.record);
    show(merged);
    setBase(theirs.record);
    setConflict(conflicts.length > 0 ? { theirs, fields: conflicts } : null);
    return { merged, decided: conflicts.length === 0 };
  };
  /** Shows a record that was just saved; nothing is edited any more. */
  const restart = (saved: CaseRecord): void => {
    show(saved);
    setBase(saved);
    setConflict(null);
  };
  // A refresh may bring a colleague's changes; other views of the case (masks, links, transcripts) change the record
  // too.
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
  const act = useAct();
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
  /** Saves `content` over the record of `over`; `colleague` names whose changes were merged into it. */
  const saveOver = async (over: Case, content: CaseRecord, colleague: string | null): Promise<string> => {
    try {
      saved(await cases.save(over, content), colleague);
    } catch (problem) {
      const isStale = isRefused(problem, "stale-revision");
      const theirs = isStale ? await cases.withRecord(report).catch(() => null) : null;
      if (!theirs) throw problem;
      const { merged, decided } = join(theirs);
      if (decided) await saveOver(theirs, merged, theirs.by);
    }
    return "";
  };
  return {
    record,
    /** The text of the field for labels. */
    labels,
    conflict,
    /** The state of the last change, in words. */
    said,
    act,
    change,
    changeLabels: (typed: string): void => {
      setLabels(typed);
      change({ labels: toLabels(typed) });
    },
    save: (): Promise<string> => saveOver(conflict?.theirs ?? report, record, null),
    /** Ends a conflict by saving `content`. */
    decide: (content: CaseRecord): void => {
      show(content);
      if (conflict) void act.run(() => saveOver(conflict.theirs, content, null));
    },
  };
};

export type RecordState = ReturnType<typeof useRecord>;
