// Why a report is hidden from a member: they have declared an interest in it, or its source does not want them as a
// reader. All of a circle hold one key, so it is each member's own desk that keeps to this: a help to honest people,
// not a wall.
import { plainWords, textOf } from "./fold";
import { type Prepared, isInterested } from "./interest";
import type { Case, Envelope } from "./case";
import { NEAR, type Traits, within } from "./traits";

/** `home`: the source wants nobody from its place, and where this member comes from is not said yet. */
export type Hidden = "interest" | "source" | "home";

/** As far as either place is known, one may be within the other. */
const mayBeWithin = (one: string, other: string): boolean => within(one, other) || within(other, one);

/**
 * Why a report with these traits and words (fold.ts) is hidden from a member of this organisation who has declared
 * this; `undefined` if it is shown. Unknown facts hide it.
 */
export const hiddenFrom = (
  organisation: string | undefined,
  declared: Prepared | undefined,
  { withheld_from, ...traits }: Traits,
  words: () => string,
): Hidden | undefined => {
  if (isInterested(declared, traits, words)) return "interest";
  if (withheld_from.some((code) => code !== NEAR && (!organisation || code === organisation))) return "source";
  if (!withheld_from.includes(NEAR)) return undefined;
  const { home } = declared ?? {};
  if (!home) return "home";
  const mayBeFromThere =
    traits.places.length === 0
      ? home.length > 0
      : traits.places.some((place) => home.some((one) => mayBeWithin(place, one)));
  return mayBeFromThere ? "source" : undefined;
};

/** What sources said, folded once: the longest part, and it never changes. */
const answered = new WeakMap<Envelope, string>();

const saidIn = (report: Case): string => {
  if (!report.envelope) return "";
  const words = answered.get(report.envelope) ?? plainWords(textOf(report));
  answered.set(report.envelope, words);
  return words;
};

/** All that is said in a report and beside it, but for the exchange. */
export const wordsOf = (report: Case): string => {
  const { words, labels, notes } = report.record;
  const files = (report.envelope?.attachments ?? []).map((file) => file.name);
  return saidIn(report) + plainWords([...Object.values(words), ...labels, notes, ...files].join(" "));
};
