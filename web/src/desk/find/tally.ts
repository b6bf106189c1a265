// Counting the reports of a list, in memory: by category, region and week, and what waits for whom. Pure.
import type { Case } from "../case/case";

export type Row = [code: string, count: number];

const counted = (codes: string[]): Row[] => {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts];
};

const byCount = ([a, m]: Row, [b, n]: Row): number => n - m || (a < b ? -1 : 1);

/** Groups of categories (`SEC1`); empty for reports without one. */
export const byCategory = (cases: Case[]): Row[] =>
  counted(cases.map((report) => report.record.category.split(".")[0] ?? "")).sort(byCount);

/** Regions as `ML.gao`; empty for reports without one. */
export const byRegion = (cases: Case[]): Row[] =>
  counted(cases.map(({ record: { place } }) => (place ? `${place.country}.${place.region}` : ""))).sort(byCount);

/** Weeks in which they arrived, the latest first. */
export const byWeek = (cases: Case[]): Row[] =>
  counted(cases.map((report) => report.row.week)).sort(([a], [b]) => (a < b ? 1 : -1));

export interface Load {
  /** Id of a member; empty for what nobody has taken. */
  member: string;
  waiting: number;
  open: number;
  /** Week of the oldest of both. */
  oldest: string;
}

const isDone = (report: Case): boolean => report.record.status === "closed" || report.record.status === "rejected";

/** What each member has before them, and first what nobody has taken. */
export const workload = (cases: Case[], members: string[]): Load[] =>
  ["", ...members].map((member) => {
    const own = cases.filter((report) => !isDone(report) && report.record.assignee === member);
    const waiting = own.filter((report) => report.record.status === "fresh").length;
    const weeks = own.map((report) => report.row.week).sort();
    return { member, waiting, open: own.length - waiting, oldest: weeks[0] ?? "" };
  });
