// One circle's cases: its list, the record of each, attachments, the export. Fetched and saved as ciphertext.
import { open, recipientOf, seal } from "../../crypto/age";
import type { Bundle } from "../../crypto/bundle";
import { utf8 } from "../../crypto/bytes";
import { type SignedDocument, signDocument, verifyDocument } from "../../crypto/document";
import { Refused } from "../ui/api";
import { type CaughtUp, NOTHING, catchUp } from "./catch-up";
import { Exchange, levelOf } from "./exchange";
import { extend } from "../case/history";
import { merge } from "../case/merge";
import { Outbox } from "./outbox";
import { Pool } from "./pool";
import { type Attachment, type Case, type CaseRecord, type Row, parse, recordOf } from "../case/case";
import { Sync } from "./sync";
import type { Session } from "../keys/session";

export class Cases {
  readonly exchange: Exchange;
  private readonly sync: Sync;
  private readonly outbox: Outbox;
  /** What became of what had waited, since something last began to wait. */
  told: CaughtUp = NOTHING;

  constructor(
    private readonly session: Session,
    readonly consultation: string,
  ) {
    this.exchange = new Exchange(session, consultation);
    this.sync = new Sync(session, consultation);
    this.outbox = new Outbox(session, consultation);
  }

  private key(epoch: number): Bundle {
    const bundle = this.session.epoch(this.consultation, epoch);
    if (!bundle) throw new Error("no key of this epoch");
    return bundle;
  }

  /**
   * All reports, the latest first, with the keys of today. `onSome` is told of those that are open already, more each time;
   * what was open before and has not changed is not fetched or opened again.
   */
  async list(onSome: (cases: Case[], total: number) => void): Promise<Case[]> {
    await this.session.refresh();
    const told = await catchUp(this.session, this, this.outbox);
    this.told = {
      sent: this.told.sent + told.sent,
      joined: this.told.joined + told.joined,
      gone: this.told.gone + told.gone,
      refused: told.refused,
    };
    return this.sync.run(onSome);
  }

  /** The case with its record as it now lies on the server. */
  async withRecord(report: Case): Promise<Case> {
    const response = await this.session.api.request(`/api/desk/reports/${report.row.id}/case`);
    const revision = Number((response.headers.get("ETag") ?? '"0"').replace(/"/g, ""));
    const row = { ...report.row, revision };
    if (response.status === 204) return { ...report, row, recordReadable: true };
    const epoch = Number(response.headers.get("Sutura-Epoch"));
    const plain = await open(new Uint8Array(await response.arrayBuffer()), this.key(epoch).identity);
    const document = parse<SignedDocument>(plain);
    const by = document.by.replace("member:", "");
    const signer = this.session.signers(this.consultation).find((one) => one.id === by);
    if (!signer || !verifyDocument(document, "case", document.by, signer.signing))
      throw new Error("the record is not signed");
    const record = recordOf(JSON.parse(document.signed) as Partial<CaseRecord>);
    if (record.report !== report.row.id || record.revision !== revision)
      throw new Error("the record is for another report, or an older one");
    return { ...report, row, record, recordReadable: true, by, authorKnown: signer.known };
  }

  /** How many changes wait to be sent. */
  async waiting(): Promise<number> {
    return (await this.outbox.list()).length;
  }

  /**
   * Saves a record over the revision that was read; a refusal `stale-revision` means somebody was first. Without a network it
   * waits in this browser, sealed, and is sent with the next list.
   */
  async save(report: Case, record: CaseRecord, reason?: string): Promise<Case> {
    if (!report.recordReadable) throw new Error("the record on the server was not read");
    try {
      return await this.send(report, record, reason);
    } catch (problem) {
      // `fetch` tells of a network that is not there by a TypeError.
      if (!(problem instanceof TypeError) || reason !== undefined) throw problem;
      const content = { ...record, history: report.record.history, revision: report.record.revision };
      this.told = NOTHING;
      await this.outbox.put({ row: report.row, base: report.record, content });
      return { ...report, record: content, base: report.base ?? report.record };
    }
  }

  /** As `save`, and fails without a network. */
  async send(report: Case, record: CaseRecord, reason?: string): Promise<Case> {
    const { api, bundle, me } = this.session;
    const now = { ...record, report: report.row.id, revision: report.row.revision + 1 };
    const content = { ...now, history: extend(report.base ?? report.record, now, me, bundle.signing, reason) };
    const document = signDocument("case", `member:${me.member}`, content, bundle.signing);
    const recipient = await recipientOf(this.key(report.row.epoch).identity);
    const sealed = await seal([recipient], utf8(JSON.stringify(document)));
    const rejected = record.status === "rejected";
    const state = rejected || record.status === "closed" ? "closed" : "active";
    const response = await api.request(
      `/api/desk/reports/${report.row.id}/case?epoch=${report.row.epoch}&state=${state}&brief=${rejected}`,
      {
        method: "PUT",
        headers: { "If-Match": `"${report.row.revision}"` },
        body: sealed as BodyInit,
      },
    );
    const revision = Number((response.headers.get("ETag") ?? '"0"').replace(/"/g, ""));
    // What had waited is in it.
    const { base, ...sent } = report;
    if (base) await this.outbox.drop(report.row.id);
    return {
      ...sent,
      base: undefined,
      row: { ...report.row, revision, state },
      record: { ...content, revision },
      by: me.member,
      authorKnown: true,
    };
  }

  /** Saves over what is there now when somebody else was first: what they changed stays beside what is changed here. */
  async saveOver(report: Case, record: CaseRecord): Promise<Case> {
    try {
      return await this.save(report, record);
    } catch (problem) {
      if (!(problem instanceof Refused) || problem.code !== "stale-revision") throw problem;
      const theirs = await this.withRecord(report);
      return this.save(theirs, merge(report.base ?? report.record, record, theirs.record).merged);
    }
  }

  /** What the source agrees to now, asked of the server: the exchange may have changed it since the report was written. */
  async consentNow(report: Case): Promise<number> {
    const { messages } = await this.exchange.thread(report.row.id, true);
    return levelOf(messages, report);
  }

  /** As `consentNow`, for many: only those whose source has written, as the server counts now, are asked for one by one. */
  async consentsNow(all: Case[]): Promise<Case[]> {
    const { reports } = await this.session.api.json<{ reports: Row[] }>(
      `/api/desk/circles/${this.consultation}/reports`,
    );
    const answers = new Map(reports.map((row) => [row.id, row.answers]));
    const now: Case[] = [];
    for (const report of all.filter((each) => answers.has(each.row.id))) {
      now.push({
        ...report,
        consent: answers.get(report.row.id) === 0 ? (report.envelope?.consent ?? 0) : await this.consentNow(report),
      });
    }
    return now;
  }

  /** Keeps a report longer. The reason is in its history before the server is asked. */
  async postpone(report: Case, reason: string): Promise<Case> {
    const noted = await this.save(report, report.record, reason);
    const { due } = await this.session.api.post<{ due: string }>(`/api/desk/reports/${report.row.id}/postponement`, {});
    return { ...noted, row: { ...noted.row, due } };
  }

  /** An attachment in clear, opened by a Worker; throws when it is not what the envelope announced. */
  async attachment(report: Case, attachment: Attachment): Promise<Uint8Array> {
    const bytes = await this.session.api.bytes(`/api/desk/reports/${report.row.id}/attachments/${attachment.blob}`);
    const pool = new Pool(1);
    let found: Uint8Array | null = null;
    try {
      pool.setKeys(this.sync.keys());
      const job = {
        kind: "file" as const,
        id: attachment.blob,
        bytes,
        sha256: attachment.sha256,
        size: attachment.size,
      };
      await pool.open([job], (opened) => {
        for (const each of opened) if (each.kind === "file") found = each.plain;
      });
    } finally {
      pool.close();
    }
    if (!found) throw new Error("the file is not what was announced");
    return found;
  }
}
