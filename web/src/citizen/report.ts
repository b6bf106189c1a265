// The report page: one question a screen, review, sending, receipt. Nothing is kept in any storage of the browser.
import * as form from "./answers";
import { Refused } from "./api";
import { fail, find, focus, make, show } from "./dom";
import { Files } from "./files";
import { KeyAlarm } from "./intake";
import { canEncrypt, library } from "./library";
import { quickExit } from "./quick-exit";
import { Sending } from "./sending";
import { Attempt, submit } from "./submit";
import { text } from "../texts";

const REVIEW = "review";

class ReportPage {
  private readonly form = find<HTMLFormElement>("[data-test=report-form]");
  private readonly steps = Array.from(this.form.querySelectorAll<HTMLElement>("[data-step]"));
  private readonly error = find("[data-error]", this.form);
  private readonly back = find<HTMLButtonElement>("[data-test=back]");
  private readonly next = find<HTMLButtonElement>("[data-test=next]");
  private readonly send = find<HTMLButtonElement>("[data-send]");
  private readonly sending = new Sending(find("[data-sending]"));
  private readonly files: Files | undefined;
  private attempt = new Attempt();
  private cancel = new AbortController();
  private at = 0;
  private arrived = false;

  constructor() {
    const input = this.form.querySelector<HTMLInputElement>("[data-kind=files] input");
    if (input) {
      this.files = new Files(input, find("[data-files]", this.form), this.error);
    }
    this.listen();
    this.go(0, false);
  }

  private listen(): void {
    this.next.addEventListener("click", () => this.forward());
    this.back.addEventListener("click", () => history.back());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.steps[this.at]?.dataset["step"] === REVIEW) void this.submit();
      else this.forward();
    });
    this.form.addEventListener("change", (event) => this.limit(event.target as HTMLElement));
    find("[data-cancel]").addEventListener("click", () => {
      this.cancel.abort();
      // What is changed now is another report: it gets a receipt of its own.
      this.attempt = new Attempt();
      this.sending.visible(false);
      show(this.form);
    });
    find("[data-retry]").addEventListener("click", () => void this.submit());
    window.addEventListener("popstate", (event: PopStateEvent) => {
      const step: unknown = (event.state as { step?: number } | null)?.step;
      if (!this.arrived) this.go(typeof step === "number" ? step : 0, false);
    });
    window.addEventListener("beforeunload", (event) => {
      if (!this.arrived && this.filled()) event.preventDefault();
    });
    // A page that comes back from the browser's cache must not show what was written.
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) location.reload();
    });
    quickExit(() => this.forget());
  }

  private filled(): boolean {
    return Object.keys(form.answers(this.form)).length > 0 || (this.files?.chosen.length ?? 0) > 0;
  }

  private forget(): void {
    this.arrived = true;
    this.cancel.abort();
    this.form.reset();
    this.files?.clear();
    this.attempt = new Attempt();
  }

  /** Keeps a question's answers within its maximum, and cercles with their region. */
  private limit(target: HTMLElement): void {
    const question = target.closest<HTMLElement>(".question");
    const max = Number(question?.dataset["max"] ?? Infinity);
    const ticked = question?.querySelectorAll("input[type=checkbox]:checked").length ?? 0;
    fail(this.error, "");
    if (target instanceof HTMLInputElement && ticked > max) {
      target.checked = false;
      fail(this.error, text("js-too-many", { max }));
    }
    if (question?.dataset["kind"] === "place") this.cercles(question);
  }

  private cercles(question: HTMLElement): void {
    const [region, cercle] = Array.from(question.querySelectorAll("select"));
    for (const group of Array.from(cercle?.querySelectorAll("optgroup") ?? [])) {
      const own = group.dataset["region"] === region?.value;
      group.hidden = !own;
      group.disabled = !own;
    }
    if (cercle?.selectedOptions[0]?.closest("optgroup")?.hidden) cercle.value = "";
  }

  private forward(): void {
    if (this.at + 1 >= this.steps.length) return;
    this.go(this.at + 1, true);
  }

  private go(step: number, remember: boolean): void {
    this.at = Math.min(Math.max(step, 0), this.steps.length - 1);
    if (remember) history.pushState({ step: this.at }, "");
    fail(this.error, "");
    this.steps.forEach((section, index) => show(section, index === this.at));
    const review = this.steps[this.at]?.dataset["step"] === REVIEW;
    const beforeReview = this.steps[this.at + 1]?.dataset["step"] === REVIEW;
    show(this.back, this.at > 0);
    show(this.next, !review && !beforeReview);
    show(this.send, review || beforeReview);
    show(find("[data-to-review]", this.send), beforeReview);
    show(find("[data-to-send]", this.send), review);
    find("[data-progress]").textContent = text("js-progress", { done: this.at + 1, total: this.steps.length });
    if (review) this.review();
    if (remember) {
      const heading = this.steps[this.at]?.querySelector<HTMLElement>("h2, legend, label.title");
      heading?.setAttribute("tabindex", "-1");
      if (heading) focus(heading);
    }
  }

  private review(): void {
    const rows = form.review(this.form, this.files?.chosen ?? []).map((line) => {
      const row = make("div", "");
      const edit = make("button", text("js-edit"), { type: "button", class: "link" });
      edit.setAttribute("aria-label", `${text("js-edit")} : ${line.label}`);
      const index = this.steps.findIndex((step) => step.dataset["step"] === line.step);
      edit.addEventListener("click", () => this.go(index, true));
      const values = line.values.length > 0 ? line.values : [text("js-nothing")];
      row.append(make("dt", line.label), ...values.map((value) => make("dd", value, { dir: "auto" })), make("dd", ""));
      row.lastElementChild?.append(edit);
      return row;
    });
    find("[data-review]").replaceChildren(...rows);
  }

  private async submit(): Promise<void> {
    if (!this.filled()) {
      fail(this.error, text("js-empty"));
      return;
    }
    if (!canEncrypt()) {
      this.alarm(text("js-no-crypto"));
      return;
    }
    const run = new AbortController();
    this.cancel = run;
    show(this.form, false);
    this.sending.visible(true);
    this.sending.error("");
    show(find("[data-retry]"), false);
    focus(find("h2", find("[data-sending]")));
    try {
      const receipt = await submit(
        await library(),
        {
          consultation: this.form.dataset["consultation"] ?? "",
          root: this.form.dataset["root"] ?? "",
          version: Number(this.form.dataset["version"]),
          answers: form.answers(this.form),
          interface_language: document.documentElement.lang,
          report_language: form.language(this.form),
          consent: form.consent(this.form),
          files: this.files?.chosen ?? [],
        },
        this.attempt,
        (stage, done) => run.signal.aborted || this.sending.say(stage, done),
        run.signal,
      );
      if (!run.signal.aborted) this.done(receipt);
    } catch (error) {
      if (!run.signal.aborted) this.failed(error);
    }
  }

  private failed(error: unknown): void {
    if (error instanceof KeyAlarm) {
      this.alarm(text("js-key-alarm"));
    } else {
      this.sending.error(error instanceof Refused && error.message ? error.message : text("js-offline"));
      show(find("[data-retry]"));
    }
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
    this.sending.visible(false);
    const card = find("[data-receipt]");
    const groups = window.suturaCrypto?.receipt.groups(receipt) ?? [receipt];
    find("[data-test=receipt]", card).replaceChildren(
      ...groups.flatMap((group, index) => [...(index > 0 ? [document.createTextNode(" ")] : []), make("span", group)]),
    );
    show(card);
    focus(find("h2", card));
    const copy = find<HTMLButtonElement>("[data-copy]", card);
    copy.addEventListener("click", () => {
      void navigator.clipboard?.writeText(groups.join(" ")).then(() => {
        copy.textContent = text("js-copied");
      });
    });
  }
}

new ReportPage();
