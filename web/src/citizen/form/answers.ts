// Reading the form: its fields for the engine of questionnaires, and the answers as a person reviews them.
import type { Fields } from "../../questionnaire/answer";
import type { Address } from "../send/attempt";

export interface Line {
  step: string;
  label: string;
  values: string[];
}

export const stepOf = (element: Element): string => element.closest<HTMLElement>("[data-step]")?.dataset.step ?? "";

/** Where the report goes, as the page states it. */
export const addressOf = (form: HTMLFormElement): Address => ({
  consultation: form.dataset.consultation ?? "",
  root: form.dataset.root ?? "",
});

/** What the form would post, without its files. */
export const fields = (form: HTMLFormElement): Fields => {
  const posted: Fields = [];
  new FormData(form).forEach((value, name) => {
    if (typeof value === "string") posted.push([name, value]);
  });
  return posted;
};

/** The codes that the page offers for categories and places: what is not on the page is not known. */
export const known = (form: HTMLFormElement): ((code: string) => boolean) => {
  const codes = new Set<string>();
  form
    .querySelectorAll<HTMLInputElement>("[data-kind=categories] input[type=checkbox]")
    .forEach((input) => codes.add(input.value));
  form
    .querySelectorAll<HTMLSelectElement>("[data-kind=place] select:not([name$='-cercle']) option")
    .forEach((option) => codes.add((option as unknown as HTMLOptionElement).value));
  form
    .querySelectorAll<HTMLElement>("optgroup[data-region]")
    .forEach((group) =>
      group.querySelectorAll("option").forEach((option) => codes.add(`${group.dataset.region}/${option.value}`)),
    );
  return (code) => codes.has(code);
};

/** Consent level; 1 unless the person chose another. */
export const consent = (form: HTMLFormElement): number =>
  Number(form.querySelector<HTMLInputElement>("[data-kind=consent] input:checked")?.value ?? 1);

/** Whom the person does not want as a reader (src/domain/withheld.rs). */
export const withheld = (form: HTMLFormElement): string[] =>
  Array.from(form.querySelectorAll<HTMLInputElement>("[data-withheld] input:checked")).map((box) => box.value);

export const language = (form: HTMLFormElement): string =>
  form.querySelector<HTMLSelectElement>("[data-kind=language] select")?.value ?? document.documentElement.lang;

const labelOf = (input: HTMLInputElement): string => {
  const own = input.parentElement?.textContent.trim() ?? input.value;
  const tile = input.closest("details")?.querySelector("summary")?.textContent.trim();
  return tile && tile !== own ? `${tile} : ${own}` : own;
};

const chosen = (select: HTMLSelectElement): string => select.selectedOptions[0]?.textContent.trim() ?? "";

/** Month and year of each end that has one, and what else is ticked. */
const period = (question: HTMLElement): string[] => {
  const ends = Array.from(question.querySelectorAll<HTMLElement>(".moment")).filter((end) => !end.hidden);
  const values = ends.map((end) => {
    const [year, month] = Array.from(end.querySelectorAll("select"));
    const words = [month, year].flatMap((select) => (select?.value ? [chosen(select)] : []));
    return words.length > 0 ? `${end.querySelector("p")?.textContent ?? ""} : ${words.join(" ")}` : "";
  });
  return [...values.filter(Boolean), ...ticked(question)];
};

const ticked = (question: HTMLElement): string[] =>
  Array.from(question.querySelectorAll<HTMLInputElement>("input:checked[name]")).map(labelOf);

const written = (question: HTMLElement): string[] =>
  Array.from(question.querySelectorAll<HTMLInputElement>("input[type=text], textarea"))
    .map((field) => (field.closest("[hidden]:not([data-step])") ? "" : field.value))
    .filter((words) => words.trim() !== "");

/** What a question was answered with, in the person's own words and choices. */
const answerTo = (question: HTMLElement): string[] => {
  switch (question.dataset.kind) {
    case "place":
    case "language":
      return Array.from(question.querySelectorAll("select"))
        .filter((select) => select.value !== "")
        .map(chosen);
    case "period":
      return period(question);
    case "range":
      return [written(question).join(" – "), ...ticked(question)].filter(Boolean);
    default:
      return [...ticked(question), ...written(question)];
  }
};

/** Whom the person does not want as a reader, in words. */
const kept = (section: HTMLElement): string[] => {
  const legend = section.querySelector("[data-withheld] legend")?.textContent ?? "";
  return Array.from(section.querySelectorAll("[data-withheld] input:checked")).map(
    (box) => `${legend} : ${box.parentElement?.textContent.trim() ?? ""}`,
  );
};

/** What will be sent, line by line; `spoken` adds recordings and files to what a question shows. */
export const review = (sections: HTMLElement[], spoken: (step: string) => string[]): Line[] =>
  sections.flatMap((section) => {
    const question = section.querySelector<HTMLElement>(".question");
    if (!question || question.dataset.kind === "info") return [];
    const step = stepOf(question);
    return [
      {
        step,
        label: question.querySelector("legend, label.title")?.textContent.trim() ?? "",
        values: [...answerTo(question), ...kept(section), ...spoken(step)],
      },
    ];
  });
