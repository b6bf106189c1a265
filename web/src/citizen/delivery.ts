// Handing in a report that is written: preparing while it is reviewed, progress and pause, the way out without a
// network (the encrypted report as a file), and the receipt.
import { chunk } from "../page/chunk";
import { fail, fill, find, focus, make, show } from "../page/dom";
import { text, wordsOf } from "../page/texts";
import { addressOf } from "./form/answers";
import { Attempt } from "./send/attempt";
import { type KeyAlarm, isKeyAlarm } from "./send/intake";
import { library } from "./send/library";
import { Link } from "./send/link";
import { PARCEL } from "./send/parcel";
import { Sending } from "../page/progress";
import { type Report, keep, submit } from "./send/submit";

const showAll = (selectors: string[], visible: boolean): void => {
  for (const selector of selectors) show(find(selector), visible);
};

export class Delivery {
  private readonly sending = new Sending(find("[data-sending]"));
  private attempt = new Attempt();
  private run = new AbortController();
  private link = new Link(this.run.signal);
  private prepared = false;

  constructor(
    private readonly form: HTMLFormElement,
    /** The report as it is written now. Files may still be being prepared. */
    private readonly report: () => Promise<Report>,
    /** Called when the report has arrived or was kept as a file: forgets what was written. */
    private readonly onDone: () => void,
  ) {
    find("[data-cancel]").addEventListener("click", () => {
      this.stop();
      this.back();
    });
    find("[data-pause]").addEventListener("click", () => this.pause());
    find("[data-save]").addEventListener("click", () => void this.keep());
  }

  /** Back to the form. What is changed there is another report, with a receipt of its own: the first may be there. */
  private back(): void {
    this.attempt = new Attempt();
    this.prepared = false;
    this.sending.visible(false);
    show(this.form);
  }

  /** Ends whatever is being sent. */
  stop(): void {
    this.run.abort();
  }

  /** Ends what is being sent, and overwrites its keys. */
  forget(): void {
    this.stop();
    this.attempt.forget();
    this.attempt = new Attempt();
  }

  /** While the person reads the review: key, receipt and proof of work. Only a false key is told at once. */
  async prepare(): Promise<void> {
    if (this.prepared) return;
    this.prepared = true;
    try {
      await this.attempt.prepare(await library(), addressOf(this.form));
      void chunk("receipt").catch(() => undefined);
    } catch (error) {
      this.prepared = false;
      if (isKeyAlarm(error)) this.alarm(error);
    }
  }

  /** Sends, and shows how it goes. */
  async send(): Promise<void> {
    const run = (this.run = new AbortController());
    const { signal } = run;
    const link = (this.link = new Link(signal));
    link.onTrouble = (words) => {
      if (signal.aborted) return;
      showAll(["[data-keep]", "[data-retry]"], words !== undefined);
      this.sending.error(words ? text(words) : "");
    };
    fill(find("[data-pause]"), text("js-pause"));
    show(this.form, false);
    this.sending.visible(true);
    this.sending.error("");
    showAll(["[data-retry]", "[data-keep]"], false);
    focus(find("h2", find("[data-sending]")));
    // Pictures may still be being drawn.
    this.sending.say(text("js-loading"));
    const say = (stage: string, done?: number): void => {
      if (!signal.aborted) this.sending.say(stage, done);
    };
    try {
      const report = await this.report();
      show(find("[data-pause]"), report.files.length > 0);
      const receipt = await submit(report, { library: await library(), attempt: this.attempt, link, say, signal });
      if (signal.aborted) return;
      this.onDone();
      this.showReceipt(receipt);
    } catch (error) {
      if (!signal.aborted) this.failed(error);
    }
  }

  private pause(): void {
    const { link } = this;
    if (link.isPaused) link.resume();
    else link.pause();
    fill(find("[data-pause]"), text(link.isPaused ? "js-resume" : "js-pause"));
    if (link.isPaused) this.sending.say(text("js-paused"), this.sending.share);
  }

  private failed(error: unknown): void {
    if (isKeyAlarm(error)) {
      this.alarm(error);
      return;
    }
    const unreadable = error instanceof DOMException && error.name === "NotReadableError";
    this.sending.error(wordsOf(error, unreadable ? "js-unreadable" : "js-offline"));
    show(find("[data-pause]"), false);
    showAll(["[data-retry]", "[data-keep]"], true);
  }

  /** Hands the encrypted report over as a file. Nothing in it is readable; nothing is forgotten before that is said. */
  private async keep(): Promise<void> {
    const button = find<HTMLButtonElement>("[data-save]");
    // Sending may still be trying. The attempt, and with it the receipt, stays the same.
    this.stop();
    const { signal } = (this.run = new AbortController());
    button.disabled = true;
    showAll(["[data-pause]", "[data-retry]"], false);
    this.sending.error("");
    this.sending.say(text("js-encrypt"));
    try {
      const run = { library: await library(), attempt: this.attempt };
      const { parcel, receipt } = await keep(await this.report(), run);
      if (!signal.aborted) this.hand(parcel, receipt);
    } catch (error) {
      if (signal.aborted) return;
      if (isKeyAlarm(error)) this.alarm(error);
      else this.sending.error(text("js-no-key"));
      show(find("[data-retry]"));
    } finally {
      button.disabled = false;
    }
  }

  /** The file and its receipt. A page cannot know whether a browser saved a file: it can be taken again. */
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
      this.onDone();
    });
  }

  private alarm(error: KeyAlarm): void {
    this.back();
    const place = find("[data-alarm]");
    fail(place, text(error.messageId));
    place.scrollIntoView({ block: "center" });
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
