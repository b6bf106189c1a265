// What a page brings of a questionnaire's definition: no words, only what reading the form needs. The same engine as
// `src/domain/questionnaire`; tests/vectors/questionnaire.json holds both to it. No DOM here.

export type Kind =
  | "choices"
  | "choice"
  | "ternary"
  | "categories"
  | "place"
  | "period"
  | "range"
  | "line"
  | "text"
  | "voice"
  | "info"
  | "language"
  | "files"
  | "consent";

/** A test on the answer of one earlier question; several parts must all hold. */
export interface Test {
  question: string;
  is?: string[];
  is_not?: string[];
  at_least?: number;
  answered?: boolean;
}

export type Condition = Test | { all: Test[] } | { any: Test[] };

export interface Question {
  id: string;
  kind: Kind;
  min?: number;
  max?: number;
  required?: boolean;
  options?: { code: string }[];
  show_if?: Condition;
}

export interface Definition {
  questions: Question[];
}

/** Answers by question id, as the envelope wants them; other words under `<id>-other`. */
export type Answers = Record<string, unknown>;

export const UNKNOWN = "unknown";
export const OTHER = "other";
/** Letters of other words, and of a short text, at most. */
export const SHORT_TEXT = 500;
/** Letters of a long text, unless its question says otherwise. */
export const LONG_TEXT = 100_000;
