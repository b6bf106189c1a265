// Progress of the long acts: a stage in words, a bar, an error with a way on.
import { fail, find, show } from "./dom";

export class Sending {
  private readonly stage: HTMLElement;
  private readonly bar: HTMLElement;

  constructor(private readonly section: HTMLElement) {
    this.stage = find("[data-stage]", section);
    this.bar = find("[role=progressbar]", section);
  }

  visible(on: boolean): void {
    show(this.section, on);
  }

  /** What was last said to be done. */
  share: number | undefined;

  /** `done` from 0 to 1, or nothing while it cannot be known. */
  say(stage: string, done?: number): void {
    this.share = done;
    this.stage.textContent = stage;
    const fill = this.bar.querySelector<HTMLElement>("span");
    if (done === undefined) {
      this.bar.removeAttribute("aria-valuenow");
      this.bar.classList.add("unknown");
      return;
    }
    this.bar.classList.remove("unknown");
    this.bar.setAttribute("aria-valuenow", String(Math.round(done * 100)));
    // A width set through the object model is not an inline style to the policy.
    if (fill) fill.style.width = `${Math.round(done * 100)}%`;
  }

  error(message: string): void {
    const place = this.section.querySelector<HTMLElement>("[data-error]");
    if (place) fail(place, message);
  }
}
