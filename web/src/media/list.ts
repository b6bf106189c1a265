// Chunk, loaded with the first file: the list under a file field. Each file is cleaned as it is chosen, and shown with
// what was done, its size, the choice to keep a picture's original, and a button to take it away again.
import { type Cleaned, clean } from "./clean";
import { fail, make, show } from "../citizen/dom";
import type { Enclosure } from "../citizen/enclosure";
import { size, text } from "../texts";

interface Row {
  file: File;
  keep: boolean;
  ready: Enclosure | undefined;
  note: string;
  kind: Cleaned["kind"];
  preview: string;
}

class List {
  private rows: Row[] = [];
  private working: Promise<void> = Promise.resolve();
  private photos = 0;

  constructor(
    private readonly input: HTMLInputElement,
    private readonly list: HTMLElement,
    private readonly error: HTMLElement,
    private readonly onChange: () => void,
  ) {}

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
    const most = Number(this.input.dataset["maxFiles"]);
    fail(this.error, "");
    for (const file of files) {
      if (this.rows.length >= most) fail(this.error, text("js-too-many-files", { max: most }));
      else {
        const row: Row = { file, keep: false, ready: undefined, note: "", kind: "other", preview: "" };
        this.rows.push(row);
        this.prepare(row);
      }
    }
    this.draw();
  }

  /** One after the other: a picture being drawn takes much of a small phone's memory. */
  private prepare(row: Row): void {
    this.working = this.working.then(() => this.clean(row));
  }

  private async clean(row: Row): Promise<void> {
    if (!this.rows.includes(row)) return;
    const cleaned = await clean(row.file, row.keep);
    const largest = Number(this.input.dataset["maxSize"]);
    if (cleaned.content.size > largest) this.refuse(row, text("js-too-big", { name: row.file.name, max: size(largest) }));
    else {
      const { content, type, note, kind } = cleaned;
      row.ready = { content, type, name: row.ready?.name ?? this.name(row.file, cleaned) };
      Object.assign(row, { note, kind });
      if (row.preview) URL.revokeObjectURL(row.preview);
      row.preview = kind === "photo" ? URL.createObjectURL(content) : "";
    }
    this.draw();
    this.onChange();
  }

  private refuse(row: Row, why: string): void {
    this.rows = this.rows.filter((other) => other !== row);
    fail(this.error, why);
  }

  /** Cameras write the time into a name; documents keep theirs. */
  private name(file: File, { kind, type }: Cleaned): string {
    if (kind === "other") return file.name;
    const ending = kind === "photo" ? (type.split("/")[1] ?? "").replace("jpeg", "jpg") : (/\.\w+$/.exec(file.name)?.[0].slice(1) ?? "mp4");
    return `${text(kind === "photo" ? "jsf-photo" : "jsf-video-name")}-${++this.photos}.${ending}`;
  }

  clear(): void {
    for (const row of this.rows) if (row.preview) URL.revokeObjectURL(row.preview);
    this.rows = [];
    this.draw();
  }

  private take(row: Row): void {
    if (row.preview) URL.revokeObjectURL(row.preview);
    this.rows = this.rows.filter((other) => other !== row);
    this.draw();
    this.onChange();
    this.input.focus();
  }

  private element(row: Row): HTMLElement {
    const item = make("li", "");
    if (row.preview) item.append(make("img", "", { src: row.preview, alt: "" }));
    const words = make("div", "", { class: "file" });
    words.append(make("span", row.ready?.name ?? row.file.name, { dir: "auto" }));
    if (row.ready) words.append(make("span", ` ${size(row.ready.content.size)}`, { class: "hint" }));
    else words.append(make("p", text("jsf-preparing", { name: row.file.name }), { role: "status", class: "hint" }));
    if (row.note) words.append(make("p", text(row.note), { class: "hint", "data-test": row.note }));
    if (row.kind === "photo" && row.ready) words.append(this.choice(row));
    const remove = make("button", "×", { type: "button", class: "second small", "aria-label": text("js-remove", { name: row.ready?.name ?? row.file.name }) });
    remove.addEventListener("click", () => this.take(row));
    item.append(words, remove);
    return item;
  }

  /** The original is a deliberate choice: its danger is read first. */
  private choice(row: Row): HTMLElement {
    const details = make("details", "");
    details.append(make("summary", text(row.keep ? "jsf-smaller" : "jsf-original")));
    if (!row.keep) details.append(make("p", text("jsf-original-danger")));
    const button = make("button", text(row.keep ? "jsf-smaller" : "jsf-original"), { type: "button", class: "second", "data-test": "keep-original" });
    button.addEventListener("click", () => {
      row.keep = !row.keep;
      show(button, false);
      this.prepare(row);
    });
    details.append(button);
    return details;
  }

  private draw(): void {
    this.list.replaceChildren(...this.rows.map((row) => this.element(row)));
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
