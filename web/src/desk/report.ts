// What a report and its record are once they are open: their shapes, and reading them from bytes that a stranger wrote. Pure:
// runs in the Worker too.
import { fromUtf8 } from "../crypto/bytes";
import type { Place } from "./data";

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
  /** Id of the member who works on it; nobody's when empty. */
  assignee: string;
  /** Words of the circle, sorted. */
  labels: string[];
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

export const parse = <T>(bytes: Uint8Array): T => JSON.parse(fromUtf8(bytes)) as T;

const isText = (value: unknown): value is string => typeof value === "string";

/** The place that an answer names, if it has the form of one. */
const placeOf = (answer: unknown): Place | null => {
  const { country, region, cercle } = (typeof answer === "object" && answer !== null ? answer : {}) as Partial<Place>;
  return isText(country) && isText(region) ? { country, region, ...(isText(cercle) ? { cercle } : {}) } : null;
};

export const fresh = (row: Row, envelope: Envelope | null): Record_ => {
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
    assignee: "",
    labels: [],
  };
};

/** A record as it was saved, perhaps by an older desk that knew fewer fields. */
export const recordOf = (saved: Partial<Record_>): Record_ => {
  const { labels, assignee, ...others } = saved;
  return { ...(others as Record_), assignee: isText(assignee) ? assignee : "", labels: Array.isArray(labels) ? labels.filter(isText) : [] };
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
export const envelopeOf = (plain: Uint8Array): Envelope => {
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
export const byHand = (row: Row, plain: Uint8Array): Envelope => {
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
