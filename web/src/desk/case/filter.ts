// Which reports of the list are shown. Everything here is about what is open in memory; the server is asked nothing.
import { consentOf } from "./consent";
import { dueSoon } from "./due";
import type { Case } from "./case";

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

const placeOf = (one: Case): string =>
  one.record.place ? `${one.record.place.country}.${one.record.place.region}` : "";

const has = (one: Case, kind: Filter["has"]): boolean =>
  (one.envelope?.attachments ?? []).some((file) => (file.question !== undefined) === (kind === "voice"));

const CHECKS: ((filter: Filter, one: Case) => boolean)[] = [
  ({ status }, one) => !status || one.record.status === status,
  ({ severity }, one) => !severity || one.record.severity === severity,
  ({ category }, one) =>
    !category || one.record.category === category || one.record.category.startsWith(`${category}.`),
  ({ place }, one) => !place || placeOf(one) === place || placeOf(one).startsWith(`${place}.`),
  ({ language }, one) => !language || one.envelope?.report_language === language,
  ({ consent }, one) => !consent || String(consentOf(one)) === consent,
  ({ epoch }, one) => !epoch || String(one.row.epoch) === epoch,
  ({ week }, one) => !week || one.row.week === week,
  ({ assignee }, one) => !assignee || one.record.assignee === (assignee === "nobody" ? "" : assignee),
  ({ label }, one) => !label || one.record.labels.includes(label),
  ({ verification }, one) => !verification || one.record.verification === verification,
  ({ has: kind }, one) => !kind || has(one, kind),
  ({ bursts }, one) => !bursts || (one.row.burst !== null) === (bursts === "only"),
];

/** Those that match; `found` are the ids that hold the words searched for, if any were. What is urgent comes first. */
export const apply = (filter: Filter, cases: Case[], found: Set<string> | undefined, now: string): Case[] => {
  const attends = (one: Case): boolean =>
    !filter.attention || (filter.attention === "unread" ? one.unread > 0 : dueSoon(one, now) !== undefined);
  const shown = cases.filter(
    (one) => (!found || found.has(one.row.id)) && CHECKS.every((check) => check(filter, one)) && attends(one),
  );
  const urgent = (one: Case): number => Number(one.record.severity === "danger" && one.record.status !== "closed");
  return shown.sort((a, b) => urgent(b) - urgent(a));
};

/** The values that occur, most frequent first. */
export const occurring = (cases: Case[], value: (one: Case) => string | string[] | undefined): string[] => {
  const counts = new Map<string, number>();
  for (const found of cases.flatMap((one) => value(one) ?? [])) {
    if (found) counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([found]) => found);
};

/** How many filters besides the words are set. */
export const count = (filter: Filter): number =>
  Object.entries(filter).filter(([name, value]) => name !== "query" && value !== "").length;
