// The history of a case: one event for each change of its record, signed by who made it and bound to the event before
// and to the record that came of it. Inside the record, so the circle sees who changed what and the server does not.
// Pure.
import type { SignedDocument } from "../../crypto/document";
import { type Author, type Signer, digest, linkTo, memberOf, signAs, signerOf } from "./author";
import { FIELDS, type Field } from "./merge";
import type { CaseRecord } from "./case";

/** Fields whose values are not repeated in the history: they are long, and what they were is nobody's concern later. */
const LONG: Field[] = ["notes", "words", "masks"];

/** What an event says. */
export interface Change {
  report: string;
  revision: number;
  week: string;
  /** Hex SHA-256 over the signed text and signature of the event before, `-` for the first. */
  previous: string;
  /** Before and after of each field that changed; nothing of long ones but that they did. */
  changes: Partial<Record<Field, [unknown, unknown] | null>>;
  /** Why, where a reason is asked for. */
  reason?: string;
  /** Hex SHA-256 of all fields as they were then. */
  state: string;
}

export interface HistoryEntry extends Change {
  by: string;
  /** Whether somebody of the circle has signed it: otherwise it proves nothing. */
  known: boolean;
}

/** All fields in their order. */
const stateOf = (record: CaseRecord): string => digest(JSON.stringify(FIELDS.map((field) => record[field])));

const changesOf = (before: CaseRecord, after: CaseRecord): Change["changes"] => {
  const changes: Change["changes"] = {};
  for (const field of FIELDS) {
    if (JSON.stringify(before[field]) === JSON.stringify(after[field])) continue;
    changes[field] = LONG.includes(field) ? null : [before[field], after[field]];
  }
  return changes;
};

/** The history of `before`, and the event that leads to `after`. */
export const extend = (before: CaseRecord, after: CaseRecord, author: Author, reason?: string): SignedDocument[] => {
  const changes = changesOf(before, after);
  const event: Change = {
    report: after.report,
    revision: after.revision,
    week: author.week,
    previous: linkTo(before.history[before.history.length - 1]),
    changes,
    ...(reason ? { reason } : {}),
    state: stateOf(after),
  };
  return [...before.history, signAs(author, "event", event)];
};

/**
 * What the history of a record tells, and whether it holds: every signature, every link, and the record as the last
 * event left it.
 */
export const read = (record: CaseRecord, signers: Signer[]): { events: HistoryEntry[]; sound: boolean } => {
  const events: HistoryEntry[] = [];
  let sound = true;
  let revision = 0;
  for (const [at, document] of record.history.entries()) {
    try {
      const event = JSON.parse(document.signed) as Change;
      const signer = signerOf(document, "event", signers);
      if (
        !signer ||
        event.report !== record.report ||
        event.revision <= revision ||
        event.previous !== linkTo(record.history[at - 1])
      )
        sound = false;
      revision = event.revision;
      events.push({ ...event, by: memberOf(document), known: signer !== undefined });
    } catch {
      sound = false;
    }
  }
  const last = events[events.length - 1];
  // A record of before there was a history has none.
  if (last && (last.state !== stateOf(record) || last.revision !== record.revision)) sound = false;
  return { events, sound };
};
