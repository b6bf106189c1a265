// One circle's cases: its list, the record of each, attachments, the export. Fetched and saved as ciphertext.
import { isOffline } from "../../page/request";
import type { Postponed, Reports } from "../../wire";
import { onTop } from "../ui/retry";
import type { Attachment, Case, CaseRecord } from "../case/case";
import { merge } from "../case/merge";
import type { Session } from "../keys/session";
import { type CaughtUp, NOTHING, catchUp } from "./catch-up";
import { Exchange, levelOf } from "./exchange";
import { Outbox } from "./outbox";
import type { Opened } from "./opener";
import { Pool } from "./pool";
import { Records } from "./records";
import { Sync } from "./sync";

export class Cases {
  readonly exchange: Exchange;
  private readonly sync: Sync;
  private readonly outbox: Outbox;
  private readonly records: Records;
  /** What became of what had waited, since something last began to wait. */
  told: CaughtUp = NOTHING;

  constructor(
    private readonly session: Session,
    readonly consultation: string,
  ) {
    this.exchange = new Exchange(session, consultation);
    this.sync = new Sync(session, consultation);
    this.outbox = new Outbox(session, consultation);
    this.records = new Records(session, consultation);
  }

  /**
   * All reports, the latest first, with the keys of today. `onSome` is told of those that are open already, more each
   * time; what was open before and has not changed is not fetched or opened again.
   */
  async list(onSome: (cases: Case[], total: number) => void): Promise<Case[]> {
    await this.session.refresh();
    const told = await catchUp(this.session, this.records, this.outbox);
    this.told = {
      sent: this.told.sent + told.sent,
      joined: this.told.joined + told.joined,
      gone: this.told.gone + told.gone,
      refused: told.refused,
    };
    return this.sync.run(onSome);
  }

  /** The case with its record as it now lies on the server. */
  withRecord(report: Case): Promise<Case> {
    return this.records.read(report);
  }

  /** How many changes wait to be sent. */
  async waiting(): Promise<number> {
    return (await this.outbox.list()).length;
  }

  /**
   * Saves a record over the revision that was read; a refusal `stale-revision` means somebody was first. Without a
   * network it waits in this browser, sealed, and is sent with the next list.
   */
  async save(report: Case, record: CaseRecord, reason?: string): Promise<Case> {
    if (!report.recordReadable) throw new Error("the record on the server was not read");
    try {
      return await this.send(report, record, reason);
    } catch (problem) {
      if (!isOffline(problem) || reason !== undefined) throw problem;
      const content = { ...record, history: report.record.history, revision: report.record.revision };
      this.told = NOTHING;
      await this.outbox.put({ row: report.row, base: report.record, content });
      return { ...report, record: content, base: report.base ?? report.record };
    }
  }

  /** As `save`, and fails without a network. */
  private async send(report: Case, record: CaseRecord, reason?: string): Promise<Case> {
    const saved = await this.records.write(report, record, reason);
    // What had waited is in it.
    if (report.base) await this.outbox.drop(report.row.id);
    return saved;
  }

  /** Saves over what is there now when somebody else was first: what they changed stays beside what is changed here. */
  saveOver(report: Case, record: CaseRecord): Promise<Case> {
    return onTop(async (again) => {
      if (!again) return this.save(report, record);
      const theirs = await this.withRecord(report);
      return this.save(theirs, merge(report.base ?? report.record, record, theirs.record).merged);
    }, 2);
  }

  /**
   * What the source agrees to now, asked of the server: the exchange may have changed it since the report was written.
   */
  async consentNow(report: Case): Promise<number> {
    const { messages } = await this.exchange.thread(report, true);
    return levelOf(messages, report);
  }

  /**
   * As `consentNow`, for many: only those whose source has written, as the server counts now, are asked for one by one.
   */
  async consentsNow(reports: Case[]): Promise<Case[]> {
    const listed = await this.session.api.json<Reports>(`/api/desk/circles/${this.consultation}/reports`);
    const answers = new Map(listed.reports.map((row) => [row.id, row.answers]));
    const now: Case[] = [];
    for (const report of reports.filter((each) => answers.has(each.row.id))) {
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
    const { due } = await this.session.api.post<Postponed>(`/api/desk/reports/${report.row.id}/postponement`, {});
    return { ...noted, row: { ...noted.row, due } };
  }

  /** An attachment in clear, opened by a Worker; throws when it is not what the envelope announced. */
  async attachment(report: Case, attachment: Attachment): Promise<Uint8Array> {
    const bytes = await this.session.api.bytes(`/api/desk/reports/${report.row.id}/attachments/${attachment.blob}`);
    const { blob: id, sha256, size } = attachment;
    const pool = new Pool(1);
    const opened: Opened[] = [];
    try {
      pool.setKeys(this.sync.keys());
      await pool.open([{ kind: "file", id, bytes, sha256, size }], (files) => opened.push(...files));
    } finally {
      pool.close();
    }
    const plain = opened[0]?.kind === "file" ? opened[0].plain : null;
    if (!plain) throw new Error("the file is not what was announced");
    return plain;
  }
}
