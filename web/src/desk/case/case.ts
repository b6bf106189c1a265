// What a report and its record are once they are open. Shapes only; reading.ts makes them from bytes.
import type { SignedDocument } from "../../crypto/document";
import type { ReportRow } from "../../wire";
import type { Place } from "./vocabulary";

/** A report as the server sees it. */
export type Row = ReportRow;

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
  /** The source's public signing key, base64url; empty for a file that was sealed by hand. */
  source_signing: string;
  attachments: Attachment[];
  /** Whom the source does not want as a reader (traits.ts). */
  withheld_from: string[];
}

/**
 * What must not leave the circle: a passage `[start, end)` in UTF-16 units; an area `[left, top, width, height]` in
 * thousandths of a picture; `[]`: the whole file.
 */
export type Mask = number[];
/** By the id of an answer, file or message. */
export type Masks = Record<string, Mask[]>;

export interface CaseRecord {
  v: 1;
  report: string;
  revision: number;
  status: Status;
  severity: Severity | "";
  category: string;
  place: Place | null;
  notes: string;
  /** Id of the member who works on it; nobody's when empty. */
  assignee: string;
  /** Words of the circle, sorted. */
  labels: string[];
  /** How far the circle has checked it; not yet when empty. */
  verification: Level | "";
  /** Ids of other reports on the same matter, sorted. */
  links: string[];
  /**
   * Transcripts and translations that members wrote, by `transcript/<id>` and `translation/<id>` of an answer, file or
   * message.
   */
  words: Record<string, string>;
  /** What must not leave the circle (mask.ts), by id of an answer, file or message. */
  masks: Masks;
  /** Every change of the above, each signed by who made it (history.ts). */
  history: SignedDocument[];
}

/** How far the circle has got with a case. */
export const STATUSES = ["fresh", "triage", "active", "waiting", "closed", "rejected"] as const;
export type Status = (typeof STATUSES)[number];
export const SEVERITIES = ["danger", "high", "moderate", "low"] as const;
export type Severity = (typeof SEVERITIES)[number];
/** How far a matter was checked (codes of the summaries, docs/protocol.md). */
export const LEVELS = ["unverified", "plausible", "corroborated", "documented", "refuted"] as const;
export type Level = (typeof LEVELS)[number];

/** What a field of the page holds, as one of a list; `otherwise` when it is none of them. */
export const chosen = <Code extends string, Other>(
  list: readonly Code[],
  value: string,
  otherwise: Other,
): Code | Other => list.find((code) => code === value) ?? otherwise;

export interface Case {
  row: Row;
  /** Nothing when the file cannot be read. */
  envelope: Envelope | null;
  record: CaseRecord;
  /** Whether `record` is what the server holds. If not, nothing may be saved over it. */
  recordReadable: boolean;
  by: string | null;
  /** What was read of the record, while the changes in `record` wait to be sent. */
  base?: CaseRecord | undefined;
  /** Answers of the source that this member has not read yet. */
  unread: number;
  /** What the source agrees to now; nothing until the exchange was read, where it may have been changed. */
  consent?: number;
}
