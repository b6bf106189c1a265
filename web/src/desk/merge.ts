// Three versions of a case record, field by field: what was read, what was written here, what a colleague saved meanwhile. Only a
// field that both have changed, differently, is a conflict. Pure.
import type { Record_ } from "./report";

export const FIELDS = ["status", "severity", "category", "place", "assignee", "labels", "notes"] as const;
export type Field = (typeof FIELDS)[number];

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Labels are a set: what anybody added is in, what anybody took away is out. */
const labels = (base: string[], mine: string[], theirs: string[]): string[] => {
  const kept = base.filter((label) => mine.includes(label) && theirs.includes(label));
  const added = [...mine, ...theirs].filter((label) => !base.includes(label));
  return [...new Set([...kept, ...added])].sort();
};

/** Both changes together, on top of `theirs`; in a field of `conflicts` it holds mine. */
export const merge = (base: Record_, mine: Record_, theirs: Record_): { merged: Record_; conflicts: Field[] } => {
  const merged: Record_ = { ...theirs };
  const conflicts: Field[] = [];
  const take = <F extends Field>(field: F, value: Record_[F]): void => void (merged[field] = value);
  for (const field of FIELDS) {
    if (field === "labels") take("labels", labels(base.labels, mine.labels, theirs.labels));
    else if (!same(mine[field], base[field])) {
      if (!same(theirs[field], base[field]) && !same(theirs[field], mine[field])) conflicts.push(field);
      take(field, mine[field]);
    }
  }
  return { merged, conflicts };
};

/** `record` with `fields` as they are in `from`. */
export const withFields = (record: Record_, from: Record_, fields: Field[]): Record_ => {
  const out: Record_ = { ...record };
  const take = <F extends Field>(field: F): void => void (out[field] = from[field]);
  fields.forEach(take);
  return out;
};
