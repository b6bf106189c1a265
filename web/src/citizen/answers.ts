// Reading the form: answers by question id, as the envelope wants them (protocol 4.3), and as a person reviews them.

export type Answers = Record<string, unknown>;

export interface Line {
  step: string;
  label: string;
  values: string[];
}

const questions = (form: HTMLFormElement): HTMLElement[] => Array.from(form.querySelectorAll<HTMLElement>(".question"));

export const stepOf = (element: Element): string => element.closest<HTMLElement>("[data-step]")?.dataset["step"] ?? "";

const ticked = (question: HTMLElement): HTMLInputElement[] =>
  Array.from(question.querySelectorAll<HTMLInputElement>("input:checked"));

const place = (question: HTMLElement): unknown => {
  const [region, cercle] = Array.from(question.querySelectorAll("select"));
  if (!region?.value) return undefined;
  const [country, code] = region.value.split(".");
  return { country, region: code, ...(cercle?.value ? { cercle: cercle.value } : {}) };
};

const answerOf = (question: HTMLElement): unknown => {
  switch (question.dataset["kind"]) {
    case "choices":
    case "categories": {
      const codes = ticked(question).map((input) => input.value);
      return codes.length > 0 ? codes : undefined;
    }
    case "choice":
      return ticked(question)[0]?.value;
    case "place":
      return place(question);
    case "text": {
      const value = question.querySelector("textarea")?.value ?? "";
      return value.trim() ? value : undefined;
    }
    default:
      return undefined;
  }
};

export const answers = (form: HTMLFormElement): Answers => {
  const all: Answers = {};
  for (const question of questions(form)) {
    const answer = answerOf(question);
    if (answer !== undefined) all[stepOf(question)] = answer;
  }
  return all;
};

/** Consent level; 1 unless the person chose another. */
export const consent = (form: HTMLFormElement): number =>
  Number(form.querySelector<HTMLInputElement>("[data-kind=consent] input:checked")?.value ?? 1);

export const language = (form: HTMLFormElement): string =>
  form.querySelector<HTMLSelectElement>("[data-kind=language] select")?.value ?? document.documentElement.lang;

const labelOf = (input: HTMLInputElement): string => {
  const own = input.parentElement?.textContent?.trim() ?? input.value;
  const tile = input.closest("details")?.querySelector("summary")?.textContent?.trim();
  return tile ? `${tile} : ${own}` : own;
};

const shown = (question: HTMLElement, files: File[]): string[] => {
  switch (question.dataset["kind"]) {
    case "files":
      return files.map((file) => file.name);
    case "text": {
      const value = question.querySelector("textarea")?.value ?? "";
      return value.trim() ? [value] : [];
    }
    case "place":
    case "language":
      return Array.from(question.querySelectorAll("select"))
        .filter((select) => select.value !== "")
        .map((select) => select.selectedOptions[0]?.textContent?.trim() ?? "");
    default:
      return ticked(question).map(labelOf);
  }
};

/** What will be sent, line by line, in the person's own words and choices. */
export const review = (form: HTMLFormElement, files: File[]): Line[] =>
  questions(form).map((question) => ({
    step: stepOf(question),
    label: question.querySelector("legend, label.title")?.textContent?.trim() ?? "",
    values: shown(question, files),
  }));
