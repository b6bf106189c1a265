// A file field: a field until something is chosen; the list that cleans and shows the files is loaded then.
import { chunk } from "../../page/chunk";
import { fail } from "../../page/dom";
import type { Enclosure } from "../../page/enclosure";
import { text } from "../../page/texts";
import type { FilesList } from "../../media/list";

export class Files {
  private list: ReturnType<FilesList> | undefined;
  private loading: Promise<void> = Promise.resolve();

  constructor(
    private readonly input: HTMLInputElement,
    private readonly place: HTMLElement,
    private readonly error: HTMLElement,
    private readonly onChange: () => void = () => undefined,
  ) {
    input.addEventListener("change", () => {
      const files = Array.from(input.files ?? []);
      // The same file may be chosen again after it was taken away.
      input.value = "";
      this.loading = this.add(files);
    });
  }

  private async add(files: File[]): Promise<void> {
    fail(this.error, "");
    try {
      await chunk("files");
      this.list ??= window.suturaFiles?.(this.input, this.place, this.error, this.onChange);
      this.list?.add(files);
    } catch {
      // Without its script a file cannot be cleaned, and does not go.
      fail(this.error, text("js-files-not"));
    }
    this.onChange();
  }

  /** The files as they will be sent, those left out that are still being prepared. */
  get chosen(): Enclosure[] {
    return this.list?.chosen ?? [];
  }

  get isEmpty(): boolean {
    return this.list?.isEmpty ?? true;
  }

  /** The files, when all are prepared. */
  async ready(): Promise<Enclosure[]> {
    await this.loading;
    return (await this.list?.ready()) ?? [];
  }

  clear(): void {
    this.list?.clear();
  }
}
