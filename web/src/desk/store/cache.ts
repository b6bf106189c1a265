// Ciphertext that was fetched before, in the browser's database, so that a desk with thousands of reports fetches only
// what is new. Nothing in clear, no key: who takes the computer finds what the server has. A browser without such a
// database fetches everything each time.
import { type IDBPDatabase, deleteDB, openDB } from "idb";

const NAME = "sutura-desk";
const STORE = "ciphertext";

/** A file of ciphertext: a report, or a revision of its case record. */
export interface Kept {
  bytes: Uint8Array;
  epoch: number;
}

export const envelopeKey = (id: string): string => `${id}/envelope`;
export const threadKey = (id: string): string => `${id}/thread`;
export const recordKey = (id: string, revision: number): string => `${id}/record/${revision}`;

export class CiphertextCache {
  private constructor(
    private readonly db: IDBPDatabase | undefined,
    private readonly consultation: string,
  ) {}

  static async open(consultation: string): Promise<CiphertextCache> {
    const db = await openDB(NAME, 1, { upgrade: (fresh) => void fresh.createObjectStore(STORE) }).catch(
      () => undefined,
    );
    return new CiphertextCache(db, consultation);
  }

  private get keys(): IDBKeyRange {
    return IDBKeyRange.bound(`${this.consultation}/`, `${this.consultation}0`, false, true);
  }

  /** Keeps those of `wanted`, deletes everything else of this consultation, and says which of them are here. */
  async keep(wanted: Set<string>): Promise<Set<string>> {
    if (!this.db) return new Set();
    try {
      const keys = (await this.db.getAllKeys(STORE, this.keys)) as string[];
      const here = keys.map((key) => key.slice(this.consultation.length + 1));
      const gone = here.filter((key) => !wanted.has(key));
      const tx = this.db.transaction(STORE, "readwrite");
      await Promise.all(gone.map((key) => tx.store.delete(`${this.consultation}/${key}`)));
      await tx.done;
      return new Set(here.filter((key) => wanted.has(key)));
    } catch {
      return new Set();
    }
  }

  async get(keys: string[]): Promise<Map<string, Kept>> {
    const found = new Map<string, Kept>();
    if (!this.db || keys.length === 0) return found;
    try {
      const tx = this.db.transaction(STORE);
      const values = await Promise.all(
        keys.map((key) => tx.store.get(`${this.consultation}/${key}`) as Promise<Kept | undefined>),
      );
      keys.forEach((key, at) => {
        const value = values[at];
        if (value) found.set(key, value);
      });
    } catch {
      found.clear();
    }
    return found;
  }

  /** A full disk or a browser that forgets is no error: what was not kept is fetched again. */
  async put(files: Map<string, Kept>): Promise<void> {
    if (!this.db || files.size === 0) return;
    try {
      const tx = this.db.transaction(STORE, "readwrite");
      for (const [key, kept] of files) void tx.store.put(kept, `${this.consultation}/${key}`);
      await tx.done;
    } catch {
      return;
    }
  }

  /** Deletes what did not open: it may have been damaged on the way, and is fetched again next time. */
  async drop(keys: string[]): Promise<void> {
    if (!this.db || keys.length === 0) return;
    const tx = this.db.transaction(STORE, "readwrite");
    await Promise.all(keys.map((key) => tx.store.delete(`${this.consultation}/${key}`))).catch(() => undefined);
  }

  close(): void {
    this.db?.close();
  }
}

/** Deletes every copy that this browser keeps. */
export const forgetCopies = (): Promise<void> => deleteDB(NAME);
