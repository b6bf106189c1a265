// How many of a source's answers this member has read, per report, in this browser. Numbers beside random ids: nothing
// else.
import { type IDBPDatabase, deleteDB, openDB } from "idb";

const NAME = "sutura-seen";
const STORE = "seen";

const open = (): Promise<IDBPDatabase | undefined> =>
  openDB(NAME, 1, { upgrade: (fresh) => void fresh.createObjectStore(STORE) }).catch(() => undefined);

/** By report. A browser that forgets shows every answer as new. */
export const seenBy = async (member: string): Promise<Map<string, number>> => {
  const db = await open();
  const seen = new Map<string, number>();
  if (!db) return seen;
  try {
    const keys = await db.getAllKeys(STORE, IDBKeyRange.bound(`${member}/`, `${member}0`, false, true));
    const values = await db.getAll(STORE, IDBKeyRange.bound(`${member}/`, `${member}0`, false, true));
    keys.forEach((key, at) => seen.set((key as string).slice(member.length + 1), Number(values[at])));
  } catch {
    seen.clear();
  }
  db.close();
  return seen;
};

export const markSeen = async (member: string, report: string, answers: number): Promise<void> => {
  const db = await open();
  await db?.put(STORE, answers, `${member}/${report}`).catch(() => undefined);
  db?.close();
};

export const forgetSeen = (): Promise<void> => deleteDB(NAME);
