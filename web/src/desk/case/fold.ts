// The words of a report without what people write in more than one way: for search, likeness and names. Pure.
import type { Case } from "./case";

/**
 * Letters that people write in more than one way (French keyboards lack most of them); folded for search and names
 * only.
 */
const PAIRS: Record<string, string> = {
  ɛ: "e",
  ɔ: "o",
  ɲ: "n",
  ŋ: "n",
  ɓ: "b",
  ɗ: "d",
  ƴ: "y",
  ɠ: "g",
  ƙ: "k",
  ǝ: "e",
  ə: "e",
  ɣ: "g",
  ʋ: "u",
  ʊ: "u",
  ɩ: "i",
  œ: "oe",
  æ: "ae",
  ß: "ss",
  ʼ: "'",
  "’": "'",
  ى: "ي",
  ة: "ه",
  ٱ: "ا",
  ـ: "",
};

/** Without marks, in lower case, with one letter for each pair. */
export const fold = (words: string): string =>
  words
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{ASCII}]/gu, (letter) => PAIRS[letter] ?? letter);

/** Every text in an answer, whatever its kind. */
const texts = (answer: unknown): string[] => {
  if (typeof answer === "string") return [answer];
  return typeof answer === "object" && answer !== null ? Object.values(answer).flatMap(texts) : [];
};

/** What the source said, as one text. */
export const textOf = (report: Pick<Case, "envelope">): string => texts(report.envelope?.answers ?? {}).join(" ");

/** Words alone, folded, each between spaces: whole names are found in it, however they are written. */
export const plainWords = (words: string): string =>
  ` ${fold(words)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(" ")} `;

/**
 * What is looked for in plain words to find a name; nothing for one without letters. In Arabic a name may follow a
 * preposition, "and" or the article in one word: there it is found at the end of a word too.
 */
export const namePattern = (name: string): string => {
  const plain = plainWords(name);
  if (plain.trim() === "") return "";
  return /^ [\u0600-\u06ff]/.test(plain) ? plain.trim().replace(/^ال/, "") + " " : plain;
};
