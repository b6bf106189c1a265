// Which reports of the list are shown. Everything here is about what is open in memory; the server is asked nothing.
import { consentOf } from "../case/consent";
import { dueSoon } from "../case/due";
import type { Case } from "../case/case";

export interface Filter {
  status: string;
  severity: string;
  /** Code of a category, or the start of one: a whole group. */
  category: string;
  /** `ML` or `ML.gao`. */
  place: string;
  language: string;
  consent: string;
  epoch: string;
  week: string;
  /** Id of a member, or `nobody`. */
  assignee: string;
  label: string;
  has: "" | "voice" | "file";
  bursts: "" | "without" | "only";
  /** What asks for attention: new answers of the source, or deletion soon. */
  attention: "" | "unread" | "due";
  verification: string;
  query: string;
}

export const EVERYTHING: Filter = {
  status: "",
  severity: "",
  category: "",
  place: "",
  language: "",
  consent: "",
  epoch: "",
  week: "",
  assignee: "",
  label: "",
  has: "",
  bursts: "",
  attention: "",
  verification: "",
  query: "",
};

const placeOf = (report: Case): string =>
  report.record.place ? `${report.record.place.country}.${report.record.place.region}` : "";

const has = (report: Case, kind: Filter["has"]): boolean =>
  (report.envelope?.attachments ?? []).some((file) => (file.question !== undefined) === (kind === "voice"));

const CHECKS: ((filter: Filter, report: Case) => boolean)[] = [
  ({ status }, report) => !status || report.record.status === status,
  ({ severity }, report) => !severity || report.record.severity === severity,
  ({ category }, report) =>
    !category || report.record.category === category || report.record.category.startsWith(`${category}.`),
  ({ place }, report) => !place || placeOf(report) === place || placeOf(report).startsWith(`${place}.`),
  ({ language }, report) => !language || report.envelope?.report_language === language,
  ({ consent }, report) => !consent || String(consentOf(report)) === consent,
  ({ epoch }, report) => !epoch || String(report.row.epoch) === epoch,
  ({ week }, report) => !week || report.row.week === week,
  ({ assignee }, report) => !assignee || report.record.assignee === (assignee === "nobody" ? "" : assignee),
  ({ label }, report) => !label || report.record.labels.includes(label),
  ({ verification }, report) => !verification || report.record.verification === verification,
  ({ has: kind }, report) => !kind || has(report, kind),
  ({ bursts }, report) => !bursts || (report.row.burst !== null) === (bursts === "only"),
];

/** Those that match; `found` are the ids that hold the words searched for, if any were. What is urgent comes first. */
export const apply = (filter: Filter, cases: Case[], found: Set<string> | undefined, now: string): Case[] => {
  const attends = (report: Case): boolean =>
    !filter.attention || (filter.attention === "unread" ? report.unread > 0 : dueSoon(report, now) !== undefined);
  const matching = cases.filter(
    (report) =>
      (!found || found.has(report.row.id)) && CHECKS.every((check) => check(filter, report)) && attends(report),
  );
  const urgent = (report: Case): number =>
    Number(report.record.severity === "danger" && report.record.status !== "closed");
  return matching.sort((a, b) => urgent(b) - urgent(a));
};

/** The values that occur, most frequent first. */
export const occurring = (cases: Case[], value: (report: Case) => string | string[] | undefined): string[] => {
  const counts = new Map<string, number>();
  for (const found of cases.flatMap((report) => value(report) ?? [])) {
    if (found) counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([found]) => found);
};

/** How many filters besides the words are set. */
export const count = (filter: Filter): number =>
  Object.entries(filter).filter(([name, value]) => name !== "query" && value !== "").length;
