// What of a report decides who of the circle is shown it. Pure.
import type { Case } from "./case";

export interface Traits {
  /** Whom the source does not want as a reader: `near`, and ids of organisations. */
  withheld_from: string[];
  /** Every place that it names, `ML.gao` or `ML.gao.ansongo`. */
  places: string[];
  categories: string[];
  /** Of a draft: members who were not shown its report when it was written, whatever the draft itself says. */
  hidden_from?: string[];
}

/** The code for readers who come from the place that the report names (src/domain/withheld.rs). */
export const NEAR = "near";

/** More organisations than this are in no circle. */
const MOST = 100;

const isCode = (value: unknown): value is string =>
  typeof value === "string" && (value === NEAR || /^[0-9a-f]{32}$/.test(value));

/** Codes as a source's browser writes them, each once; anything else is dropped. */
export const codesOf = (value: unknown): string[] => {
  const codes: unknown[] = Array.isArray(value) ? value.slice(0, MOST) : [];
  return [...new Set(codes.filter(isCode))];
};

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

/** As the source wrote them and as the circle noted them. */
const placesOf = (report: Case): string[] => {
  const answered = Object.values(report.envelope?.answers ?? {}).filter(
    (answer): answer is Record<string, unknown> => typeof answer === "object" && answer !== null && "region" in answer,
  );
  const noted = report.record.place ? [report.record.place as unknown as Record<string, unknown>] : [];
  return [...answered, ...noted]
    .map(({ country, region, cercle }) =>
      [country, region, cercle].filter((part) => typeof part === "string" && part !== "").join("."),
    )
    .filter(Boolean);
};

const categoriesOf = (report: Case): string[] => {
  const answered = report.envelope?.answers.category;
  return [...(isTexts(answered) ? answered : []), report.record.category].filter(Boolean);
};

export const traitsOf = (report: Case): Traits => ({
  withheld_from: report.envelope?.withheld_from ?? [],
  places: placesOf(report),
  categories: categoriesOf(report),
});

/** Traits as a colleague's desk kept them, if they are any. */
export const savedTraits = (value: unknown): Traits | undefined => {
  const { withheld_from, places, categories, hidden_from } = (value ?? {}) as Partial<Record<keyof Traits, unknown>>;
  const known = isTexts(places) && isTexts(categories);
  return known
    ? {
        withheld_from: codesOf(withheld_from),
        places,
        categories,
        hidden_from: isTexts(hidden_from) ? hidden_from : [],
      }
    : undefined;
};

/** Whether a code is an area or lies in it. */
export const within = (code: string, area: string): boolean => code === area || code.startsWith(`${area}.`);
