// Whether a report will be deleted soon. Pure.
import type { Case } from "./case";
import { weeksUntil } from "./week";

/** Weeks before its deletion from which a report says so. */
const SOON = 3;

/** Whole weeks until it is deleted, if that is soon. */
export const dueSoon = (report: Case, now: string): number | undefined => {
  const left = report.row.due ? weeksUntil(now, report.row.due) : SOON + 1;
  return left <= SOON ? Math.max(0, left) : undefined;
};
