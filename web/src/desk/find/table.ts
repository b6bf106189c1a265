// The structured answers of many reports as rows, for analysts: codes only, never words of a source, nothing finer than
// a region and a month, and only reports whose source agreed to be counted. Pure.
import { OTHER } from "../../questionnaire/definition";
import { consentOf } from "../case/consent";
import { data, isSensitive } from "../case/vocabulary";
import type { Case } from "../case/case";
import type { Circle, Question } from "../case/circle";
import { monthOf } from "../case/week";

/** Kinds of questions whose answers are codes. */
const CODED = ["choices", "choice", "ternary", "categories"];

/** A cell of category and region with fewer reports can point at somebody (docs/architecture.md, rule 7). */
const LEAST = 5;
const LEAST_SENSITIVE = 10;
export interface Cell {
  category: string;
  region: string;
  count: number;
  least: number;
}

const mayCount = (report: Case): boolean => report.envelope !== null && consentOf(report) >= 1;

/** A value that the questionnaire knows: a stranger may have written anything else. */
const among = (known: [string, string][], value: string): string =>
  known.some(([code]) => code === value) ? value : "";

const regionOf = (report: Case): string => {
  const { country, region } = report.record.place ?? {};
  const known = data.countries.find((other) => other.code === country)?.regions.some((other) => other.code === region);
  return known ? `${country}.${region}` : "";
};

const categoryOf = (report: Case): string => among(data.categories, report.record.category);

/** Cells of category and region with so few reports that a table of them might point at somebody. */
export const smallCells = (cases: Case[]): Cell[] => {
  const cells = new Map<string, Cell>();
  for (const report of cases.filter(mayCount)) {
    const [category, region] = [categoryOf(report), regionOf(report)];
    if (!category || !region) continue;
    const key = `${category} ${region}`;
    const cell = cells.get(key) ?? {
      category,
      region,
      count: 0,
      least: isSensitive(category) ? LEAST_SENSITIVE : LEAST,
    };
    cell.count += 1;
    cells.set(key, cell);
  }
  return [...cells.values()].filter((cell) => cell.count < cell.least);
};

const codes = (answer: unknown): string =>
  (Array.isArray(answer) ? answer : [answer])
    .filter((code): code is string => typeof code === "string" && code !== OTHER)
    .join(" ");

/** A header and a row for each report that may be counted; `left` is how many may not. */
export const tableOf = (circle: Circle, cases: Case[]): { rows: string[][]; left: number } => {
  const questions: Question[] = circle.questionnaire.questions.filter(
    (question) => CODED.includes(question.kind) && question.id !== "consent",
  );
  const counted = cases.filter(mayCount);
  const header = [
    "month",
    "status",
    "severity",
    "verification",
    "category",
    "region",
    "report_language",
    "consent",
    ...questions.map((question) => `answer_${question.id}`),
  ];
  const row = (report: Case): string[] => [
    monthOf(report.row.week),
    report.record.status,
    report.record.severity,
    report.record.verification,
    categoryOf(report),
    regionOf(report),
    among(data.languages, report.envelope?.report_language ?? ""),
    String(consentOf(report)),
    ...questions.map((question) => known(question, codes(report.envelope?.answers[question.id]))),
  ];
  // Sorted by what they say, not by when they came.
  const rows = counted.map(row).sort((a, b) => (a.join() < b.join() ? -1 : 1));
  return { rows: [header, ...rows], left: cases.length - counted.length };
};

/** Codes that the question offers: a stranger may have written anything else. */
const known = (question: Question, answered: string): string => {
  const offered = question.options?.map((option) => option.code);
  return answered
    .split(" ")
    .filter((code) => /^[A-Za-z0-9.-]{1,40}$/.test(code) && (!offered || offered.includes(code) || code === "unknown"))
    .join(" ");
};
