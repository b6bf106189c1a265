// What controls do to each other: a tile that is opened is chosen, a question's maximum, "I don't know" beside answers,
// own words, the cercles of a region, the end of a period that still lasts.
import { find, show } from "../../page/dom";

const boxes = (question: HTMLElement): HTMLInputElement[] =>
  Array.from(question.querySelectorAll<HTMLInputElement>("input[type=checkbox], input[type=radio]"));

const cercles = (question: HTMLElement): void => {
  const [region, cercle] = Array.from(question.querySelectorAll("select"));
  for (const group of Array.from(cercle?.querySelectorAll("optgroup") ?? [])) {
    const own = group.dataset.region === region?.value;
    group.hidden = !own;
    group.disabled = !own;
  }
  if (cercle?.selectedOptions[0]?.closest("optgroup")?.hidden) cercle.value = "";
};

/** "I don't know" and an answer exclude each other: the later choice counts. */
const alone = (question: HTMLElement, changed: HTMLInputElement): void => {
  if (!changed.checked) return;
  for (const other of boxes(question)) {
    const clash = changed.dataset.alone !== undefined ? other !== changed : other.dataset.alone !== undefined;
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
  question
    .querySelectorAll<HTMLInputElement | HTMLSelectElement>("select, input[type=text]")
    .forEach((field) => (field.value = ""));
  question.querySelectorAll<HTMLInputElement>("[data-ongoing]").forEach((mark) => (mark.checked = false));
};

/** Shows what belongs to what was chosen. */
export const settle = (question: HTMLElement): void => {
  const words = question.querySelector<HTMLElement>("[data-own-words]");
  if (words) {
    const wanted = boxes(question).some((box) => box.value === "other" && box.checked);
    show(words, wanted);
    // What is hidden is not sent either; it comes back if the box is ticked again.
    words.querySelectorAll("input").forEach((input) => (input.disabled = !wanted));
  }
  const ongoing = question.querySelector<HTMLInputElement>("[data-ongoing]");
  const end = question.querySelector<HTMLElement>("[data-end]");
  if (ongoing && end) show(end, !ongoing.checked);
  if (question.dataset.kind === "place") cercles(question);
};

/** Puts a question in order after a change. Returns false when the choice exceeded `max` and was taken back. */
export const settleChange = (question: HTMLElement, target: HTMLElement, max: number): boolean => {
  let accepted = true;
  if (target instanceof HTMLInputElement) {
    alone(question, target);
    if (!target.closest("details") || target.dataset.auto === undefined) finer(target);
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

/** Somebody must be left to read: the last organisation stays. */
export const leaveOne = (fold: HTMLElement, target: HTMLElement): void => {
  const organisations = boxes(fold).filter((box) => box.value !== "near");
  const none = organisations.length > 0 && organisations.every((box) => box.checked);
  if (none && target instanceof HTMLInputElement) target.checked = false;
  show(find("[data-withheld-all]", fold), none);
};

/**
 * A tile that is opened is chosen as a whole, until something finer in it is; closed again, it is not. Returns the box
 * that changed.
 */
export const opened = (tile: HTMLDetailsElement): HTMLInputElement | undefined => {
  // Other folds are opened to be read.
  if (!tile.matches(".tile-group")) return undefined;
  const inside = boxes(tile);
  const [whole] = inside;
  if (!whole || (tile.open && inside.some((box) => box.checked))) return undefined;
  if (!tile.open && whole.dataset.auto === undefined) return undefined;
  whole.checked = tile.open;
  if (tile.open) whole.dataset.auto = "";
  else delete whole.dataset.auto;
  return whole;
};

/** What was chosen for a whole tile gives way to something finer. */
const finer = (changed: HTMLInputElement): void => {
  const whole = changed.closest("details")?.querySelector<HTMLInputElement>("input[data-auto]");
  if (!whole) return;
  delete whole.dataset.auto;
  if (whole !== changed && changed.checked) whole.checked = false;
};
