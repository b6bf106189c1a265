// Sending what was changed without a network, on top of what colleagues have saved meanwhile.
import { isOffline } from "../../page/request";
import { text } from "../../page/texts";
import { isRefused } from "../../page/told";
import type { Records } from "./records";
import { LABELS, fieldWords } from "../case/field-words";
import { type Field, merge, withFields } from "../case/merge";
import type { Outbox, Waiting } from "./outbox";
import type { Case, CaseRecord } from "../case/case";
import type { Session } from "../keys/session";

/** What came of it. */
export interface CaughtUp {
  sent: number;
  /** Of those: where a colleague had written something else in the same field. */
  joined: number;
  /** Reports that are gone. */
  gone: number;
  /** Changes that the server did not take: they still wait. */
  refused: number;
}

export const NOTHING: CaughtUp = { sent: 0, joined: 0, gone: 0, refused: 0 };

/** A colleague's fields stay; what was written here in them is added to the notes, so that a person decides. */
const keepBoth = (
  session: Session,
  merged: CaseRecord,
  theirs: CaseRecord,
  mine: CaseRecord,
  conflicts: Field[],
): CaseRecord => {
  const others = conflicts
    .filter((field) => field !== "notes")
    .map((field) => `${text(LABELS[field])} : ${fieldWords((member) => session.login(member), field, mine)}`);
  const written = conflicts.includes("notes") ? [theirs.notes, mine.notes] : [merged.notes];
  const notes = [
    ...written,
    others.length > 0 ? text("desk-offline-mine", { name: session.me.login, what: others.join(" · ") }) : "",
  ];
  return { ...withFields(merged, theirs, conflicts), notes: notes.filter(Boolean).join("\n\n") };
};

const send = async (session: Session, records: Records, { row, base, content }: Waiting): Promise<boolean> => {
  const read: Case = {
    row,
    envelope: null,
    record: base,
    recordReadable: true,
    by: null,
    unread: 0,
  };
  const theirs = await records.read(read);
  const { merged, conflicts } = merge(base, content, theirs.record);
  const notesApart = conflicts.length > 0 ? keepBoth(session, merged, theirs.record, content, conflicts) : merged;
  await records.write(theirs, notesApart);
  return conflicts.length > 0;
};

/**
 * Sends all of it, one after the other; what cannot be sent stays. Two windows take turns. Never fails: the list must
 * come.
 */
export const catchUp = async (session: Session, records: Records, outbox: Outbox): Promise<CaughtUp> => {
  const told: CaughtUp = { ...NOTHING };
  const run = async (): Promise<void> => {
    for (const waiting of await outbox.list()) {
      try {
        told.joined += Number(await send(session, records, waiting));
        told.sent += 1;
        await outbox.drop(waiting.row.id, waiting.content);
      } catch (problem) {
        // No network, or another's answer: the others would fare no better.
        if (isOffline(problem)) return;
        const gone = isRefused(problem, "not-found");
        if (gone) await outbox.drop(waiting.row.id);
        told[gone ? "gone" : "refused"] += 1;
      }
    }
  };
  // Only secure contexts have locks.
  const { locks } = navigator as { locks?: LockManager };
  await (locks ? locks.request("sutura-outbox", run) : run());
  return told;
};
