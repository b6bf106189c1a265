// The exchange with the sources of one circle: messages opened and verified, written and signed, with their files.
import { open, recipientOf, seal } from "../../crypto/age";
import type { Bundle } from "../../crypto/bundle";
import { fromBase64, hex, utf8 } from "../../crypto/bytes";
import { type SignedDocument, signDocument, verifyDocument } from "../../crypto/document";
import { publicKey } from "../../crypto/signing";
import { sha256 } from "@noble/hashes/sha2.js";
import type { IntakeOffer, Thread, ThreadMessage } from "../../wire";
import { solveTicket, workFor } from "../../page/derivation";
import { CiphertextCache, threadKey } from "./cache";
import type { Attachment, Case } from "../case/case";
import { attachmentsOf, lines, parse } from "../case/reading";
import type { Session } from "../keys/session";

export interface Message {
  id: string;
  from: "source" | "circle";
  week: string;
  body: string;
  attachments: Attachment[];
  /** The consent level from then on, if the source changed it. */
  consent?: number;
  readable: boolean;
}

/** The consent level after these messages. What cannot be read may have lowered it. */
export const levelOf = (messages: Message[], report: Case): number => {
  if (messages.some((message) => message.from === "source" && !message.readable)) return 0;
  const levels = messages.flatMap((message) => message.consent ?? []);
  return levels[levels.length - 1] ?? report.envelope?.consent ?? 0;
};

/** What a message says, as a stranger's browser wrote it. */
interface Said {
  body?: unknown;
  attachments?: unknown;
  consent?: unknown;
}

type Content = Pick<Message, "body" | "attachments" | "consent">;

const isLevel = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 4;

/** What a source wrote; throws when its files do not have the form of announcements. */
const bySource = ({ body = "", attachments, consent }: Said): Content => ({
  body: lines(typeof body === "string" ? body : JSON.stringify(body)),
  attachments: attachmentsOf(attachments ?? []),
  ...(isLevel(consent) ? { consent } : {}),
});

/** What goes to a source with a message. */
export interface Enclosed {
  content: Blob;
  name: string;
  type: string;
  /** For a recording: whether the voice was altered. */
  altered?: boolean;
}

interface Current {
  number: number;
  bundle: Bundle;
}

export class Exchange {
  constructor(
    private readonly session: Session,
    private readonly consultation: string,
  ) {}

  /** `now`: only what the server says, not what was kept. */
  async thread(report: string, now = false): Promise<{ messages: Message[]; next: number }> {
    const list = await this.sealed(report, now);
    const messages = await Promise.all(list.messages.map((sealed) => this.message(report, sealed)));
    return { messages, next: list.next_sequence };
  }

  /** The messages as they lie on the server; without a network those that were fetched last, as ciphertext. */
  private async sealed(report: string, now: boolean): Promise<Thread> {
    const cache = await CiphertextCache.open(this.consultation);
    try {
      const list = await this.session.api.json<Thread>(`/api/desk/reports/${report}/messages`);
      await cache.put(new Map([[threadKey(report), { bytes: utf8(JSON.stringify(list)), epoch: 0 }]]));
      return list;
    } catch (problem) {
      const kept =
        problem instanceof TypeError && !now
          ? (await cache.get([threadKey(report)])).get(threadKey(report))
          : undefined;
      if (!kept) throw problem;
      return parse<Thread>(kept.bytes);
    } finally {
      cache.close();
    }
  }

  /** A message in clear, or one that says that it cannot be read. */
  private async message(report: string, sealed: ThreadMessage): Promise<Message> {
    const { id, from, week } = sealed;
    try {
      const { identity } = this.session.key(this.consultation, sealed.epoch);
      const content: unknown = parse(await open(fromBase64(sealed.ciphertext), identity));
      const said = from === "source" ? bySource(content as Said) : this.byCircle(content as SignedDocument, report);
      return { id, from, week, ...said, readable: true };
    } catch {
      return { id, from, week, body: "", attachments: [], readable: false };
    }
  }

  /** What the circle wrote; throws unless an epoch of it has signed that, for this report. */
  private byCircle(document: SignedDocument, report: string): Content {
    const epoch = this.session.key(this.consultation, Number(document.by.replace("epoch:", "")));
    const content = JSON.parse(document.signed) as Said & { body: string; report: string };
    const signed = verifyDocument(document, "message", document.by, publicKey(epoch.signing));
    if (!signed || content.report !== report) throw new Error("forged");
    return { body: content.body, attachments: attachmentsOf(content.attachments ?? []) };
  }

  /** Sends a message to the source, signed by the epoch so that members cannot be told apart. */
  async ask(report: Case, sequence: number, said: { body: string; status: string; files: Enclosed[] }): Promise<void> {
    const current = this.session.current(this.consultation);
    const source = report.envelope?.source_recipient;
    if (!current || !source) throw new Error("no key");
    const attachments = await this.upload(current, source, said.files);
    const { body, status } = said;
    const content = { report: report.row.id, sequence, body, attachments, status, week: this.session.me.week };
    const document = signDocument("message", `epoch:${current.number}`, content, current.bundle.signing);
    const sealed = await seal([await recipientOf(current.bundle.identity), source], utf8(JSON.stringify(document)));
    const files = attachments.map((file) => file.blob).join("+");
    const query = `epoch=${current.number}&sequence=${sequence}&attachments=${files}`;
    await this.session.api.request(`/api/desk/reports/${report.row.id}/messages?${query}`, {
      method: "POST",
      body: sealed as BodyInit,
    });
  }

  /** Seals each file to the circle and to the source, and sends it under a ticket like everybody's. */
  private async upload(current: Current, source: string, files: Enclosed[]): Promise<Attachment[]> {
    if (files.length === 0) return [];
    const { api } = this.session;
    const offer = await api.json<IntakeOffer>(`/api/intake/${this.consultation}`);
    // A little more than they have once they are sealed: padding and header.
    const bytes = files.reduce((sum, { content }) => sum + content.size * 1.125 + 65_536, 0);
    const ticket = await solveTicket(offer.ticket.challenge, workFor(offer.ticket.work, bytes));
    const recipients = [await recipientOf(current.bundle.identity), source];
    const attachments: Attachment[] = [];
    for (const { content, name, type, altered } of files) {
      const plain = new Uint8Array(await content.arrayBuffer());
      const sealed = await seal(recipients, plain);
      const headers = { "Tus-Resumable": "1.0.0", "Upload-Length": String(sealed.length), "Sutura-Ticket": ticket };
      const location = (await api.request("/api/uploads", { method: "POST", headers })).headers.get("Location") ?? "";
      await api.request(location, {
        method: "PATCH",
        headers: { "Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream" },
        body: sealed as BodyInit,
      });
      const spoken = altered === undefined ? {} : { question: "reply", altered };
      attachments.push({
        blob: location.split("/").pop() ?? "",
        name,
        type,
        size: plain.length,
        sha256: hex(sha256(plain)),
        ...spoken,
      });
    }
    return attachments;
  }
}
