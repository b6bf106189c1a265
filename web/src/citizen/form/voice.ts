// "Answer with your voice": a button until it is pressed; the recorder is loaded then. Keeps the recordings.
import { addressOf, chunk } from "../../page/chunk";
import { fail, make, show } from "../../page/dom";
import type { Recording } from "../../page/enclosure";
import { text } from "../../page/texts";

export class Voices {
  private readonly recordings = new Map<string, Recording>();
  private open: { finish: () => Promise<void>; forget: () => void }[] = [];

  constructor(
    form: HTMLElement,
    private readonly onChange: () => void,
  ) {
    form.querySelectorAll<HTMLElement>("[data-voice]").forEach((place) => {
      const button = place.querySelector<HTMLButtonElement>("[data-speak]");
      button?.addEventListener("click", () => void this.start(place, button));
    });
  }

  private async start(place: HTMLElement, button: HTMLButtonElement): Promise<void> {
    const question = place.dataset.voice ?? "";
    const error = place.querySelector<HTMLElement>(".error") ?? make("p", "", { class: "error", role: "alert" });
    place.append(error);
    fail(error, "");
    const words = button.querySelector("span");
    const said = words?.textContent ?? "";
    if (words) words.textContent = text("js-loading");
    button.disabled = true;
    try {
      await chunk("voice");
    } catch {
      fail(error, text("js-offline"));
      return;
    } finally {
      if (words) words.textContent = said;
      button.disabled = false;
    }
    show(button, false);
    const recorder = window.suturaVoice?.(place, question, addressOf("worklet"), (recording) => {
      if (recording) this.recordings.set(question, recording);
      else this.recordings.delete(question);
      this.onChange();
    });
    if (recorder) this.open.push(recorder);
  }

  /** Questions that have a recording. */
  get questions(): string[] {
    return Array.from(this.recordings.keys());
  }

  of(question: string): Recording | undefined {
    return this.recordings.get(question);
  }

  /** Ends what is being recorded; it counts as an answer. */
  async finish(): Promise<void> {
    await Promise.all(this.open.map((recorder) => recorder.finish()));
  }

  forget(): void {
    for (const recorder of this.open.splice(0)) recorder.forget();
    this.recordings.clear();
  }
}
