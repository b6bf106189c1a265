// From the fields of a form to answers, checked (see src/domain/questionnaire/answer.rs for the fields of each kind).
import { isAsked } from "./condition";
import { type Answers, type Definition, LONG_TEXT, OTHER, type Question, SHORT_TEXT, UNKNOWN } from "./definition";
import { digitOf } from "../crypto/digit";

export type Reason = "missing" | "too-long" | "too-many" | "unknown" | "malformed" | "out-of-range" | "backwards";

/** Names and values as a form posts them, in order, a ticked box each. */
export type Fields = [name: string, value: string][];

/** Whether a code of the taxonomy, a region (`ML.gao`) or a cercle (`ML.gao/ansongo`) exists. */
export type Known = (code: string) => boolean;

export interface Checked {
  answers: Answers;
  invalid: [id: string, reason: Reason][];
}

class Wrong extends Error {
  constructor(readonly reason: Reason) {
    super(reason);
  }
}

const letters = (text: string): number => Array.from(text).length;

/** The values of a field, without blanks and repetitions. */
const valuesOf = (fields: Fields, name: string): string[] =>
  fields
    .filter(([field, value]) => field === name && value.trim() !== "")
    .map(([, value]) => value)
    .filter((value, index, list) => list.indexOf(value) === index);

/** The first value of a part of a question, such as `<id>-from-year`. */
const partOf = (fields: Fields, id: string, part: string): string | undefined => valuesOf(fields, `${id}-${part}`)[0];

/** A whole number below a thousand million, in the digits of any script of the region. */
const wholeNumber = (text: string): number => {
  const digits = Array.from(text)
    .filter((letter) => !/\s/.test(letter))
    .map(digitOf);
  if (digits.length === 0 || digits.includes(undefined)) throw new Wrong("malformed");
  if (digits.length > 9) throw new Wrong("out-of-range");
  return Number(digits.join(""));
};

const numberAt = (fields: Fields, id: string, part: string): number | undefined => {
  const text = partOf(fields, id, part);
  return text === undefined ? undefined : wholeNumber(text);
};

const isCode = (question: Question, code: string, known: Known): boolean => {
  if (question.kind === "categories") return code === OTHER || known(code);
  const own = question.kind === "ternary" ? ["yes", "no"] : (question.options ?? []).map((option) => option.code);
  return code === UNKNOWN || code === OTHER || own.includes(code);
};

const readCodes = (question: Question, fields: Fields, known: Known): unknown => {
  const words = partOf(fields, question.id, OTHER);
  if (words !== undefined && letters(words) > SHORT_TEXT) throw new Wrong("too-long");
  let chosen = valuesOf(fields, question.id);
  if (!chosen.every((code) => isCode(question, code, known))) throw new Wrong("unknown");
  if (words !== undefined && chosen.length === 0) chosen = [OTHER];
  if (chosen.length > 1) chosen = chosen.filter((code) => code !== UNKNOWN);
  const several = question.kind === "choices" || question.kind === "categories";
  if (chosen.length > (several ? (question.max ?? Infinity) : 1)) throw new Wrong("too-many");
  if (chosen.length === 0) return undefined;
  return several ? chosen : chosen[0];
};

const readPlace = (id: string, fields: Fields, known: Known): unknown => {
  const value = valuesOf(fields, id)[0];
  if (value === undefined) return undefined;
  if (!known(value)) throw new Wrong("unknown");
  const [country, region] = value.split(".");
  const cercle = partOf(fields, id, "cercle");
  return { country, region, ...(cercle && known(`${value}/${cercle}`) ? { cercle } : {}) };
};

const readMoment = (id: string, end: string, fields: Fields): string | undefined => {
  const year = numberAt(fields, id, `${end}-year`);
  const month = numberAt(fields, id, `${end}-month`);
  if (year === undefined && month === undefined) return undefined;
  if (year === undefined) throw new Wrong("malformed");
  if (year < 1900 || year > 2100 || (month !== undefined && (month < 1 || month > 12))) throw new Wrong("out-of-range");
  return month === undefined ? String(year) : `${year}-${String(month).padStart(2, "0")}`;
};

const readPeriod = (id: string, fields: Fields): unknown => {
  const from = readMoment(id, "from", fields);
  const to = readMoment(id, "to", fields);
  const ongoing = partOf(fields, id, "ongoing") !== undefined;
  // Years compare with years, months with months: "2025-03 to 2025" is no contradiction.
  const shorter = Math.min(from?.length ?? 0, to?.length ?? 0);
  if (from && to && !ongoing && from.slice(0, shorter) > to.slice(0, shorter)) throw new Wrong("backwards");
  const answer = { ...(from ? { from } : {}), ...(ongoing ? { ongoing } : to ? { to } : {}) };
  if (Object.keys(answer).length > 0) return answer;
  return partOf(fields, id, UNKNOWN) === undefined ? undefined : { [UNKNOWN]: true };
};

const readRange = (question: Question, fields: Fields): unknown => {
  const numbers = ["from", "to"].flatMap((part) => numberAt(fields, question.id, part) ?? []);
  if (numbers.length === 0) return partOf(fields, question.id, UNKNOWN) === undefined ? undefined : { [UNKNOWN]: true };
  const [from, to] = [Math.min(...numbers), Math.max(...numbers)];
  if (from < (question.min ?? 0) || to > (question.max ?? Infinity)) throw new Wrong("out-of-range");
  return from === to ? { from } : { from, to };
};

const readText = (question: Question, fields: Fields): unknown => {
  const text = valuesOf(fields, question.id)[0];
  const max = question.max ?? (question.kind === "line" ? SHORT_TEXT : LONG_TEXT);
  if (text !== undefined && letters(text) > max) throw new Wrong("too-long");
  return text;
};

const read = (question: Question, fields: Fields, known: Known): unknown => {
  switch (question.kind) {
    case "choices":
    case "choice":
    case "ternary":
    case "categories":
      return readCodes(question, fields, known);
    case "place":
      return readPlace(question.id, fields, known);
    case "period":
      return readPeriod(question.id, fields);
    case "range":
      return readRange(question, fields);
    case "line":
    case "text":
    case "voice":
      return readText(question, fields);
    default:
      return undefined;
  }
};

/**
 * The answers of a form's fields, and the questions whose answer is not accepted. `spoken` are the questions that
 * have a recording: they count as answered where an answer is required.
 */
export const validate = (definition: Definition, fields: Fields, known: Known, spoken: string[] = []): Checked => {
  const checked: Checked = { answers: {}, invalid: [] };
  for (const question of definition.questions) {
    if (!isAsked(question, checked.answers)) continue;
    const { id } = question;
    try {
      const answer = read(question, fields, known);
      if (answer !== undefined) checked.answers[id] = answer;
      else if (question.required && !spoken.includes(id)) checked.invalid.push([id, "missing"]);
      const hasWords = ["choices", "choice", "ternary", "categories"].includes(question.kind);
      const words = hasWords ? partOf(fields, id, OTHER) : undefined;
      if (words !== undefined) checked.answers[`${id}-${OTHER}`] = words;
    } catch (problem) {
      if (!(problem instanceof Wrong)) throw problem;
      checked.invalid.push([id, problem.reason]);
    }
  }
  return checked;
};
