// Bringing a circle's reports into memory: what is new is fetched many at a time, kept as ciphertext, and opened by
// Workers, the latest first.
import { hex } from "../../crypto/bytes";
import type { CiphertextRequest, Reports } from "../../wire";
import { CiphertextCache, type Kept, envelopeKey, recordKey, threadKey } from "./cache";
import type { Job, Opened, OpenerKeys } from "./opener";
import { Pool } from "./pool";
import type { Case, Envelope, CaseRecord, Row } from "../case/case";
import { fresh } from "../case/reading";
import { seenBy } from "./seen";
import type { Session } from "../keys/session";

/** Reports of one round: the first fills a screen, the others the network. */
const FIRST = 24;
const ROUND = 240;
const ENVELOPE = 1;
const HEADER = 29;

/** What is known of one report. */
interface Known {
  envelope: Envelope | null | undefined;
  epoch: number;
  record: { revision: number; record: CaseRecord | null; by: string } | undefined;
}

/** The frames of `POST …/ciphertexts` (docs/protocol.md). */
const frames = (bytes: Uint8Array): Map<string, Kept> => {
  const files = new Map<string, Kept>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + HEADER <= bytes.length;) {
    const id = hex(bytes.subarray(at + 1, at + 17));
    const length = view.getUint32(at + 25);
    const key = bytes[at] === ENVELOPE ? envelopeKey(id) : recordKey(id, view.getUint32(at + 17));
    files.set(key, { bytes: bytes.slice(at + HEADER, at + HEADER + length), epoch: view.getUint32(at + 21) });
    at += HEADER + length;
  }
  return files;
};

const latestFirst = (a: Row, b: Row): number => (a.week < b.week ? 1 : a.week > b.week ? -1 : a.id < b.id ? -1 : 1);

export class Sync {
  private readonly known = new Map<string, Known>();
  /** Answers that this member has read, by report. */
  private seen = new Map<string, number>();

  constructor(
    private readonly session: Session,
    private readonly consultation: string,
  ) {}

  async run(onSome: (cases: Case[], total: number) => void): Promise<Case[]> {
    const path = `/api/desk/circles/${this.consultation}/reports`;
    const { reports } = await this.session.api.json<Reports>(path);
    reports.sort(latestFirst);
    await this.session.expectEpochs(this.consultation, [...new Set(reports.map((row) => row.epoch))]);
    this.seen = await seenBy(this.session.me.member);
    const cache = await CiphertextCache.open(this.consultation);
    const pool = new Pool();
    try {
      const here = await cache.keep(new Set(reports.flatMap((row) => keysOf(row))));
      this.forget(reports);
      pool.setKeys(this.keys());
      const open: Case[] = [];
      const rounds = [reports.slice(0, FIRST), ...chunks(reports.slice(FIRST), ROUND)];
      // The next round is fetched while this one is opened.
      let next = this.fetch(rounds[0] ?? [], cache, here);
      for (const [number, rows] of rounds.entries()) {
        const files = await next;
        next = this.fetch(rounds[number + 1] ?? [], cache, here);
        next.catch(() => undefined);
        await cache.drop(await this.open(rows, files, pool));
        open.push(...rows.map((row) => this.case(row)));
        onSome([...open], reports.length);
      }
      return open;
    } finally {
      pool.close();
      cache.close();
    }
  }

  /** Forgets reports that are gone, and what must be tried again: unreadable ones, for which a key may have come. */
  private forget(reports: Row[]): void {
    const rows = new Map(reports.map((row) => [row.id, row]));
    for (const [id, known] of this.known) {
      const row = rows.get(id);
      if (!row) this.known.delete(id);
      else if (known.envelope === null) known.envelope = undefined;
      if (row && (known.record?.revision !== row.revision || known.record.record === null)) known.record = undefined;
    }
  }

  keys(): OpenerKeys {
    const epochs = this.session
      .held(this.consultation)
      .map((number): [number, string] => [number, this.session.key(this.consultation, number).identity]);
    return { epochs, signers: this.session.signers(this.consultation) };
  }

  /** The files of `rows` that are not open yet: from the cache, or else from the server. */
  private async fetch(rows: Row[], cache: CiphertextCache, here: Set<string>): Promise<Map<string, Kept>> {
    const wanted = rows.flatMap((row) => {
      const known = this.known.get(row.id);
      const record = row.revision > 0 && !known?.record ? [recordKey(row.id, row.revision)] : [];
      return [...(known?.envelope === undefined ? [envelopeKey(row.id)] : []), ...record];
    });
    const files = await cache.get(wanted.filter((key) => here.has(key)));
    for (let missing = wanted.filter((key) => !files.has(key)); missing.length > 0;) {
      const fetched = frames(await this.ask(missing));
      await this.session.expectEpochs(this.consultation, [...new Set([...fetched.values()].map(({ epoch }) => epoch))]);
      await cache.put(fetched);
      for (const [key, kept] of fetched) files.set(key, kept);
      const left = missing.filter((key) => !files.has(key));
      // A record that changed meanwhile comes under another revision, a report that was withdrawn does not come at all.
      if (left.length === missing.length || fetched.size === 0) break;
      missing = left;
    }
    return files;
  }

  private async ask(keys: string[]): Promise<Uint8Array> {
    const ids = (kind: string): string[] =>
      keys.filter((key) => key.split("/")[1] === kind).map((key) => key.slice(0, 32));
    const wanted: CiphertextRequest = { envelopes: ids("envelope"), records: ids("record") };
    const body = JSON.stringify(wanted);
    const init = { method: "POST", headers: { "Content-Type": "application/json" }, body };
    return this.session.api.bytes(`/api/desk/circles/${this.consultation}/ciphertexts`, init);
  }

  /** Opens the files of `rows`; returns the keys of those that did not open. */
  private async open(rows: Row[], files: Map<string, Kept>, pool: Pool): Promise<string[]> {
    const jobs: Job[] = [];
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const row of rows) {
      const envelope = files.get(envelopeKey(row.id));
      const record = files.get(recordKey(row.id, row.revision));
      if (envelope) jobs.push({ kind: "envelope", row, bytes: envelope.bytes });
      if (record)
        jobs.push({ kind: "record", id: row.id, epoch: record.epoch, revision: row.revision, bytes: record.bytes });
    }
    const told: Promise<void>[] = [];
    const closed: string[] = [];
    await pool.open(jobs, (opened) => {
      for (const file of opened) {
        const row = byId.get(file.id);
        if (!row) continue;
        this.take(row, file);
        if (file.kind === "envelope" && !file.envelope) closed.push(envelopeKey(row.id));
        if (file.kind === "record" && !file.record) closed.push(recordKey(row.id, row.revision));
        if (file.kind === "envelope" && file.envelope && !row.epoch_known) told.push(this.sealedTo(row, file.epoch));
      }
    });
    await Promise.all(told);
    return closed;
  }

  private take(row: Row, opened: Opened): void {
    if (opened.kind === "file") return;
    const known = this.known.get(row.id) ?? { envelope: undefined, epoch: row.epoch, record: undefined };
    if (opened.kind === "envelope") Object.assign(known, { envelope: opened.envelope, epoch: opened.epoch });
    else known.record = { revision: row.revision, record: opened.record, by: opened.by };
    this.known.set(row.id, known);
  }

  private case(row: Row): Case {
    const known = this.known.get(row.id);
    const envelope = known?.envelope ?? null;
    const { record, by } = known?.record ?? { record: null, by: "" };
    const unread = Math.max(0, row.answers - (this.seen.get(row.id) ?? 0));
    return {
      row,
      envelope,
      unread,
      record: record ?? fresh(row, envelope),
      recordReadable: row.revision === 0 || record !== null,
      by: by || null,
    };
  }

  /**
   * Tells the server to which epoch a report is sealed, so that it knows when that key may go. Failing does no harm.
   */
  private async sealedTo(row: Row, epoch: number): Promise<void> {
    await this.session.api.put(`/api/desk/reports/${row.id}/epoch`, { epoch }).catch(() => undefined);
    row.epoch = epoch;
  }
}

const keysOf = (row: Row): string[] => [
  envelopeKey(row.id),
  threadKey(row.id),
  ...(row.revision > 0 ? [recordKey(row.id, row.revision)] : []),
];

const chunks = <T>(list: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, at * size + size));
