// Buttons above each text field for the letters that a keyboard may lack, of the page's language or the one that the
// report is in. Plain letters are never refused.
import { fill, make } from "./dom";

const insert = (field: HTMLInputElement | HTMLTextAreaElement, letter: string): void => {
  const at = field.selectionStart ?? field.value.length;
  if (field.maxLength > 0 && field.value.length >= field.maxLength) return;
  field.setRangeText(letter, at, field.selectionEnd ?? at, "end");
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

export const letters = (form: HTMLElement): void => {
  const fields = form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input[type=text], textarea");
  const rows = Array.from(fields, (field) => {
    const row = make("div", "", {
      class: "letters",
      role: "group",
      "aria-label": form.dataset.lettersLabel ?? "",
      dir: "ltr",
    });
    field.before(row);
    return { row, field };
  });
  const draw = (): void => {
    const spoken = form.querySelector<HTMLOptionElement>("[data-kind=language] option:checked");
    const own = (spoken?.dataset.letters ?? form.dataset.letters ?? "").split(" ").filter(Boolean);
    for (const { row, field } of rows) {
      fill(
        row,
        ...own.map((letter) => {
          const button = make("button", letter, { type: "button", class: "second small" });
          // The field keeps the keyboard of the phone open.
          button.addEventListener("pointerdown", (event) => event.preventDefault());
          button.addEventListener("click", () => insert(field, letter));
          return button;
        }),
      );
    }
  };
  form.addEventListener("change", (event) => {
    if ((event.target as Element).closest("[data-kind=language]")) draw();
  });
  draw();
};
