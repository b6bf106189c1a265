// The inbox page: opens with a receipt, shows the circle's verified messages, answers, deletes, withdraws.
import { INBOX } from "../page/promised";
import { asksAlso, json, request } from "../page/request";
import { Refused, isRefused } from "../page/told";
import type { Library } from "./send/crypto";
import { openMessage, type CircleMessage } from "./circle-message";
import { fail, fill, find, focus, show } from "../page/dom";
import { type Key, enclosed } from "./enclosed";
import { Files } from "./form/files";
import { KeyAlarm, chain, current, intake, isKeyAlarm } from "./send/intake";
import { letters } from "../page/letters";
import { library, obstacle } from "./send/library";
import { quickExit } from "../page/quick-exit";
import { Sending } from "../page/progress";
import { Link } from "./send/link";
import { SentOnce } from "../page/sent-once";
import { speakers } from "../page/say";
import { renews, sealedBytes, uploadAll } from "./send/submit";
import type { Attachment } from "./send/upload";
import type { Enclosure } from "../page/enclosure";
import { Voices } from "./form/voice";
import { RECEIPT, type Derived, wipe } from "../crypto/derive";
import type { SignedDocument } from "../crypto/document";
import { text, wordsOf } from "../page/texts";
import { derive, solveTicket, workFor } from "../page/derivation";
import type { Inbox, InboxMessage, Instance } from "../wire";

/** What the source sends: words, files, or a change of what may be done with the report. */
interface Reply {
  /** The server takes it once. */
  id: string;
  body: string;
  files: Enclosure[];
  consent?: number;
}

const MISTYPED = { length: "jsi-length", digit: "jsi-digit", check: "jsi-check" } as const;

class InboxPage {
  private readonly door = find<HTMLFormElement>("[data-open]");
  private readonly code = find<HTMLInputElement>("[data-test=inbox-code]");
  private readonly working = new Sending(find("[data-working]"));
  private readonly section = find("[data-thread]");
  private readonly reply = find<HTMLTextAreaElement>("[data-test=reply]");
  private readonly replyForm = find<HTMLFormElement>("form[data-reply]");
  private readonly files: Files;
  private readonly voices: Voices;
  private derived: Derived | undefined;
  private consultation = "";
  /** Messages that this source has sent: the number that the next one signs. */
  private answers = 0;
  /** Files that have arrived already, should the answer be sent again. */
  private readonly sent = { recipient: "", attachments: new Map<Enclosure, Attachment>() };
  private readonly replies = new SentOnce();
  private readonly changes = new SentOnce();

  constructor() {
    const error = find("[data-error]", this.replyForm);
    this.files = new Files(find("[data-test=attach]"), find("[data-files]"), error);
    this.voices = new Voices(this.replyForm, () => undefined);
    // The reply belongs to an opened inbox only.
    this.reply.removeAttribute("data-test");
    letters(this.replyForm);
    speakers(document.body);
    this.listen();
    const why = obstacle();
    show(find("[data-loading]"), false);
    show(find("[data-ways]"), why === "js-old");
    if (why) {
      this.alarm(text(why));
      return;
    }
    show(this.door);
    void library().catch(() => undefined);
  }

  private listen(): void {
    this.door.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.open();
    });
    this.replyForm.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.answer();
    });
    const consent = find<HTMLFormElement>("form[data-consent]");
    consent.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.consent(consent);
    });
    find("[data-withdraw]").addEventListener("click", () => void this.withdraw());
    find("[data-leave]").addEventListener("click", () => {
      this.forget();
      // That page tells the browser to drop what it kept.
      location.replace(`/${document.documentElement.lang}/closed`);
    });
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) location.reload();
    });
    quickExit(() => this.forget());
  }

  private forget(): void {
    if (this.derived) wipe(this.derived);
    this.derived = undefined;
    this.code.value = "";
    this.reply.value = "";
    this.files.clear();
    this.voices.forget();
    fill(find("[data-messages]"));
  }

  /** Names and root key of this report's circle, as the page has them: the server says only which one it is. */
  private circle(): HTMLElement | undefined {
    const circles = [...document.querySelectorAll<HTMLElement>("[data-circle]")];
    return circles.find(({ dataset }) => dataset.circle === this.consultation);
  }

  private root(): string {
    return this.circle()?.dataset.root ?? "";
  }

  private authorization(crypto: Library): Record<string, string> {
    return { Authorization: `Bearer ${crypto.bytes.base64url(this.derived?.authenticator ?? new Uint8Array())}` };
  }

  private async open(): Promise<void> {
    const error = find("[data-error]", this.door);
    fail(error, "");
    const crypto = await library().catch(() => null);
    const opening = window.suturaOpening;
    if (!crypto || !opening) {
      fail(error, text("js-offline"));
      return;
    }
    const typed = opening.parse(this.code.value);
    if ("mistyped" in typed) {
      const message = MISTYPED[typed.mistyped];
      fail(error, text(message, { count: typed.count }));
      this.code.focus();
      return;
    }
    this.working.visible(true);
    this.working.say(text("jsi-deriving"));
    try {
      const instance = await json<Instance>("/api/instance");
      const salt = crypto.receiptSalt(crypto.bytes.fromBase64url(instance.id));
      this.derived = await derive(typed.receipt, salt, RECEIPT, (done) => this.working.say(text("jsi-deriving"), done));
      await this.load(crypto);
      show(this.door, false);
      show(this.section);
      this.reply.setAttribute("data-test", "reply");
      focus(find("[data-opened]"));
    } catch (problem) {
      this.failed(problem, error);
    }
    this.working.visible(false);
  }

  private failed(problem: unknown, place: HTMLElement): void {
    if (isKeyAlarm(problem)) this.alarm(text(problem.messageId));
    else fail(place, wordsOf(problem, "js-old"));
  }

  private alarm(message: string): void {
    fail(find("[data-alarm]"), message);
    find("[data-alarm]").scrollIntoView({ block: "center" });
  }

  private async load(crypto: Library): Promise<void> {
    const headers = this.authorization(crypto);
    const inbox = await json<Inbox>("/api/inbox", { headers });
    // The answer looks the same from outside; only who holds the receipt is told.
    if (!inbox.consultation) throw new Refused(404, "receipt-unknown", text("jsi-unknown"));
    // The person has read whom they answer: it stays the same as long as the inbox is open.
    if (this.consultation && this.consultation !== inbox.consultation) throw new KeyAlarm();
    this.consultation = inbox.consultation;
    this.answers = inbox.answers;
    const circle = this.circle();
    if (circle) show(circle);
    const statements = await chain(crypto, inbox.consultation, this.root());
    const rows: Node[] = [];
    let status = "received";
    for (const sealed of inbox.messages) {
      try {
        const opening = window.suturaOpening;
        if (!this.derived || !opening) return;
        const message = await openMessage(crypto, opening, this.derived, statements, sealed.ciphertext);
        // A reply that is replayed or moved says another number than its place.
        if (message.sequence !== sealed.sequence) throw new Error("out of order");
        status = message.status;
        const key = { library: crypto, opening, identity: crypto.age.identityOf(this.derived.seed), headers };
        rows.push(this.bubble(key, sealed, message));
      } catch {
        this.alarm(text("jsi-forged"));
      }
    }
    fill(find("[data-messages]"), ...rows);
    document.querySelectorAll<HTMLElement>("[data-state]").forEach((state) => {
      if (state.dataset.state === status) state.setAttribute("aria-current", "step");
      else state.removeAttribute("aria-current");
    });
    show(find("[data-empty]"), rows.length === 0);
  }

  private bubble(key: Key, sealed: InboxMessage, message: CircleMessage): DocumentFragment {
    const row = find<HTMLTemplateElement>("template[data-message]").content.cloneNode(true) as DocumentFragment;
    const state = text(`inbox-status-${message.status}`);
    find(".who", row).textContent =
      `${text("inbox-from-circle")} · ${text("jsi-week", { week: message.week })} · ${state}`;
    find(".body", row).textContent = message.body;
    find("[data-enclosed]", row).append(...(message.attachments ?? []).map((file) => enclosed(key, file)));
    const button = find<HTMLButtonElement>("[data-delete]", row);
    let sure = false;
    button.addEventListener("click", () => {
      if (sure) void this.remove(key.library, sealed.id);
      sure = true;
      button.textContent = text("jsi-sure");
    });
    return row;
  }

  private done(message: string): void {
    const place = find("[data-done]");
    place.textContent = message;
    show(place);
    place.scrollIntoView({ block: "center" });
  }

  private async remove(crypto: Library, id: string): Promise<void> {
    const error = find("[data-error]", this.replyForm);
    fail(error, "");
    try {
      await request(`/api/inbox/messages/${id}`, { method: "DELETE", headers: this.authorization(crypto) }).catch(
        (problem: unknown) => {
          // Deleted already: the first answer was lost.
          if (!isRefused(problem, "not-found")) throw problem;
        },
      );
      await this.load(crypto);
      this.done(text("inbox-deleted"));
    } catch (problem) {
      this.failed(problem, error);
    }
  }

  private async answer(): Promise<void> {
    const error = find("[data-error]", this.replyForm);
    fail(error, "");
    await this.voices.finish();
    const spoken = this.voices.of("reply");
    const body = this.reply.value;
    if (!body.trim() && this.files.isEmpty && !spoken) {
      fail(error, text("jsi-empty-reply"));
      return;
    }
    const button = find<HTMLButtonElement>("[data-test=reply-send]");
    button.disabled = true;
    const said = async (): Promise<Reply> => {
      const files = [...(spoken ? [spoken] : []), ...(await this.files.ready())];
      return { id: this.replies.of(body, ...files), body, files };
    };
    if (await this.sendAgain(said, error)) {
      this.replies.arrived();
      this.reply.value = "";
      this.files.clear();
      this.voices.forget();
      this.done(text("inbox-reply-sent"));
    }
    button.disabled = false;
  }

  private async consent(form: HTMLFormElement): Promise<void> {
    const error = find("[data-error]", form);
    const chosen = form.querySelector<HTMLInputElement>("input:checked");
    fail(error, chosen ? "" : text("jsi-choose-consent"));
    if (!chosen) return;
    const consent = Number(chosen.value);
    const said = async (): Promise<Reply> => ({ id: this.changes.of(consent), body: "", files: [], consent });
    if (!(await this.sendAgain(said, error))) return;
    this.changes.arrived();
    form.reset();
    this.done(text("inbox-consent-changed"));
  }

  /**
   * Encrypts again when the circle's key or the ticket changed, or the server lost a file, meanwhile. False when it
   * could not be sent.
   */
  private async sendAgain(said: () => Promise<Reply>, error: HTMLElement): Promise<boolean> {
    this.working.visible(true);
    try {
      for (let tries = 1; ; tries++) {
        try {
          await this.send(await library(), await said());
          return true;
        } catch (problem) {
          const overtaken = isRefused(problem, "stale-revision");
          if (tries > 3 || !(overtaken || renews(problem, this.sent))) throw problem;
          // Somebody else has written with this receipt: the number that is signed is another.
          if (overtaken) await this.load(await library());
        }
      }
    } catch (problem) {
      this.failed(problem, error);
      return false;
    } finally {
      this.working.visible(false);
    }
  }

  private async send(crypto: Library, { id, body, files, consent }: Reply): Promise<void> {
    this.working.say(text("js-verify"));
    // An answer needs no open intake; files need its ticket.
    const statements = await chain(crypto, this.consultation, this.root());
    const { recipient, number } = current(crypto, statements);
    let attachments: Attachment[] = [];
    if (files.length > 0) {
      this.working.say(text("js-ticket"));
      const { offer } = await intake(crypto, this.consultation, this.root());
      const { challenge, work } = offer.ticket;
      const ticket = await solveTicket(challenge, workFor(work, sealedBytes(crypto, files)));
      const link = new Link(new AbortController().signal);
      const say = (stage: string, done?: number): void => this.working.say(stage, done);
      const target = { recipient: offer.recipient, ticket };
      attachments = await uploadAll({ library: crypto, link, say }, target, files, this.sent);
    }
    this.working.say(text("js-encrypt"));
    const document = await this.signed(crypto, { body, attachments, consent });
    const sealed = await crypto.age.seal([recipient], crypto.bytes.utf8(JSON.stringify(document)));
    const form = new FormData();
    form.set("id", id);
    form.set("sequence", String(this.answers));
    form.set("epoch", String(number));
    form.set("attachments", attachments.map((attachment) => attachment.blob).join(" "));
    form.set("envelope", new Blob([sealed as BlobPart], { type: "application/octet-stream" }), "envelope");
    await request("/api/inbox/messages", { method: "POST", body: form, headers: this.authorization(crypto) });
    this.answers += 1;
  }

  /** A message under the receipt's own signature: nobody else can raise what may be done with the report. */
  private async signed(crypto: Library, words: object): Promise<SignedDocument> {
    const { derived, consultation, answers: sequence } = this;
    const opening = window.suturaOpening;
    if (!derived || !opening) throw new Error("the inbox is closed");
    const source = await crypto.age.recipientOf(crypto.age.identityOf(derived.seed));
    const content = { consultation, source, sequence, week: opening.weekOf(Date.now()), ...words };
    return opening.signDocument("answer", "source", content, derived.signing);
  }

  private async withdraw(): Promise<void> {
    const error = find("[data-withdraw-error]");
    fail(error, "");
    try {
      await request("/api/inbox", { method: "DELETE", headers: this.authorization(await library()) }).catch(
        (problem: unknown) => {
          // Withdrawn already: the first answer was lost, and the receipt with which this page opened is no more.
          if (!isRefused(problem, "receipt-unknown")) throw problem;
        },
      );
      this.forget();
      show(this.section, false);
      show(find("[data-withdrawn]"));
      focus(find("[data-withdrawn]"));
    } catch (problem) {
      this.failed(problem, error);
    }
  }
}

asksAlso(INBOX);
new InboxPage();
