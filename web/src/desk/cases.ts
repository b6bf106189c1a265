// Reports, case records, threads and attachments: fetched as ciphertext, opened here, saved as ciphertext.
import { open, openUnpadded, recipientOf, seal } from "../crypto/age";
import type { Bundle } from "../crypto/bundle";
import { unpad } from "../crypto/padding";
import { base64, fromUtf8, hex, utf8 } from "../crypto/bytes";
import { type Document, signDocument, verifyDocument } from "../crypto/document";
import { sha256 } from "@noble/hashes/sha2.js";
import type { Place } from "./data";
import { Exchange } from "./exchange";
import type { Session } from "./session";

export interface Row {
  id: string;
  epoch: number;
  week: string;
  form: "envelope" | "sealed";
  state: "fresh" | "active" | "closed";
  source_recipient: string | null;
  revision: number;
  /** Whether `epoch` is the one it is sealed to; if not, its reader finds out. */
  epoch_known: boolean;
  /** The burst in which it came, if it came in one. */
  burst: string | null;
}

export interface Attachment {
  blob: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  /** For a spoken answer: the question, and whether the voice was altered. */
  question?: string;
  altered?: boolean;
}

export interface Envelope {
  answers: Record<string, unknown>;
  interface_language: string;
  report_language: string;
  consent: number;
  source_recipient: string;
  attachments: Attachment[];
}

export interface Record_ {
  v: 1;
  report: string;
  revision: number;
  status: string;
  severity: string;
  category: string;
  place: Place | null;
  notes: string;
}

export interface Case {
  row: Row;
  /** Nothing when the file cannot be read. */
  envelope: Envelope | null;
  record: Record_;
  /** Whether `record` is what the server holds. If not, nothing may be saved over it. */
  recordReadable: boolean;
  by: string | null;
  /** What the source agrees to now; nothing until the exchange was read, where it may have been changed. */
  consent?: number;
}

const parse = <T>(bytes: Uint8Array): T => JSON.parse(fromUtf8(bytes)) as T;

const isText = (value: unknown): value is string => typeof value === "string";

/** The place that an answer names, if it has the form of one. */
const placeOf = (answer: unknown): Place | null => {
  const { country, region, cercle } = (typeof answer === "object" && answer !== null ? answer : {}) as Partial<Place>;
  return isText(country) && isText(region) ? { country, region, ...(isText(cercle) ? { cercle } : {}) } : null;
};

const fresh = (row: Row, envelope: Envelope | null): Record_ => {
  const categories = envelope?.answers["category"];
  return {
    v: 1,
    report: row.id,
    revision: row.revision,
    status: row.state === "fresh" ? "fresh" : "triage",
    severity: "",
    category: Array.isArray(categories) ? String(categories[0] ?? "") : "",
    place: placeOf(envelope?.answers["place"]),
    notes: "",
  };
};

/** Attachments as announced, if they have the form of announcements: a stranger wrote them. */
export const attachmentsOf = (value: unknown): Attachment[] => {
  if (!Array.isArray(value)) throw new Error("malformed attachments");
  return value.map((one: Partial<Attachment>) => {
    const { blob, name, type, size, sha256, question, altered } = one;
    if (!isText(blob) || !/^[0-9a-f]{32}$/.test(blob) || !isText(name) || !isText(type) || typeof size !== "number" || !isText(sha256)) {
      throw new Error("malformed attachment");
    }
    return { blob, name, type, size, sha256, ...(isText(question) ? { question, altered: altered === true } : {}) };
  });
};

/** The envelope inside a plaintext; throws when it has not the form of one. */
const envelopeOf = (plain: Uint8Array): Envelope => {
  const raw = parse<Partial<Envelope> | null>(plain);
  if (!raw || typeof raw.answers !== "object" || raw.answers === null || !isText(raw.source_recipient)) {
    throw new Error("malformed envelope");
  }
  return {
    answers: { ...raw.answers },
    interface_language: isText(raw.interface_language) ? raw.interface_language : "",
    report_language: isText(raw.report_language) ? raw.report_language : "und",
    consent: typeof raw.consent === "number" ? raw.consent : 0,
    source_recipient: raw.source_recipient,
    attachments: attachmentsOf(raw.attachments ?? []),
  };
};

/** A file sealed by hand holds what the person put into it: text, if it is text. */
const byHand = (row: Row, plain: Uint8Array): Envelope => {
  let account = "";
  try {
    account = fromUtf8(plain);
  } catch {
    account = `(${plain.length} octets)`;
  }
  return {
    answers: { account },
    interface_language: "",
    report_language: "und",
    consent: 0,
    source_recipient: row.source_recipient ?? "",
    attachments: [],
  };
};

/** The consent level that counts: what the source said last. */
export const consentOf = (one: Case): number => one.consent ?? one.envelope?.consent ?? 0;

export class Cases {
  readonly exchange: Exchange;

  constructor(
    private readonly session: Session,
    readonly consultation: string,
  ) {
    this.exchange = new Exchange(session, consultation);
  }

  private key(epoch: number): Bundle {
    const bundle = this.session.epoch(this.consultation, epoch);
    if (!bundle) throw new Error("no key of this epoch");
    return bundle;
  }

  /** Lists and opens all reports, a few at a time, with the keys of today. */
  async list(onProgress: (done: number, total: number) => void): Promise<Case[]> {
    await this.session.refresh();
    const { reports } = await this.session.api.json<{ reports: Row[] }>(
      `/api/desk/circles/${this.consultation}/reports`,
    );
    const cases: Case[] = [];
    let next = 0;
    const work = async (): Promise<void> => {
      for (let row = reports[next++]; row; row = reports[next++]) {
        cases.push(await this.case(row));
        onProgress(cases.length, reports.length);
      }
    };
    await Promise.all([work(), work(), work(), work()]);
    return cases.sort((a, b) => (a.row.week < b.row.week ? 1 : a.row.week > b.row.week ? -1 : a.row.id < b.row.id ? -1 : 1));
  }

  private async case(row: Row): Promise<Case> {
    let envelope: Envelope | null = null;
    try {
      const sealed = await this.session.api.bytes(`/api/desk/reports/${row.id}/envelope`);
      const { plain, epoch } = await this.openAny(sealed, row.epoch);
      if (!row.epoch_known) await this.sealedTo(row, epoch);
      envelope = row.form === "sealed" ? byHand(row, plain) : envelopeOf(unpad(plain));
    } catch {
      envelope = null;
    }
    const bare: Case = { row, envelope, record: fresh(row, envelope), recordReadable: row.revision === 0, by: null };
    return row.revision === 0 ? bare : this.withRecord(bare).catch(() => bare);
  }

  /** A report that was kept or sealed by hand may be to an earlier epoch than the one in which it arrived. */
  private async openAny(sealed: Uint8Array, arrived: number): Promise<{ plain: Uint8Array; epoch: number }> {
    for (const number of [arrived, ...this.epochs().filter((one) => one !== arrived)]) {
      const bundle = this.session.epoch(this.consultation, number);
      const plain = bundle && (await openUnpadded(sealed, bundle.identity).catch(() => undefined));
      if (plain) return { plain, epoch: number };
    }
    throw new Error("no key opens it");
  }

  /** Tells the server to which epoch a report is sealed, so that it knows when that key may go. Failing does no harm. */
  private async sealedTo(row: Row, epoch: number): Promise<void> {
    const body = JSON.stringify({ epoch });
    const headers = { "Content-Type": "application/json" };
    await this.session.api.request(`/api/desk/reports/${row.id}/epoch`, { method: "PUT", headers, body }).catch(() => undefined);
    row.epoch = epoch;
  }

  /** The epochs that this member holds, the latest first. */
  private epochs(): number[] {
    const circle = this.session.me.circles.find((one) => one.consultation === this.consultation);
    return (circle?.epochs ?? []).map((one) => one.number).filter((number) => this.session.epoch(this.consultation, number)).reverse();
  }

  /** The case with its record as it now lies on the server. */
  async withRecord(one: Case): Promise<Case> {
    const response = await this.session.api.request(`/api/desk/reports/${one.row.id}/case`);
    const revision = Number((response.headers.get("ETag") ?? '"0"').replace(/"/g, ""));
    const row = { ...one.row, revision };
    if (response.status === 204) return { ...one, row, recordReadable: true };
    const epoch = Number(response.headers.get("Sutura-Epoch"));
    const plain = await open(new Uint8Array(await response.arrayBuffer()), this.key(epoch).identity);
    const document = parse<Document>(plain);
    const by = document.by.replace("member:", "");
    const key = this.session.me.members[by]?.signing;
    if (!key || !verifyDocument(document, "case", document.by, key)) throw new Error("the record is not signed");
    const record = JSON.parse(document.signed) as Record_;
    if (record.report !== one.row.id) throw new Error("the record is for another report");
    return { ...one, row, record, recordReadable: true, by };
  }

  /** Saves a record over the revision that was read; a refusal `stale-revision` means somebody was first. */
  async save(one: Case, record: Record_): Promise<Case> {
    const { api, bundle, me } = this.session;
    if (!one.recordReadable) throw new Error("the record on the server was not read");
    const content = { ...record, report: one.row.id, revision: one.row.revision + 1 };
    const document = signDocument("case", `member:${me.member}`, content, bundle.signing);
    const recipient = await recipientOf(this.key(one.row.epoch).identity);
    const sealed = await seal([recipient], utf8(JSON.stringify(document)));
    const closed = record.status === "closed" || record.status === "rejected";
    const state = closed ? "closed" : "active";
    const response = await api.request(`/api/desk/reports/${one.row.id}/case?epoch=${one.row.epoch}&state=${state}`, {
      method: "PUT",
      headers: { "If-Match": `"${one.row.revision}"` },
      body: sealed as BodyInit,
    });
    const revision = Number((response.headers.get("ETag") ?? '"0"').replace(/"/g, ""));
    return { ...one, row: { ...one.row, revision, state }, record: { ...content, revision }, by: me.member };
  }

  /** An attachment in clear; throws when it is not what the envelope announced. */
  async attachment(one: Case, attachment: Attachment): Promise<Uint8Array> {
    const sealed = await this.session.api.bytes(`/api/desk/reports/${one.row.id}/attachments/${attachment.blob}`);
    for (const number of this.epochs()) {
      const plain = await open(sealed, this.key(number).identity).catch(() => undefined);
      if (plain && hex(sha256(plain)) === attachment.sha256 && plain.length === attachment.size) return plain;
    }
    throw new Error("the file is not what was announced");
  }

  /** The case with everything in it as one age file to this member, for `sutura open`. */
  async export(one: Case): Promise<Uint8Array> {
    const { bundle, me } = this.session;
    const { messages } = await this.exchange.thread(one.row.id);
    const announced = [...(one.envelope?.attachments ?? []), ...messages.flatMap((message) => message.attachments)];
    const files = [];
    for (const file of announced) files.push({ ...file, content: base64(await this.attachment(one, file)) });
    const content = { report: one.row, envelope: one.envelope, record: one.record, messages, files, week: me.week };
    const document = signDocument("export", `member:${me.member}`, content, bundle.signing);
    return seal([await recipientOf(bundle.identity)], utf8(JSON.stringify(document)));
  }
}
