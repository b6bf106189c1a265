// Three versions of a case record, field by field: what was read, what was written here, what a colleague saved
// meanwhile. Only a field that both have changed, differently, is a conflict. Pure.
import type { CaseRecord, Mask, Masks } from "./case";

export const FIELDS = [
  "status",
  "severity",
  "category",
  "place",
  "assignee",
  "verification",
  "labels",
  "links",
  "words",
  "masks",
  "notes",
] as const;
export type Field = (typeof FIELDS)[number];

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** A set: what anybody added is in, what anybody took away is out. */
const sets = (base: string[], mine: string[], theirs: string[]): string[] => {
  const kept = base.filter((one) => mine.includes(one) && theirs.includes(one));
  const added = [...mine, ...theirs].filter((one) => !base.includes(one));
  return [...new Set([...kept, ...added])].sort();
};

type Texts = Record<string, string>;

/** Texts by key. Two people who wrote the same one differently: both stand there, one below the other. */
const texts = (base: Texts, mine: Texts, theirs: Texts): Texts => {
  const merged: Texts = {};
  for (const key of [...new Set([...Object.keys(mine), ...Object.keys(theirs)])].sort()) {
    const [before = "", here = "", there = ""] = [base[key], mine[key], theirs[key]];
    const text =
      here === before ? there : there === before || there === here ? here : [there, here].filter(Boolean).join("\n\n");
    if (text) merged[key] = text;
  }
  return merged;
};

/** Masks by key, each a set. */
const masks = (base: Masks, mine: Masks, theirs: Masks): Masks => {
  const written = (version: Masks, key: string): string[] => (version[key] ?? []).map((mask) => JSON.stringify(mask));
  const merged: Masks = {};
  for (const key of [...new Set([...Object.keys(mine), ...Object.keys(theirs)])].sort()) {
    const joined = sets(written(base, key), written(mine, key), written(theirs, key));
    if (joined.length > 0) merged[key] = joined.map((mask) => JSON.parse(mask) as Mask);
  }
  return merged;
};

/** Both changes together, on top of `theirs`; in a field of `conflicts` it holds mine. */
export const merge = (
  base: CaseRecord,
  mine: CaseRecord,
  theirs: CaseRecord,
): { merged: CaseRecord; conflicts: Field[] } => {
  const merged: CaseRecord = { ...theirs };
  const conflicts: Field[] = [];
  const take = <F extends Field>(field: F, value: CaseRecord[F]): void => void (merged[field] = value);
  for (const field of FIELDS) {
    if (field === "labels" || field === "links") take(field, sets(base[field], mine[field], theirs[field]));
    else if (field === "masks") take("masks", masks(base.masks, mine.masks, theirs.masks));
    else if (field === "words") take(field, texts(base.words, mine.words, theirs.words));
    else if (!same(mine[field], base[field])) {
      if (!same(theirs[field], base[field]) && !same(theirs[field], mine[field])) conflicts.push(field);
      take(field, mine[field]);
    }
  }
  return { merged, conflicts };
};

/** `record` with `fields` as they are in `from`. */
export const withFields = (record: CaseRecord, from: CaseRecord, fields: Field[]): CaseRecord => {
  const out: CaseRecord = { ...record };
  const take = <F extends Field>(field: F): void => void (out[field] = from[field]);
  fields.forEach(take);
  return out;
};
