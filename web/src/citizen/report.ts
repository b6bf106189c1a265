// The report page: asking in two presentations, and the review. Nothing is kept in any storage of the browser.
import * as form from "./form/answers";
import { Delivery } from "./delivery";
import { leaveOne, opened, settle, settleChange } from "./form/controls";
import { fail, fill, find, make, show } from "../page/dom";
import { type Enclosure, clock } from "../page/enclosure";
import { Files } from "./form/files";
import { letters } from "../page/letters";
import { library, obstacle } from "./send/library";
import { steadyButton } from "../page/steady-button";
import { quickExit } from "../page/quick-exit";
import { speakers } from "../page/say";
import { Steps } from "./form/steps";
import type { Report } from "./send/submit";
import { Voices } from "./form/voice";
import { type Checked, type Reason, validate } from "../questionnaire/answer";
import { asked } from "../questionnaire/condition";
import type { Definition, Question } from "../questionnaire/definition";
import { text } from "../page/texts";

class ReportPage {
  private readonly form = find<HTMLFormElement>("[data-test=report-form]");
  private readonly definition = JSON.parse(find("#definition").textContent) as Definition;
  private readonly known = form.known(this.form);
  private readonly error = find("[data-error]", this.form);
  private readonly delivery = new Delivery(
    this.form,
    () => this.report(),
    () => this.forget(),
  );
  private readonly voices: Voices;
  private readonly files: Files | undefined;
  private readonly steps: Steps;
  private checked: Checked = { answers: {}, invalid: [] };
  private arrived = false;

  constructor() {
    this.form.querySelectorAll<HTMLElement>(".question").forEach(settle);
    this.voices = new Voices(this.form, () => this.read());
    const input = this.form.querySelector<HTMLInputElement>("[data-kind=files] input");
    if (input)
      this.files = new Files(input, find("[data-files]", this.form), this.errorAt(form.stepOf(input)), () =>
        this.read(),
      );
    this.check();
    this.steps = new Steps(
      this.form,
      () => asked(this.definition, this.checked.answers).map((question) => question.id),
      () => this.review(),
      () => void this.voices.finish(),
    );
    speakers(document.body);
    this.listen();
    letters(this.form);
    this.begin();
  }

  /** Shows the form, or why there is none; the other ways stay on the page then. */
  private begin(): void {
    const why = obstacle();
    show(find("[data-loading]"), false);
    // What another party would see or change is no other way.
    show(find("[data-ways]"), why === "js-old");
    if (why) {
      fail(find("[data-alarm]"), text(why));
      return;
    }
    show(this.form);
    // Behind the form, while the person reads; whoever needs it waits for it.
    void library().catch(() => undefined);
  }

  private listen(): void {
    for (const button of ["[data-test=next]", "[data-send]"]) steadyButton(find(button));
    find("[data-test=next]").addEventListener("click", () => void this.forward());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.steps.isReview) void this.submit();
      else void this.forward();
    });
    this.form.addEventListener("change", (event) => this.change(event.target as HTMLElement));
    // Opening a tile does not bubble.
    this.form.addEventListener(
      "toggle",
      (event) => {
        const box = opened(event.target as HTMLDetailsElement);
        if (box) this.change(box);
      },
      true,
    );
    find("[data-retry]").addEventListener("click", () => {
      this.delivery.stop();
      void this.submit();
    });
    window.addEventListener("beforeunload", (event) => {
      this.check();
      if (this.arrived || !this.filled()) return;
      event.preventDefault();
      // Browsers older than 2023 ask only then.
      event.returnValue = "?";
    });
    // A page that comes back from the browser's cache must not show what was written.
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) location.reload();
    });
    quickExit(
      () => this.forget(),
      () => this.steps.leave(),
    );
  }

  private filled(): boolean {
    const answered =
      Object.keys(this.checked.answers).length > 0 || this.checked.invalid.some(([, why]) => why !== "missing");
    return answered || this.voices.questions.length > 0 || !(this.files?.isEmpty ?? true);
  }

  private forget(): void {
    this.arrived = true;
    this.delivery.forget();
    this.form.reset();
    this.files?.clear();
    this.voices.forget();
    this.checked = { answers: {}, invalid: [] };
    fill(find("[data-review]"));
  }

  private question(id: string): Question | undefined {
    return this.definition.questions.find((question) => question.id === id);
  }

  private errorAt(id: string): HTMLElement {
    return this.form.querySelector<HTMLElement>(`[data-step="${id}"] [data-wrong]`) ?? this.error;
  }

  /** Says what is wrong with a question, or that nothing is; screen readers find it at its controls. */
  private mark(id: string, message: string): void {
    const place = this.errorAt(id);
    fail(place, message);
    if (message) place.scrollIntoView({ block: "nearest" });
    place
      .closest(".question")
      ?.querySelectorAll("input, select, textarea")
      .forEach((control) => {
        if (message) control.setAttribute("aria-invalid", "true");
        else control.removeAttribute("aria-invalid");
        if (message && place.id) control.setAttribute("aria-errormessage", place.id);
        else control.removeAttribute("aria-errormessage");
      });
  }

  /** Answers and what is wrong with them, from the form as it is now. */
  private check(): void {
    this.checked = validate(this.definition, form.fields(this.form), this.known, this.voices.questions);
  }

  /** After a change: what is asked may be another now. */
  private read(): void {
    this.check();
    this.steps.refresh();
  }

  private change(target: HTMLElement): void {
    const fold = target.closest<HTMLElement>("[data-withheld]");
    if (fold) leaveOne(fold, target);
    const question = target.closest<HTMLElement>(".question");
    // A file field keeps its own errors.
    if (!question || question.dataset.kind === "files") return;
    const step = form.stepOf(question);
    const max = this.question(step)?.max ?? Infinity;
    const within = settleChange(question, target, max);
    this.read();
    fail(this.error, "");
    // An error about something typed stays until the next try: were it taken away now, the button would move away
    // from under the finger that presses it.
    const typed =
      target instanceof HTMLSelectElement ||
      target instanceof HTMLTextAreaElement ||
      (target as HTMLInputElement).type === "text";
    if (!typed) this.mark(step, within ? "" : text("js-too-many", { max }));
  }

  private why(id: string, reason: Reason): string {
    const question = this.question(id);
    const { min = 0, max = 0 } = question ?? {};
    if (reason === "missing") return text("js-invalid-missing");
    if (reason === "too-many") return text("js-too-many", { max });
    if (reason === "too-long") return text("js-invalid-too-long", { max: max || 500 });
    if (reason === "backwards") return text("js-invalid-backwards");
    if (question?.kind === "range") return text("js-invalid-number", { min, max });
    return text(question?.kind === "period" && reason === "malformed" ? "js-invalid-year" : "js-invalid-other");
  }

  /** Shows what is wrong with the questions on the screen; true when nothing is. */
  private accepted(): boolean {
    this.check();
    const visible = this.steps.visible;
    const wrong = this.checked.invalid.filter(([id]) => visible.includes(id));
    for (const id of visible) {
      const reason = wrong.find(([wrongId]) => wrongId === id)?.[1];
      this.mark(id, reason ? this.why(id, reason) : "");
    }
    const first = wrong[0]?.[0];
    if (first) this.steps.moveTo(first);
    return !first;
  }

  private async forward(): Promise<void> {
    await this.voices.finish();
    if (this.accepted()) this.steps.forward();
  }

  /** What goes with the report: recordings and files, of the questions that are asked. */
  private async enclosures(): Promise<Enclosure[]> {
    const ids = asked(this.definition, this.checked.answers).map((question) => question.id);
    const recordings = ids.flatMap((id) => this.voices.of(id) ?? []);
    const filesAsked = this.definition.questions.some(
      (question) => question.kind === "files" && ids.includes(question.id),
    );
    return [...recordings, ...(filesAsked ? ((await this.files?.ready()) ?? []) : [])];
  }

  private spoken(step: string): string[] {
    const recording = this.voices.of(step);
    const files = this.question(step)?.kind === "files" ? (this.files?.chosen ?? []) : [];
    return [
      ...(recording ? [text("jsr-recorded", { done: clock(recording.seconds) })] : []),
      ...files.map((file) => file.name),
    ];
  }

  private review(): void {
    const rows = form
      .review(this.steps.askedSections, (step) => this.spoken(step))
      .map((line) => {
        const row = make("div", "");
        const edit = make("button", text("js-edit"), { type: "button", class: "link" });
        edit.setAttribute("aria-label", `${text("js-edit")} : ${line.label}`);
        edit.addEventListener("click", () => this.steps.edit(line.step));
        const values = line.values.length > 0 ? line.values : [text("js-nothing")];
        row.append(
          make("dt", line.label),
          ...values.map((value) => make("dd", value, { dir: "auto" })),
          make("dd", ""),
        );
        row.lastElementChild?.append(edit);
        return row;
      });
    fill(find("[data-review]"), ...rows);
    const unasked =
      !(this.files?.isEmpty ?? true) &&
      !this.steps.askedSections.some((section) => section.querySelector("[data-files]"));
    fail(this.error, unasked ? text("js-files-hidden") : "");
    if (this.filled()) void this.delivery.prepare();
  }

  private async report(): Promise<Report> {
    return {
      ...form.addressOf(this.form),
      version: Number(this.form.dataset.version),
      answers: this.checked.answers,
      interface_language: document.documentElement.lang,
      report_language: form.language(this.form),
      consent: form.consent(this.form),
      withheld_from: form.withheld(this.form),
      files: await this.enclosures(),
    };
  }

  private async submit(): Promise<void> {
    await this.voices.finish();
    this.check();
    const wrong = this.checked.invalid[0];
    if (wrong) {
      this.steps.go(wrong[0]);
      this.mark(wrong[0], this.why(...wrong));
      return;
    }
    if (!this.filled()) {
      fail(this.error, text("js-empty"));
      return;
    }
    await this.delivery.send();
  }
}

new ReportPage();
