// An answer in words, for any kind of question. Whoever wrote the report may have written anything into it: what does
// not have the form of its kind is shown as it stands.
import { OTHER, UNKNOWN } from "../../questionnaire/definition";
import { text } from "../../page/texts";
import { type Place, category, data, label, place } from "./vocabulary";
import type { Question } from "../keys/session";

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
    answer["from"] === undefined ? "" : text("desk-since", { what: moment(answer["from"]) }),
    answer["to"] === undefined ? "" : text("desk-until", { what: moment(answer["to"]) }),
    answer["ongoing"] ? text("period-ongoing") : "",
  ];
  return parts.filter(Boolean).join(", ");
};

const range = (answer: Flat): string => {
  if (answer[UNKNOWN]) return text("answer-unknown");
  return [answer["from"], answer["to"]].filter((end) => typeof end === "number").join(" – ") || raw(answer);
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
      return isFlat(answer) && typeof answer["country"] === "string" && typeof answer["region"] === "string"
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
