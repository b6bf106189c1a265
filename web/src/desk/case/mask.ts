// What must not leave the circle: passages of texts, areas of pictures, whole files. Kept in the case record; the
// original stays as it came. Pure.
import type { Case, Mask, Masks } from "./case";

/** The same length for every passage, so that nothing shows how long it was. */
const BLACK = "█████";

/** Passages in order, those that touch joined, those outside the text left out. */
export const passages = (masks: Mask[], length: number): [number, number][] => {
  const sorted = masks
    .filter((mask) => mask.length === 2)
    .map(([start = 0, end = 0]): [number, number] => [Math.max(0, start), Math.min(length, end)])
    .filter(([start, end]) => start < end)
    .sort(([a], [b]) => a - b);
  const joined: [number, number][] = [];
  for (const [start, end] of sorted) {
    const last = joined[joined.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
};

/** The text without its masked passages. */
export const maskText = (text: string, masks: Mask[] = []): string => {
  let at = 0;
  let masked = "";
  for (const [start, end] of passages(masks, text.length)) {
    masked += text.slice(at, start) + BLACK;
    at = end;
  }
  return masked + text.slice(at);
};

/** Whether a file is withheld as a whole. */
export const isWithheld = (masks: Masks, blob: string): boolean =>
  (masks[blob] ?? []).some((mask) => mask.length === 0);

export const areas = (masks: Masks, blob: string): Mask[] => (masks[blob] ?? []).filter((mask) => mask.length === 4);

/** Nothing finer than a region: a cercle may point at somebody. */
const coarse = (answer: Record<string, unknown>): Record<string, unknown> => {
  if (!("region" in answer)) return answer;
  return Object.fromEntries(Object.entries(answer).filter(([name]) => name !== "cercle"));
};

/**
 * The answers of a case as they may leave the circle: those that a member could look at and mask (`known` ids), and no
 * others.
 */
export const maskedAnswers = (report: Case, known: string[]): Record<string, unknown> => {
  const answers = Object.entries(report.envelope?.answers ?? {}).filter(([id]) => known.includes(id));
  return Object.fromEntries(
    answers.map(([id, answer]) => {
      if (typeof answer === "string") return [id, maskText(answer, report.record.masks[id])];
      return [
        id,
        typeof answer === "object" && answer !== null && !Array.isArray(answer)
          ? coarse(answer as Record<string, unknown>)
          : answer,
      ];
    }),
  );
};

/**
 * Transcripts and translations without what is masked in them; where the original has masks and they have none, they
 * may repeat it.
 */
export const maskedWords = ({ record: { words, masks } }: Case): Record<string, string> => {
  const has = (key: string): boolean => (masks[key] ?? []).length > 0;
  const may = Object.entries(words).filter(([key]) => has(key) || !has(key.slice(key.indexOf("/") + 1)));
  return Object.fromEntries(may.map(([key, value]) => [key, maskText(value, masks[key])]));
};
