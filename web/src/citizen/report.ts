// The report page: asking in two presentations, review, sending, receipt. Nothing is kept in any storage of the browser.
import * as form from "./answers";
import { chunk } from "../page/chunk";
import { changed, leaveOne, opened, settle } from "./controls";
import { fail, fill, find, focus, make, show } from "../page/dom";
import { type Enclosure, clock } from "../page/enclosure";
import { Files } from "./files";
import { KeyAlarm } from "./intake";
import { letters } from "./letters";
import { library, obstacle } from "./library";
import { Link } from "./link";
import { steadyButton } from "../page/steady-button";
import { quickExit } from "./quick-exit";
import { speakers } from "./say";
import { Sending } from "./sending";
import { Steps } from "./steps";
import { Attempt, type Report, keep, submit } from "./submit";
import { PARCEL } from "./parcel";
import { Voices } from "./voice";
import { type Checked, type Reason, validate } from "../questionnaire/answer";
import { asked } from "../questionnaire/condition";
import type { Definition, Question } from "../questionnaire/definition";
import { text, wordsOf } from "../page/texts";

class ReportPage {
  private readonly form = find<HTMLFormElement>("[data-test=report-form]");
  private readonly definition = JSON.parse(find("#definition").textContent ?? "") as Definition;
  private readonly known = form.known(this.form);
  private readonly error = find("[data-error]", this.form);
  private readonly sending = new Sending(find("[data-sending]"));
  private readonly voices: Voices;
  private readonly files: Files | undefined;
  private readonly steps: Steps;
  private checked: Checked = { answers: {}, invalid: [] };
  private attempt = new Attempt();
  private cancel = new AbortController();
  private link = new Link(this.cancel.signal);
  private prepared = false;
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
    find("[data-cancel]").addEventListener("click", () => {
      this.cancel.abort();
      // What is changed now is another report: it gets a receipt of its own.
      this.attempt = new Attempt();
      this.prepared = false;
      this.sending.visible(false);
      show(this.form);
    });
    find("[data-pause]").addEventListener("click", () => this.hold());
    find("[data-retry]").addEventListener("click", () => {
      this.cancel.abort();
      void this.submit();
    });
    find("[data-save]").addEventListener("click", () => void this.keep());
    window.addEventListener("beforeunload", (event) => {
      this.check();
      if (this.arrived || !this.filled()) return;
      event.preventDefault();
      // Browsers of before 2023 ask only then.
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
    this.cancel.abort();
    this.form.reset();
    this.files?.clear();
    this.voices.forget();
    this.attempt.forget();
    this.attempt = new Attempt();
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
    const within = changed(question, target, max);
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
      const reason = wrong.find(([one]) => one === id)?.[1];
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
    void this.prepare();
  }

  private address(): Pick<Report, "consultation" | "root"> {
    return { consultation: this.form.dataset.consultation ?? "", root: this.form.dataset.root ?? "" };
  }

  /** While the person reads the review: key, receipt and proof of work. Only a false key is told at once. */
  private async prepare(): Promise<void> {
    if (this.prepared || !this.filled()) return;
    this.prepared = true;
    try {
      await this.attempt.prepare(await library(), this.address());
      void chunk("receipt").catch(() => undefined);
    } catch (error) {
      this.prepared = false;
      if (error instanceof KeyAlarm) this.alarm(text(error.messageId));
    }
  }

  private async report(): Promise<Report> {
    return {
      ...this.address(),
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
    const run = new AbortController();
    this.cancel = run;
    this.link = new Link(run.signal);
    this.link.onTrouble = (trouble) => {
      if (run.signal.aborted) return;
      for (const control of ["[data-keep]", "[data-retry]"]) show(find(control), trouble);
      this.sending.error(trouble ? text("js-waiting") : "");
    };
    fill(find("[data-pause]"), text("js-pause"));
    show(this.form, false);
    this.sending.visible(true);
    this.sending.error("");
    for (const control of ["[data-retry]", "[data-keep]"]) show(find(control), false);
    focus(find("h2", find("[data-sending]")));
    // Pictures may still be being drawn.
    this.sending.say(text("js-loading"));
    try {
      const report = await this.report();
      show(find("[data-pause]"), report.files.length > 0);
      const say = (stage: string, done?: number): void => void (run.signal.aborted || this.sending.say(stage, done));
      const receipt = await submit(await library(), report, this.attempt, say, this.link, run.signal);
      if (!run.signal.aborted) this.done(receipt);
    } catch (error) {
      if (!run.signal.aborted) this.failed(error);
    }
  }

  private hold(): void {
    const { link } = this;
    if (link.isPaused) link.resume();
    else link.pause();
    fill(find("[data-pause]"), text(link.isPaused ? "js-resume" : "js-pause"));
    if (link.isPaused) this.sending.say(text("js-paused"), this.sending.share);
  }

  private failed(error: unknown): void {
    if (error instanceof KeyAlarm) {
      this.alarm(text(error.messageId));
      return;
    }
    const unreadable = error instanceof DOMException && error.name === "NotReadableError";
    this.sending.error(wordsOf(error, unreadable ? "js-unreadable" : "js-offline"));
    show(find("[data-pause]"), false);
    show(find("[data-retry]"));
    show(find("[data-keep]"));
  }

  /** Hands the encrypted report over as a file. Nothing readable is in it; nothing is forgotten before that is said. */
  private async keep(): Promise<void> {
    const button = find<HTMLButtonElement>("[data-save]");
    // Sending may still be trying; the attempt, and so the receipt, stays the same.
    this.cancel.abort();
    const run = new AbortController();
    this.cancel = run;
    button.disabled = true;
    for (const control of ["[data-pause]", "[data-retry]"]) show(find(control), false);
    this.sending.error("");
    this.sending.say(text("js-encrypt"));
    try {
      const { parcel, receipt } = await keep(await library(), await this.report(), this.attempt);
      if (!run.signal.aborted) this.hand(parcel, receipt);
    } catch (error) {
      if (run.signal.aborted) return;
      if (error instanceof KeyAlarm) this.alarm(text(error.messageId));
      else this.sending.error(text("js-no-key"));
      show(find("[data-retry]"));
    } finally {
      button.disabled = false;
    }
  }

  /** The file and its receipt. A browser does not tell whether a file was saved: it can be taken again. */
  private hand(parcel: Blob, receipt: string): void {
    const again = find<HTMLAnchorElement>("[data-again]");
    again.href = URL.createObjectURL(parcel);
    again.download = PARCEL;
    again.click();
    this.showReceipt(receipt);
    const card = find("[data-receipt]");
    card.classList.add("kept");
    show(find("[data-kept]"));
    for (const sent of ["[data-arrived]", "[data-next]"]) show(find(sent, card), false);
    focus(find("h2", find("[data-kept]")));
    find("[data-leave]").addEventListener("click", () => {
      URL.revokeObjectURL(again.href);
      this.forget();
    });
  }

  private alarm(message: string): void {
    this.sending.visible(false);
    show(this.form);
    const place = find("[data-alarm]");
    fail(place, message);
    place.scrollIntoView({ block: "center" });
  }

  private done(receipt: string): void {
    this.forget();
    this.showReceipt(receipt);
  }

  private showReceipt(receipt: string): void {
    this.sending.visible(false);
    const card = find("[data-receipt]");
    const groups = window.suturaCrypto?.receipt.groups(receipt) ?? [receipt];
    fill(
      find("[data-test=receipt]", card),
      ...groups.flatMap((group, index) => [...(index > 0 ? [document.createTextNode(" ")] : []), make("span", group)]),
    );
    show(card);
    chunk("receipt").then(
      () => window.suturaReceipt?.(card),
      () => undefined,
    );
    focus(find("h2", card));
  }
}

new ReportPage();
