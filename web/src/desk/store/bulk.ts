// One change to many cases, one after the other, and taking it back. A colleague who saved one of them meanwhile loses
// nothing but what was changed here on purpose.
import type { Cases } from "./cases";
import { type Field, withFields } from "../case/merge";
import type { Case, CaseRecord, Status } from "../case/case";

/** What is set; empty means left as it is. */
export interface Change {
  status: Status | "";
  /** Id of a member, or `nobody`. */
  assignee: string;
  label: string;
}

/** A case as it was before and after, to be taken back. */
export interface Done {
  before: CaseRecord;
  after: Case;
}

const FIELDS: Field[] = ["status", "assignee", "labels"];

const changed = (record: CaseRecord, { status, assignee, label }: Change): CaseRecord => ({
  ...record,
  status: status || record.status,
  assignee: assignee ? (assignee === "nobody" ? "" : assignee) : record.assignee,
  labels: label ? [...new Set([...record.labels, label])].sort() : record.labels,
});

/**
 * Changes those that can be changed, in order. `onEach` is told of every one; what is thrown stops at the case that
 * failed.
 */
export const applyTo = async (
  cases: Cases,
  reports: Case[],
  change: Change,
  onEach: (done: Done) => void,
): Promise<void> => {
  for (const report of reports.filter((each) => each.recordReadable)) {
    const after = await cases.saveOver(report, changed(report.record, change));
    onEach({ before: report.record, after });
  }
};

/** Puts back what a change has set, and nothing that was changed since. */
export const takeBack = async (cases: Cases, done: Done[], onEach: (after: Case) => void): Promise<void> => {
  for (const { before, after } of done) onEach(await cases.saveOver(after, withFields(after.record, before, FIELDS)));
};
