// When a question is asked (see src/domain/questionnaire/condition.rs).
import type { Answers, Condition, Definition, Question, Test } from "./definition";

const isUnder = (code: string, wanted: string): boolean => code === wanted || code.startsWith(`${wanted}.`);

/** The codes of an answer; a place counts as `ML.gao`. */
const codes = (answer: unknown): string[] => {
  if (typeof answer === "string") return [answer];
  if (Array.isArray(answer)) return answer.map(String);
  const place = answer as { country?: string; region?: string } | undefined;
  return place?.country && place.region ? [`${place.country}.${place.region}`] : [];
};

const largest = (answer: unknown): number | undefined => {
  const range = answer as { from?: unknown; to?: unknown } | undefined;
  const number = range?.to ?? range?.from;
  return typeof number === "number" ? number : undefined;
};

const holds = (test: Test, answers: Answers): boolean => {
  const answer = answers[test.question];
  const chosen = codes(answer);
  const oneOf = (wanted: string[]): boolean => wanted.some((code) => chosen.some((one) => isUnder(one, code)));
  const number = largest(answer);
  return (
    (!test.is || oneOf(test.is)) &&
    (!test.is_not || !oneOf(test.is_not)) &&
    (test.at_least === undefined || (number !== undefined && number >= test.at_least)) &&
    (test.answered === undefined || test.answered === (answer !== undefined))
  );
};

const conditionHolds = (condition: Condition, answers: Answers): boolean => {
  if ("any" in condition) return condition.any.length === 0 || condition.any.some((test) => holds(test, answers));
  return ("all" in condition ? condition.all : [condition]).every((test) => holds(test, answers));
};

export const isAsked = (question: Question, answers: Answers): boolean =>
  !question.show_if || conditionHolds(question.show_if, answers);

/** The questions that are asked after these answers, in order. */
export const asked = (definition: Definition, answers: Answers): Question[] =>
  definition.questions.filter((question) => isAsked(question, answers));
