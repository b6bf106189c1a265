// The two presentations of one form: one question a screen, or all on one page. The same elements serve both, so that
// switching loses nothing; the browser's own back button walks through what was seen.
import { find, focus, make, show } from "./dom";
import { hush } from "./say";
import { text } from "../texts";

export const REVIEW = "review";
const ALL = "all";

interface Place {
  step: string;
  all: boolean;
}

export class Steps {
  private readonly sections: HTMLElement[];
  private readonly back: HTMLElement;
  private readonly next: HTMLElement;
  private readonly send: HTMLElement;
  private readonly toggle: HTMLElement;
  private at: Place;

  constructor(
    private readonly form: HTMLFormElement,
    /** Ids of the questions that are asked now, in order. */
    private readonly asked: () => string[],
    /** Called when the review is shown. */
    private readonly onReview: () => void,
  ) {
    this.sections = Array.from(form.querySelectorAll<HTMLElement>("[data-step]"));
    this.back = find("[data-test=back]", form);
    this.next = find("[data-test=next]", form);
    this.send = find("[data-send]", form);
    this.toggle = find("[data-presentation]", form);
    this.at = { step: this.asked()[0] ?? REVIEW, all: false };
    this.back.addEventListener("click", () => history.back());
    this.toggle.addEventListener("click", () => this.switch());
    window.addEventListener("popstate", (event: PopStateEvent) => {
      const before = event.state as Place | null;
      this.draw(before?.step ? before : { step: this.asked()[0] ?? REVIEW, all: false }, true);
    });
    this.draw(this.at, false);
  }

  get step(): string {
    return this.at.step;
  }

  get isReview(): boolean {
    return this.at.step === REVIEW;
  }

  /** What is on the screen now: one question, or all that are asked. */
  get visible(): string[] {
    return this.at.all && !this.isReview ? this.asked() : [this.at.step];
  }

  /** The sections of all questions that are asked, in order. */
  get askedSections(): HTMLElement[] {
    const ids = this.asked();
    return this.sections.filter((section) => ids.includes(section.dataset["step"] ?? ""));
  }

  forward(): void {
    const order = [...this.asked(), REVIEW];
    this.go(this.at.all ? REVIEW : (order[order.indexOf(this.at.step) + 1] ?? REVIEW));
  }

  go(step: string): void {
    const place = { step, all: this.at.all };
    history.pushState(place, "");
    this.draw(place, true);
  }

  private switch(): void {
    const step = this.isReview ? (this.asked()[0] ?? REVIEW) : this.at.step;
    const place = { step, all: !this.at.all };
    history.pushState(place, "");
    this.draw(place, true);
  }

  /** Draws again where it is, after answers that change what is asked. */
  refresh(): void {
    this.draw(this.at, false);
  }

  private draw(place: Place, move: boolean): void {
    const asked = this.asked();
    // A question that is not asked any more leads to the one before it.
    const known = place.step === REVIEW || asked.includes(place.step);
    this.at = known ? place : { ...place, step: asked[0] ?? REVIEW };
    if (move) hush();
    for (const section of this.sections) show(section, this.visible.includes(section.dataset["step"] ?? ""));
    this.form.dataset["shown"] = this.at.all ? ALL : "steps";
    const index = asked.indexOf(this.at.step);
    const last = this.at.all || index === asked.length - 1;
    show(this.back, this.isReview || (!this.at.all && index > 0));
    show(this.next, !this.isReview && !last);
    show(this.send, this.isReview || last);
    show(find("[data-to-review]", this.send), !this.isReview);
    show(find("[data-to-send]", this.send), this.isReview);
    show(this.toggle, !this.isReview);
    show(find("[data-to-all]", this.toggle), !this.at.all);
    show(find("[data-to-steps]", this.toggle), this.at.all);
    this.progress(this.isReview ? asked.length : index, asked.length + 1);
    if (this.isReview) this.onReview();
    if (move) this.moveTo(this.at.step);
  }

  private progress(index: number, total: number): void {
    const steps = !this.at.all || this.isReview;
    find("[data-progress]", this.form).textContent = steps ? text("js-progress", { done: index + 1, total }) : "";
    const dots = Array.from({ length: steps ? total : 0 }, (_, at) => make("li", "", at <= index ? { class: "on" } : {}));
    find("[data-dots]", this.form).replaceChildren(...dots);
  }

  /** Keyboard and screen reader to the heading of a step. */
  moveTo(step: string): void {
    const section = this.sections.find((one) => one.dataset["step"] === step);
    const heading = section?.querySelector<HTMLElement>("h2, legend, label.title");
    heading?.setAttribute("tabindex", "-1");
    if (heading) focus(heading);
  }
}
