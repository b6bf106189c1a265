// Changes of case records that could not be sent: kept in the browser's database, each sealed to the member who made
// it, until the server answers again. Ids beside ciphertext, nothing else.
import { type IDBPDatabase, deleteDB, openDB } from "idb";
import { open, recipientOf, seal } from "../../crypto/age";
import { utf8 } from "../../crypto/bytes";
import { merge } from "../case/merge";
import type { CaseRecord, Row } from "../case/case";
import { parse } from "../case/reading";
import type { Session } from "../keys/session";

const NAME = "sutura-outbox";
const STORE = "sealed";

/** A change that waits: what was read, and what was written on it. */
export interface Waiting {
  row: Row;
  base: CaseRecord;
  content: CaseRecord;
}

const database = (): Promise<IDBPDatabase> =>
  openDB(NAME, 1, { upgrade: (fresh) => void fresh.createObjectStore(STORE) });

export class Outbox {
  constructor(
    private readonly session: Session,
    private readonly consultation: string,
  ) {}

  private get prefix(): string {
    return `${this.session.me.member}/${this.consultation}/`;
  }

  private async run<T>(act: (db: IDBPDatabase) => Promise<T>): Promise<T> {
    const db = await database();
    try {
      return await act(db);
    } finally {
      db.close();
    }
  }

  private keys(db: IDBPDatabase): Promise<IDBValidKey[]> {
    return db.getAllKeys(STORE, IDBKeyRange.bound(this.prefix, `${this.prefix}g`));
  }

  /** Keeps a change; one that waits already for the same report is joined with it, on what was read first. */
  async put(change: Waiting): Promise<void> {
    const before = (await this.list()).find((other) => other.row.id === change.row.id);
    const { bundle } = this.session;
    const joined = before ? { ...before, content: merge(change.base, change.content, before.content).merged } : change;
    const sealed = await seal([await recipientOf(bundle.identity)], utf8(JSON.stringify(joined)));
    await this.run((db) => db.put(STORE, sealed, `${this.prefix}${change.row.id}`));
  }

  async list(): Promise<Waiting[]> {
    const sealed = await this.run(async (db) =>
      Promise.all((await this.keys(db)).map((key) => db.get(STORE, key) as Promise<Uint8Array>)),
    ).catch(() => []);
    const opened = await Promise.all(
      sealed.map((file) =>
        open(file, this.session.bundle.identity).then(
          (plain) => [parse<Waiting>(plain)],
          () => [],
        ),
      ),
    );
    return opened.flat();
  }

  /** Forgets a change that was sent, or cannot be. What was written since `sent` was read goes on waiting. */
  async drop(report: string, sent?: CaseRecord): Promise<void> {
    const now = sent && (await this.list()).find((other) => other.row.id === report);
    if (now && JSON.stringify(now.content) !== JSON.stringify(sent)) return;
    await this.run((db) => db.delete(STORE, `${this.prefix}${report}`));
  }
}

/** Deletes the database if nothing waits in it, of any member; tells how many changes wait. */
export const tidyOutbox = async (): Promise<number> => {
  const db = await database();
  const waiting = await db.count(STORE);
  db.close();
  if (waiting === 0) await deleteDB(NAME);
  return waiting;
};
