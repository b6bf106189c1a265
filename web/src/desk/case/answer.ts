// An answer in words, for any kind of question. Whoever wrote the report may have written anything into it: what does
// not have the form of its kind is shown as it stands.
import { OTHER, UNKNOWN } from "../../questionnaire/definition";
import { text } from "../../page/texts";
import { type Place, category, data, label, place } from "./vocabulary";
import type { Case } from "./case";
import type { Circle, Question } from "./circle";

type Flat = Record<string, unknown>;

const isFlat = (answer: unknown): answer is Flat =>
  typeof answer === "object" && answer !== null && !Array.isArray(answer);

export const raw = (answer: unknown): string => (typeof answer === "string" ? answer : JSON.stringify(answer));

const codeWords = (question: Question, code: string): string => {
  const option = question.options?.find((one) => one.code === code);
  if (option) return label(option.label);
  if (code === UNKNOWN || code === OTHER) return text(`answer-${code}`);
  if (question.kind === "ternary" && (code === "yes" || code === "no")) return text(`answer-${code}`);
  return question.kind === "categories" ? category(code) : code;
};

/** `2024-03` as "mars 2024". */
const moment = (value: unknown): string => {
  const [year = "", month = ""] = raw(value).split("-");
  return [data.months[Number(month) - 1], year].filter(Boolean).join(" ");
};

const period = (answer: Flat): string => {
  if (answer[UNKNOWN]) return text("answer-unknown");
  const parts = [
    answer.from === undefined ? "" : text("desk-since", { what: moment(answer.from) }),
    answer.to === undefined ? "" : text("desk-until", { what: moment(answer.to) }),
    answer.ongoing ? text("period-ongoing") : "",
  ];
  return parts.filter(Boolean).join(", ");
};

const range = (answer: Flat): string => {
  if (answer[UNKNOWN]) return text("answer-unknown");
  return [answer.from, answer.to].filter((end) => typeof end === "number").join(" – ") || raw(answer);
};

export const answerWords = (question: Question, answer: unknown): string => {
  switch (question.kind) {
    case "choices":
    case "choice":
    case "ternary":
    case "categories": {
      const codes = Array.isArray(answer) ? answer : [answer];
      return codes.map((code) => (typeof code === "string" ? codeWords(question, code) : raw(code))).join("\n");
    }
    case "place":
      return isFlat(answer) && typeof answer.country === "string" && typeof answer.region === "string"
        ? place(answer as unknown as Place)
        : raw(answer);
    case "period":
      return isFlat(answer) ? period(answer) || raw(answer) : raw(answer);
    case "range":
      return isFlat(answer) ? range(answer) : raw(answer);
    default:
      return raw(answer);
  }
};

/** What a report is called in a list: its category, or its first answer. */
export const heading = (circle: Circle, report: Case): string => {
  if (report.record.category) return category(report.record.category);
  const answers = report.envelope?.answers ?? {};
  const question = circle.questionnaire.questions.find(({ id }) => answers[id] !== undefined);
  return question ? answerWords(question, answers[question.id]).replace(/\n/g, " · ") : text("desk-none");
};

/** A consent level in the words of the questionnaire. */
export const consentWords = (circle: Circle, level: number): string => {
  const question = circle.questionnaire.questions.find(({ kind }) => kind === "consent");
  const option = question?.options?.find(({ code }) => code === String(level));
  return option ? label(option.label) : String(level);
};
