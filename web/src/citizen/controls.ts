// What controls do to each other: a question's maximum, "I don't know" beside answers, own words, cercles of a region,
// the end of a period that still lasts.
import { show } from "./dom";

const boxes = (question: HTMLElement): HTMLInputElement[] =>
  Array.from(question.querySelectorAll<HTMLInputElement>("input[type=checkbox], input[type=radio]"));

const cercles = (question: HTMLElement): void => {
  const [region, cercle] = Array.from(question.querySelectorAll("select"));
  for (const group of Array.from(cercle?.querySelectorAll("optgroup") ?? [])) {
    const own = group.dataset["region"] === region?.value;
    group.hidden = !own;
    group.disabled = !own;
  }
  if (cercle?.selectedOptions[0]?.closest("optgroup")?.hidden) cercle.value = "";
};

/** "I don't know" and an answer exclude each other: the later choice counts. */
const alone = (question: HTMLElement, changed: HTMLInputElement): void => {
  if (!changed.checked) return;
  for (const other of boxes(question)) {
    const clash = changed.dataset["alone"] !== undefined ? other !== changed : other.dataset["alone"] !== undefined;
    if (other !== changed && clash) other.checked = false;
  }
};

/** "I don't know" empties the numbers and dates beside it, and they empty it. */
const clears = (question: HTMLElement, changed: HTMLElement): void => {
  const box = question.querySelector<HTMLInputElement>("[data-clears]");
  if (!box) return;
  if (changed !== box) {
    if ("value" in changed && changed.value !== "") box.checked = false;
    return;
  }
  if (!box.checked) return;
  question.querySelectorAll<HTMLInputElement | HTMLSelectElement>("select, input[type=text]").forEach((one) => (one.value = ""));
  question.querySelectorAll<HTMLInputElement>("[data-ongoing]").forEach((one) => (one.checked = false));
};

/** Shows what belongs to what was chosen. */
export const settle = (question: HTMLElement): void => {
  const words = question.querySelector<HTMLElement>("[data-own-words]");
  if (words) show(words, boxes(question).some((box) => box.value === "other" && box.checked));
  const ongoing = question.querySelector<HTMLInputElement>("[data-ongoing]");
  const end = question.querySelector<HTMLElement>("[data-end]");
  if (ongoing && end) show(end, !ongoing.checked);
  if (question.dataset["kind"] === "place") cercles(question);
};

/** Brings a question in order after a change. False when the choice was one too many and was taken back. */
export const changed = (question: HTMLElement, target: HTMLElement, max: number): boolean => {
  let accepted = true;
  if (target instanceof HTMLInputElement) {
    alone(question, target);
    const ticked = boxes(question).filter((box) => box.type === "checkbox" && box.checked).length;
    if (target.type === "checkbox" && target.checked && ticked > max) {
      target.checked = false;
      accepted = false;
    }
  }
  clears(question, target);
  settle(question);
  return accepted;
};
