// The two presentations of one form: one question a screen, or all on one page. The same elements serve both, so that
// switching loses nothing; the browser's own back button walks through what was seen.
import { fill, find, make, show } from "../../page/dom";
import { hush } from "../../page/say";
import { text } from "../../page/texts";

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
  /** Where the person has been. The browser's history holds numbers only: it is written to disk. */
  private readonly trail: Place[];
  private here = 0;
  /** Whether one answer is being changed from the review, which is gone back to afterwards. */
  private editing = false;

  constructor(
    private readonly form: HTMLFormElement,
    /** Ids of the questions that are asked now, in order. */
    private readonly asked: () => string[],
    /** Called when the review is shown. */
    private readonly onReview: () => void,
    /** Called when the person leaves what is on the screen. */
    private readonly onLeave: () => void,
  ) {
    this.sections = Array.from(form.querySelectorAll<HTMLElement>("[data-step]"));
    this.back = find("[data-test=back]", form);
    this.next = find("[data-test=next]", form);
    this.send = find("[data-send]", form);
    this.toggle = find("[data-presentation]", form);
    this.at = { step: this.asked()[0] ?? REVIEW, all: false };
    this.trail = [this.at];
    history.replaceState({ at: 0 }, "");
    this.back.addEventListener("click", () => history.back());
    this.toggle.addEventListener("click", () => this.switch());
    window.addEventListener("popstate", (event: PopStateEvent) => {
      const at: unknown = (event.state as { at?: number } | null)?.at;
      // A link within the page has a state of its own, or none: it is not a step.
      const place = typeof at === "number" ? this.trail[at] : undefined;
      if (!place) return;
      this.here = at as number;
      this.draw(place, true);
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
    return this.sections.filter((section) => ids.includes(section.dataset.step ?? ""));
  }

  forward(): void {
    const order = [...this.asked(), REVIEW];
    this.go(this.at.all || this.editing ? REVIEW : (order[order.indexOf(this.at.step) + 1] ?? REVIEW));
  }

  /** Goes to a question from the review, and from there back to it. */
  edit(step: string): void {
    this.editing = true;
    this.visit({ step, all: this.at.all });
  }

  go(step: string): void {
    this.visit({ step, all: this.at.all });
  }

  /** Forgets where the person has been; says how many entries of the history lie behind the present one. */
  leave(): number {
    this.trail.length = 0;
    return this.here;
  }

  private visit(place: Place): void {
    this.trail.splice(++this.here);
    this.trail.push(place);
    history.pushState({ at: this.here }, "");
    this.draw(place, true);
  }

  private switch(): void {
    const step = this.isReview ? (this.asked()[0] ?? REVIEW) : this.at.step;
    this.visit({ step, all: !this.at.all });
  }

  /** Draws again where it is, after answers that change what is asked. */
  refresh(): void {
    this.draw(this.at, false);
  }

  private draw(place: Place, move: boolean): void {
    const asked = this.asked();
    this.at = { ...place, step: this.nearest(place.step, asked) };
    if (move) {
      hush();
      this.onLeave();
    }
    for (const section of this.sections) show(section, this.visible.includes(section.dataset.step ?? ""));
    this.form.dataset.shown = this.at.all ? ALL : "steps";
    if (this.isReview) this.editing = false;
    const index = asked.indexOf(this.at.step);
    const last = this.at.all || this.editing || index === asked.length - 1;
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

  /** For a question that is no longer asked: the last one before it that is. */
  private nearest(step: string, asked: string[]): string {
    if (step === REVIEW || asked.includes(step)) return step;
    const order = this.sections.map((section) => section.dataset.step ?? "");
    const before = order.slice(0, order.indexOf(step)).filter((id) => asked.includes(id));
    return before[before.length - 1] ?? asked[0] ?? REVIEW;
  }

  private progress(index: number, total: number): void {
    const steps = !this.at.all || this.isReview;
    const place = find("[data-progress]", this.form);
    const words = steps ? text("js-progress", { done: index + 1, total }) : "";
    // Written only when it changes: it is read out.
    if (place.textContent !== words) place.textContent = words;
    const dots = Array.from({ length: steps ? total : 0 }, (_, at) =>
      make("li", "", at <= index ? { class: "on" } : {}),
    );
    fill(find("[data-dots]", this.form), ...dots);
  }

  /** Keyboard and screen reader to the heading of a step. */
  moveTo(step: string): void {
    const section = this.sections.find((candidate) => candidate.dataset.step === step);
    const heading = section?.querySelector<HTMLElement>("h2, legend, label.title");
    heading?.setAttribute("tabindex", "-1");
    if (!heading) return;
    heading.focus({ preventScroll: true });
    // One question a screen starts at the top, where the way out is; on one page the question comes to the person.
    if (this.at.all && !this.isReview) heading.scrollIntoView({ block: "start" });
    else window.scrollTo(0, 0);
  }
}
