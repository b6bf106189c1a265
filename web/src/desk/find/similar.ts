// Reports that may tell of the same thing: by the words they share, in memory. A hint for a person, never a decision.
// Pure.
import type { Case } from "../case/case";
import { fold, textOf } from "../case/fold";

/** Letters of a word that says something. */
const SHORTEST = 4;
/** Share of the words of both that must be the same. */
const LEAST = 0.3;
/** Words below which likeness says nothing. */
const FEWEST = 4;
const MOST = 5;

/** The words of a report that say something, folded. */
export const wordsOf = (report: Case): Set<string> =>
  new Set(
    fold(textOf(report))
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length >= SHORTEST),
  );

/** Jaccard's coefficient: shared words over all words. */
const likeness = (words: Set<string>, others: Set<string>): number => {
  const shared = [...words].filter((word) => others.has(word)).length;
  return shared / (words.size + others.size - shared);
};

/** Those of `near` most like `report`, best first; those that are linked already are left out. */
export const similar = (report: Case, near: Case[]): Case[] => {
  const words = wordsOf(report);
  if (words.size < FEWEST) return [];
  const found: [number, Case][] = [];
  for (const other of near) {
    if (other.row.id === report.row.id || report.record.links.includes(other.row.id) || !other.envelope) continue;
    const others = wordsOf(other);
    // Two sizes that differ this much cannot share enough.
    if (Math.min(words.size, others.size) < LEAST * Math.max(words.size, others.size) || others.size < FEWEST) continue;
    const alike = likeness(words, others);
    if (alike >= LEAST) found.push([alike, other]);
  }
  return found
    .sort(([a], [b]) => b - a)
    .slice(0, MOST)
    .map(([, other]) => other);
};
