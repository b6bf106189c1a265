// Chunk, loaded with the first file: the list under a file field. Each file is cleaned as it is chosen, and shown with
// what was done, its size, the choice to keep a picture's original, and a button to take it away again.
import { type Cleaned, clean } from "./clean";
import { fail, fill, make } from "../page/dom";
import type { Enclosure } from "../page/enclosure";
import type { PlainId } from "../page/message-id";
import { size, text } from "../page/texts";

interface Row {
  file: File;
  keep: boolean;
  ready: Enclosure | undefined;
  note: PlainId | undefined;
  keepable: boolean;
  preview: string;
  element: HTMLElement;
}

class List {
  private rows: Row[] = [];
  private working: Promise<void> = Promise.resolve();
  private taken = 0;
  /** What was done with the last file, for those who cannot see the list. */
  private readonly status = make("p", "", { role: "status", class: "hidden" });

  constructor(
    private readonly input: HTMLInputElement,
    private readonly list: HTMLElement,
    private readonly error: HTMLElement,
    private readonly onChange: () => void,
  ) {
    list.after(this.status);
  }

  /** The files as they will be sent, those left out that are still being prepared. */
  get chosen(): Enclosure[] {
    return this.rows.flatMap((row) => row.ready ?? []);
  }

  get isEmpty(): boolean {
    return this.rows.length === 0;
  }

  /** The files, when all are prepared. */
  async ready(): Promise<Enclosure[]> {
    await this.working;
    return this.chosen;
  }

  add(files: File[]): void {
    // The instance's limit, in an attribute of the field.
    const most = Number(this.input.dataset.maxFiles);
    fail(this.error, "");
    for (const file of files) {
      if (this.rows.length >= most) fail(this.error, text("js-too-many-files", { max: most }));
      else {
        const row: Row = {
          file,
          keep: false,
          ready: undefined,
          note: undefined,
          keepable: false,
          preview: "",
          element: make("li", ""),
        };
        this.rows.push(row);
        this.list.append(row.element);
        this.draw(row);
        this.prepare(row);
      }
    }
  }

  /** One after the other: a picture being drawn takes much of a small phone's memory. */
  private prepare(row: Row): void {
    this.working = this.working.then(() => this.clean(row));
  }

  private async clean(row: Row): Promise<void> {
    if (!this.rows.includes(row)) return;
    const cleaned = await clean(row.file, row.keep);
    const largest = Number(this.input.dataset.maxSize);
    if (cleaned.content.size > largest) {
      fail(this.error, text("js-too-big", { name: row.file.name, max: size(largest) }));
      // An original that is too large leaves the smaller picture as it was.
      if (row.ready) {
        row.keep = false;
        this.draw(row);
      } else this.drop(row);
    } else this.take(row, cleaned);
    this.onChange();
  }

  private take(row: Row, cleaned: Cleaned): void {
    const { content, type, note, kind, keepable } = cleaned;
    row.ready = { content, type, name: this.name(row, cleaned) };
    Object.assign(row, { note, keepable });
    if (row.preview) URL.revokeObjectURL(row.preview);
    row.preview = kind === "photo" ? URL.createObjectURL(content) : "";
    this.draw(row);
    this.status.textContent = `${row.ready.name} : ${note ? text(note) : size(content.size)}`;
  }

  private drop(row: Row): void {
    if (row.preview) URL.revokeObjectURL(row.preview);
    row.element.remove();
    this.rows = this.rows.filter((other) => other !== row);
  }

  /** Documents keep their name, everything from a camera or a recorder gets a neutral one. */
  private name(row: Row, { kind, type }: Cleaned): string {
    if (kind === "other") return row.file.name;
    const stem = row.ready?.name.replace(/\.\w+$/, "") ?? `${text(`jsf-name-${kind}`)}-${++this.taken}`;
    const ending =
      kind === "photo"
        ? (type.split("/")[1] ?? "").replace("jpeg", "jpg")
        : (/\.\w+$/.exec(row.file.name)?.[0].slice(1) ?? "mp4");
    return `${stem}.${ending.toLowerCase()}`;
  }

  clear(): void {
    for (const row of this.rows.slice()) this.drop(row);
  }

  private draw(row: Row): void {
    const name = row.ready?.name ?? row.file.name;
    const words = make("div", "", { class: "file" });
    words.append(make("span", name, { dir: "auto" }));
    if (row.ready) words.append(make("span", ` ${size(row.ready.content.size)}`, { class: "hint" }));
    else
      words.append(
        make("p", text("jsf-preparing", { name: row.file.name }), { "data-test": "preparing", class: "hint" }),
      );
    if (row.note) words.append(make("p", text(row.note), { class: "hint", "data-test": row.note }));
    if (row.keepable && row.ready) words.append(this.choice(row));
    const remove = make("button", "×", {
      type: "button",
      class: "second small",
      "aria-label": text("js-remove", { name }),
    });
    remove.addEventListener("click", () => {
      this.drop(row);
      this.onChange();
      this.input.focus();
    });
    const focused = row.element.contains(document.activeElement);
    fill(row.element, ...(row.preview ? [make("img", "", { src: row.preview, alt: "" })] : []), words, remove);
    if (focused) remove.focus();
  }

  /** The original is a deliberate choice: its danger is read first. */
  private choice(row: Row): HTMLElement {
    const details = make("details", "");
    details.append(make("summary", text(row.keep ? "jsf-smaller" : "jsf-original")));
    if (!row.keep) details.append(make("p", text("jsf-original-danger")));
    const button = make("button", text(row.keep ? "jsf-smaller" : "jsf-original"), {
      type: "button",
      class: "second",
      "data-test": "keep-original",
    });
    button.addEventListener("click", () => {
      row.keep = !row.keep;
      button.disabled = true;
      this.prepare(row);
    });
    details.append(button);
    return details;
  }
}

const list = (input: HTMLInputElement, place: HTMLElement, error: HTMLElement, onChange: () => void): List =>
  new List(input, place, error, onChange);

export type FilesList = typeof list;

declare global {
  interface Window {
    suturaFiles?: FilesList;
  }
}

window.suturaFiles = list;
