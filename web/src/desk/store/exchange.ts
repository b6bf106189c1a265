// The exchange with the sources of one circle: messages opened and verified, written and signed, with their files.
import { open, seal } from "../../crypto/age";
import { fromBase64, hex, utf8 } from "../../crypto/bytes";
import { type SignedDocument, signDocument, verifyDocument } from "../../crypto/document";
import { isInPeriod } from "../../crypto/statement";
import { sha256 } from "@noble/hashes/sha2.js";
import type { IntakeOffer, Thread, ThreadMessage } from "../../wire";
import { solveTicket, workFor } from "../../page/derivation";
import { isOffline, otherAnswer } from "../../page/request";
import { randomId } from "../../page/sent-once";
import { CiphertextCache, threadKey } from "./cache";
import type { Attachment, Case } from "../case/case";
import { attachmentsOf, lines, parse } from "../case/reading";
import { sealToCircle } from "../keys/sealing";
import type { Session } from "../keys/session";
import { TICKETS, onTop } from "../ui/retry";

export interface Message {
  id: string;
  from: "source" | "circle";
  week: string;
  body: string;
  attachments: Attachment[];
  /** The consent level from then on, if the source changed it. */
  consent?: number;
  readable: boolean;
  /** Whether the receipt's key has signed it, or for the circle an epoch's. */
  signed: boolean;
}

/**
 * The consent level after these messages. What cannot be read may have lowered it; what the source did not sign may
 * lower it, and never raises it.
 */
export const levelOf = (messages: Message[], report: Case): number => {
  let level = report.envelope?.consent ?? 0;
  for (const { from, readable, signed, consent } of messages) {
    if (from !== "source") continue;
    if (!readable) return 0;
    if (consent !== undefined) level = signed ? consent : Math.min(level, consent);
  }
  return level;
};

/** What a source says, as a stranger's browser wrote it. */
interface Said {
  consultation?: unknown;
  source?: unknown;
  sequence?: unknown;
  week?: unknown;
  body?: unknown;
  attachments?: unknown;
  consent?: unknown;
}

type Content = Pick<Message, "body" | "attachments" | "consent">;

/** What the circle signs for a source (protocol 4.4). */
interface CircleSaid extends Dated {
  report: string;
  source: string;
  sequence: number;
  body: string;
  attachments?: unknown;
}

interface Dated {
  week: string;
}

type Signed = Pick<Message, "signed">;

const isLevel = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 4;

/** What a source says; throws when its files do not have the form of announcements. */
const contentOf = ({ body = "", attachments, consent }: Said): Content => ({
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

/** What is said to a source. */
export interface Asked {
  id: string;
  body: string;
  status: string;
  files: Enclosed[];
}

export class Exchange {
  constructor(
    private readonly session: Session,
    private readonly consultation: string,
  ) {}

  /** `now`: only what the server says, not what was kept. */
  async thread(report: Case, now = false): Promise<{ messages: Message[]; next: number }> {
    const list = await this.sealed(report.row.id, now);
    await this.session.expectEpochs(this.consultation, [...new Set(list.messages.map(({ epoch }) => epoch))]);
    let answers = 0;
    const opened = list.messages.map((sealed) =>
      this.message(report, sealed, sealed.from === "source" ? answers++ : sealed.sequence),
    );
    const messages = await Promise.all(opened);
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
        isOffline(problem) && !now ? (await cache.get([threadKey(report)])).get(threadKey(report)) : undefined;
      if (!kept) throw problem;
      return parse<Thread>(kept.bytes);
    } finally {
      cache.close();
    }
  }

  /** A message in clear, or one that says that it cannot be read. */
  private async message(report: Case, sealed: ThreadMessage, place: number): Promise<Message> {
    const { id, from, week } = sealed;
    try {
      const { identity } = this.session.key(this.consultation, sealed.epoch);
      const document = parse<SignedDocument>(await open(fromBase64(sealed.ciphertext), identity));
      const said = from === "source" ? this.bySource(document, report, place) : this.byCircle(document, report, place);
      return { id, from, week, ...said, readable: true };
    } catch {
      return { id, from, week, body: "", attachments: [], readable: false, signed: false };
    }
  }

  /**
   * What the source wrote; throws when it is signed for something else than this place of its exchange. Whoever sealed
   * their report by hand has no key that the circle could know: what comes for them counts as unsigned.
   */
  private bySource(document: SignedDocument, { envelope }: Case, place: number): Content & Partial<Dated> & Signed {
    const said = JSON.parse(document.signed) as Said;
    if (!envelope?.source_signing) return { ...contentOf(said), signed: false };
    const meant =
      said.consultation === this.consultation && said.source === envelope.source_recipient && said.sequence === place;
    const holds = verifyDocument(document, "answer", "source", envelope.source_signing);
    if (!holds || !meant) throw new Error("forged");
    return { ...contentOf(said), week: typeof said.week === "string" ? said.week : "", signed: true };
  }

  /**
   * What the circle wrote, and the week that it signed; throws unless an epoch of it has signed that within its period,
   * for this source and this place of its exchange.
   */
  private byCircle(document: SignedDocument, { row, envelope }: Case, place: number): Content & Dated & Signed {
    const statements = this.session.watch.statements(this.consultation);
    const statement = statements.find(({ number }) => document.by === `epoch:${number}`);
    const signed = statement && verifyDocument(document, "message", document.by, statement.signing);
    const content = JSON.parse(document.signed) as CircleSaid;
    const { report, source, week } = content;
    const meant = report === row.id && source === envelope?.source_recipient && content.sequence === place;
    if (!signed || !meant || !isInPeriod(statements, statement.number, week)) throw new Error("forged");
    return { body: content.body, attachments: attachmentsOf(content.attachments ?? []), week, signed: true };
  }

  /**
   * Sends a message to the source, signed by the epoch so that members cannot be told apart. The server takes an `id`
   * once.
   */
  async ask(report: Case, sequence: number, said: Asked): Promise<void> {
    const { session, consultation } = this;
    const source = report.envelope?.source_recipient;
    if (!source) throw new Error("no key");
    const { body, status, files } = said;
    const { id } = report.row;
    await sealToCircle(session, consultation, async ({ number, recipient, signing }) => {
      const attachments = await this.upload([recipient, source], files);
      const content = { report: id, source, sequence, body, attachments, status, week: session.me.week };
      const document = signDocument("message", `epoch:${number}`, content, signing);
      const sealed = await seal([recipient, source], utf8(JSON.stringify(document)));
      const blobs = attachments.map((file) => file.blob).join("+");
      const query = `id=${said.id}&epoch=${number}&sequence=${sequence}&attachments=${blobs}`;
      await session.api.request(`/api/desk/reports/${id}/messages?${query}`, {
        method: "POST",
        body: sealed as BodyInit,
      });
    });
  }

  /** A ticket under the work that so many bytes cost now. */
  private async ticket(files: Enclosed[]): Promise<string> {
    const { ticket } = await this.session.api.json<IntakeOffer>(`/api/intake/${this.consultation}`);
    // A little more than they have once they are sealed: padding and header.
    const bytes = files.reduce((sum, { content }) => sum + content.size * 1.125 + 65_536, 0);
    return solveTicket(ticket.challenge, workFor(ticket.work, bytes));
  }

  /** Seals each file to the circle and to the source, and sends it under a ticket like everybody's. */
  private async upload(recipients: [circle: string, source: string], files: Enclosed[]): Promise<Attachment[]> {
    if (files.length === 0) return [];
    const { api } = this.session;
    let ticket = await this.ticket(files);
    const attachments: Attachment[] = [];
    for (const { content, name, type, altered } of files) {
      const plain = new Uint8Array(await content.arrayBuffer());
      const sealed = await seal(recipients, plain);
      const blob = randomId();
      const location = `/api/uploads/${blob}`;
      const create = async (again: boolean): Promise<void> => {
        if (again) ticket = await this.ticket(files);
        const length = { "Tus-Resumable": "1.0.0", "Upload-Length": String(sealed.length) };
        const headers = { ...length, "Sutura-Ticket": ticket, "Sutura-Upload": blob };
        const created = await api.request("/api/uploads", { method: "POST", headers });
        if (created.headers.get("Location") !== location) throw otherAnswer();
      };
      await onTop(create, 3, TICKETS);
      const stored = await api.request(location, {
        method: "PATCH",
        headers: { "Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream" },
        body: sealed as BodyInit,
      });
      if (Number(stored.headers.get("Upload-Offset")) !== sealed.length) throw otherAnswer();
      const spoken = altered === undefined ? {} : { question: "reply", altered };
      attachments.push({
        blob,
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
