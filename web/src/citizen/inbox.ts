// The inbox page: opens with a receipt, shows the circle's verified messages, answers, deletes, withdraws.
import { Offline, Refused, json, request } from "./api";
import type { Library } from "./crypto";
import type { Opening } from "./crypto-inbox";
import { fail, fill, find, focus, make, show } from "./dom";
import { Files } from "./files";
import { KeyAlarm, chain, intake } from "./intake";
import { canEncrypt, library } from "./library";
import { quickExit } from "./quick-exit";
import { Sending } from "./sending";
import { Link } from "./link";
import { RETRIED, uploadAll } from "./submit";
import type { Attachment } from "./upload";
import type { Enclosure } from "./enclosure";
import { RECEIPT, type Derived } from "../crypto/derive";
import type { Document } from "../crypto/document";
import type { Statement } from "../crypto/statement";
import { text } from "../texts";
import { derive, solveTicket } from "../worker";

interface Inbox {
  consultation: string;
  messages: { id: string; sequence: number; week: string; ciphertext: string }[];
}

interface CircleMessage {
  sequence: number;
  body: string;
  status: string;
  week: string;
}

const openMessage = async (
  crypto: Library,
  opening: Opening,
  derived: Derived,
  statements: Statement[],
  ciphertext: string,
): Promise<CircleMessage> => {
  const plain = await opening.open(opening.fromBase64(ciphertext), crypto.age.identityOf(derived.seed));
  const document = JSON.parse(opening.fromUtf8(plain)) as Document;
  const statement = statements.find((one) => document.by === `epoch:${one.number}`);
  if (!statement || !opening.verifyDocument(document, "message", document.by, statement.signing)) {
    throw new Error("not signed by the circle");
  }
  return JSON.parse(document.signed) as CircleMessage;
};

class InboxPage {
  private readonly door = find<HTMLFormElement>("[data-open]");
  private readonly code = find<HTMLInputElement>("[data-test=inbox-code]");
  private readonly working = new Sending(find("[data-working]"));
  private readonly section = find("[data-thread]");
  private readonly reply = find<HTMLTextAreaElement>("[data-test=reply]");
  private readonly replyForm = find<HTMLFormElement>("form[data-reply]");
  private readonly files: Files;
  private derived: Derived | undefined;
  private consultation = "";
  /** Files that have arrived already, should the answer be sent again. */
  private readonly sent = { recipient: "", attachments: new Map<Enclosure, Attachment>() };

  constructor() {
    const error = find("[data-error]", this.replyForm);
    this.files = new Files(find("[data-test=attach]"), find("[data-files]"), error);
    // The reply belongs to an opened inbox only.
    this.reply.removeAttribute("data-test");
    this.door.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.open();
    });
    this.replyForm.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.answer();
    });
    find("[data-withdraw]").addEventListener("click", () => void this.withdraw());
    find("[data-leave]").addEventListener("click", () => {
      this.forget();
      location.reload();
    });
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) location.reload();
    });
    quickExit(() => this.forget());
    void library().catch(() => undefined);
  }

  private forget(): void {
    this.derived?.seed.fill(0);
    this.derived?.authenticator.fill(0);
    this.derived = undefined;
    this.code.value = "";
    this.reply.value = "";
    this.files.clear();
    fill(find("[data-messages]"));
  }

  /** The root key of this report's consultation, from the page. */
  private root(): string {
    const roots = (this.door.dataset["roots"] ?? "").split(",").map((pair) => pair.split(" "));
    return roots.find(([consultation]) => consultation === this.consultation)?.[1] ?? "";
  }

  private authorization(crypto: Library): Record<string, string> {
    return { Authorization: `Bearer ${crypto.bytes.base64url(this.derived?.authenticator ?? new Uint8Array())}` };
  }

  private async open(): Promise<void> {
    const error = find("[data-error]", this.door);
    fail(error, "");
    if (!canEncrypt()) {
      this.alarm(text("js-no-crypto"));
      return;
    }
    const crypto = await library().catch(() => null);
    const opening = window.suturaOpening;
    if (!crypto || !opening) {
      fail(error, text("js-offline"));
      return;
    }
    const typed = opening.parse(this.code.value);
    if ("mistyped" in typed) {
      const message = { length: "jsi-length", digit: "jsi-digit", check: "jsi-check" }[typed.mistyped];
      fail(error, text(message, { count: typed.count }));
      this.code.focus();
      return;
    }
    this.working.visible(true);
    this.working.say(text("jsi-deriving"));
    try {
      const instance = await json<{ id: string }>("/api/instance");
      const salt = crypto.receiptSalt(crypto.bytes.fromBase64url(instance.id));
      this.derived = await derive(typed.receipt, salt, RECEIPT, (done) => this.working.say(text("jsi-deriving"), done));
      await this.load(crypto);
      show(this.door, false);
      show(this.section);
      this.reply.setAttribute("data-test", "reply");
      focus(find("h2", this.section));
    } catch (problem) {
      this.failed(problem, error);
    }
    this.working.visible(false);
  }

  private failed(problem: unknown, place: HTMLElement): void {
    if (problem instanceof KeyAlarm) this.alarm(text("js-key-alarm"));
    else if (problem instanceof Refused && problem.message) fail(place, problem.message);
    else if (problem instanceof Offline) fail(place, text("js-offline"));
    else fail(place, text("js-no-crypto"));
  }

  private alarm(message: string): void {
    fail(find("[data-alarm]"), message);
    find("[data-alarm]").scrollIntoView({ block: "center" });
  }

  private async load(crypto: Library): Promise<void> {
    const inbox = await json<Inbox>("/api/inbox", { headers: this.authorization(crypto) });
    this.consultation = inbox.consultation;
    const statements = await chain(crypto, inbox.consultation, this.root());
    const template = find<HTMLTemplateElement>("template[data-message]");
    const rows: Node[] = [];
    let status = "received";
    for (const sealed of inbox.messages) {
      try {
        if (!this.derived || !window.suturaOpening) return;
        const message = await openMessage(crypto, window.suturaOpening, this.derived, statements, sealed.ciphertext);
        // A reply that is replayed or moved says another number than its place.
        if (message.sequence !== sealed.sequence) throw new Error("out of order");
        status = message.status;
        const row = template.content.cloneNode(true) as DocumentFragment;
        const state = text(`inbox-status-${message.status}`);
        find(".who", row).textContent = `${text("inbox-from-circle")} · ${text("jsi-week", { week: sealed.week })} · ${state}`;
        find(".body", row).textContent = message.body;
        find("[data-delete]", row).addEventListener("click", () => void this.remove(crypto, sealed.id));
        rows.push(row);
      } catch {
        this.alarm(text("jsi-forged"));
      }
    }
    fill(find("[data-messages]"), ...rows);
    find("[data-status]").textContent = text(`inbox-status-${status}`);
    show(find("[data-empty]"), rows.length === 0);
  }

  private done(message: string): void {
    const place = find("[data-done]");
    place.textContent = message;
    show(place);
    place.scrollIntoView({ block: "center" });
  }

  private async remove(crypto: Library, id: string): Promise<void> {
    try {
      await request(`/api/inbox/messages/${id}`, { method: "DELETE", headers: this.authorization(crypto) });
      await this.load(crypto);
      this.done(text("inbox-deleted"));
    } catch (problem) {
      this.failed(problem, find("[data-error]", this.replyForm));
    }
  }

  private async answer(): Promise<void> {
    const error = find("[data-error]", this.replyForm);
    fail(error, "");
    if (!this.reply.value.trim() && this.files.isEmpty) {
      fail(error, text("jsi-empty-reply"));
      return;
    }
    const button = find<HTMLButtonElement>("[data-test=reply-send]");
    button.disabled = true;
    this.working.visible(true);
    try {
      await this.sendAgain(await library());
      this.reply.value = "";
      this.files.clear();
      this.done(text("inbox-reply-sent"));
    } catch (problem) {
      this.failed(problem, error);
    }
    button.disabled = false;
    this.working.visible(false);
  }

  /** Encrypts again when the circle's key or the ticket changed meanwhile. */
  private async sendAgain(crypto: Library): Promise<void> {
    try {
      await this.send(crypto);
    } catch (problem) {
      if (!(problem instanceof Refused && RETRIED.has(problem.code))) throw problem;
      await this.send(crypto);
    }
  }

  private async send(crypto: Library): Promise<void> {
    this.working.say(text("js-verify"));
    // An answer needs no open intake; files need its ticket.
    const statements = await chain(crypto, this.consultation, this.root());
    const current = statements[statements.length - 1];
    if (!current) throw new KeyAlarm("no epoch");
    const files = await this.files.ready();
    let attachments: Attachment[] = [];
    if (files.length > 0) {
      this.working.say(text("js-ticket"));
      const { offer } = await intake(crypto, this.consultation, this.root());
      const ticket = await solveTicket(offer.ticket.challenge, offer.ticket.work);
      const link = new Link(new AbortController().signal);
      attachments = await uploadAll(crypto, offer.recipient, ticket, files, this.sent, (stage, done) => this.working.say(stage, done), link);
    }
    this.working.say(text("js-encrypt"));
    const plain = crypto.bytes.utf8(JSON.stringify({ v: 1, body: this.reply.value, attachments }));
    const sealed = await crypto.age.seal([current.recipient], plain);
    const form = new FormData();
    form.set("epoch", String(current.number));
    form.set("attachments", attachments.map((attachment) => attachment.blob).join(" "));
    form.set("envelope", new Blob([sealed as BlobPart], { type: "application/octet-stream" }), "envelope");
    await request("/api/inbox/messages", { method: "POST", body: form, headers: this.authorization(crypto) });
  }

  private async withdraw(): Promise<void> {
    try {
      await request("/api/inbox", { method: "DELETE", headers: this.authorization(await library()) });
      this.forget();
      show(this.section, false);
      show(find("[data-withdrawn]"));
      find("[data-withdrawn]").append(make("span", ""));
    } catch (problem) {
      this.failed(problem, find("[data-error]", this.replyForm));
    }
  }
}

new InboxPage();
