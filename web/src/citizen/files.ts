// The list under a file field: what was chosen, its size, a button to take it away again.
import { fail, make } from "./dom";
import { size, text } from "../texts";

export class Files {
  chosen: File[] = [];

  constructor(
    private readonly input: HTMLInputElement,
    private readonly list: HTMLElement,
    private readonly error: HTMLElement,
  ) {
    input.addEventListener("change", () => this.add());
  }

  private add(): void {
    // The instance's limits, in attributes of the field.
    const files = Number(this.input.dataset["maxFiles"]);
    const file_size = Number(this.input.dataset["maxSize"]);
    fail(this.error, "");
    for (const file of Array.from(this.input.files ?? [])) {
      if (this.chosen.length >= files) fail(this.error, text("js-too-many-files", { max: files }));
      else if (file.size > file_size) fail(this.error, text("js-too-big", { name: file.name, max: size(file_size) }));
      else this.chosen.push(file);
    }
    // The same file may be chosen again after it was taken away.
    this.input.value = "";
    this.draw();
  }

  clear(): void {
    this.chosen = [];
    this.draw();
  }

  private draw(): void {
    const rows = this.chosen.map((file) => {
      const row = make("li", "");
      row.append(make("span", file.name, { dir: "auto" }), make("span", ` ${size(file.size)}`, { class: "hint" }));
      const remove = make("button", "×", { type: "button", class: "second small", "aria-label": text("js-remove", { name: file.name }) });
      remove.addEventListener("click", () => {
        this.chosen = this.chosen.filter((other) => other !== file);
        this.draw();
        this.input.focus();
      });
      row.append(remove);
      return row;
    });
    this.list.replaceChildren(...rows);
  }
}
