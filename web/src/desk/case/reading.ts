// Reports and their records read from bytes that a stranger or a colleague wrote. Pure: runs in the Worker too.
import { fromUtf8 } from "../../crypto/bytes";
import type { SignedDocument } from "../../crypto/document";
import { type Signer, memberOf, signerOf } from "./author";
import type { Attachment, CaseRecord, Envelope, Mask, Masks, Row } from "./case";
import { codesOf } from "./traits";
import type { Place } from "./vocabulary";

export const parse = <T>(bytes: Uint8Array): T => JSON.parse(fromUtf8(bytes)) as T;

const isText = (value: unknown): value is string => typeof value === "string";

const isFlat = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * With one sign for the end of a line, as fields of a page have it: offsets in a text must mean the same everywhere.
 */
export const lines = (words: string): string => words.replace(/\r\n?/g, "\n");

const withLines = (answers: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, isText(answer) ? lines(answer) : answer]));

/** The place that an answer names, if it has the form of one. */
const placeOf = (answer: unknown): Place | null => {
  const { country, region, cercle } = (isFlat(answer) ? answer : {}) as Partial<Place>;
  return isText(country) && isText(region) ? { country, region, ...(isText(cercle) ? { cercle } : {}) } : null;
};

export const fresh = (row: Row, envelope: Envelope | null): CaseRecord => {
  const categories = envelope?.answers.category;
  return {
    v: 1,
    report: row.id,
    revision: row.revision,
    status: row.state === "fresh" ? "fresh" : "triage",
    severity: "",
    category: Array.isArray(categories) && isText(categories[0]) ? categories[0] : "",
    place: placeOf(envelope?.answers.place),
    notes: "",
    assignee: "",
    labels: [],
    verification: "",
    links: [],
    words: {},
    masks: {},
    history: [],
  };
};

const isDocument = (value: unknown): value is SignedDocument =>
  isFlat(value) && [value.by, value.signed, value.signature].every(isText);

const isMask = (value: unknown): value is Mask =>
  Array.isArray(value) && [0, 2, 4].includes(value.length) && value.every((one) => Number.isFinite(one));

const masksOf = (saved: unknown): Masks =>
  Object.fromEntries(
    Object.entries(isFlat(saved) ? saved : {}).map(([key, masks]) => [
      key,
      Array.isArray(masks) ? masks.filter(isMask) : [],
    ]),
  );

/** A record as it was saved, perhaps by an older desk that knew fewer fields. */
export const recordOf = (saved: Partial<CaseRecord>): CaseRecord => {
  const words = (list: unknown): string[] => (Array.isArray(list) ? list.filter(isText) : []);
  const word = (value: unknown): string => (isText(value) ? value : "");
  const texts = Object.entries(isFlat(saved.words) ? saved.words : {}).filter((entry): entry is [string, string] =>
    isText(entry[1]),
  );
  return {
    ...(saved as CaseRecord),
    assignee: word(saved.assignee),
    labels: words(saved.labels),
    verification: isText(saved.verification) ? saved.verification : "",
    links: words(saved.links),
    words: Object.fromEntries(texts),
    masks: masksOf(saved.masks),
    history: Array.isArray(saved.history) ? saved.history.filter(isDocument) : [],
  };
};

/** A record as it lies sealed on the server, and who signed it. */
export interface SignedRecord {
  record: CaseRecord;
  by: string;
}

/**
 * The record inside a plaintext. Refuses one that nobody of `signers` signed, and one of another report or revision.
 */
export const signedRecord = (
  plain: Uint8Array,
  { id, revision }: Pick<Row, "id" | "revision">,
  signers: Signer[],
): SignedRecord => {
  const document = parse<SignedDocument>(plain);
  if (!signerOf(document, "case", signers)) throw new Error("the record is not signed");
  const record = recordOf(JSON.parse(document.signed) as Partial<CaseRecord>);
  if (record.report !== id || record.revision !== revision)
    throw new Error("the record is for another report, or an older one");
  return { record, by: memberOf(document) };
};

/** Signs that show a name as another: ends of lines, turns of the direction of writing, what is not seen, paths. */
const MISLEADING = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff/\\]/g;
const LONGEST_NAME = 200;

/** The name of a file as it is shown and saved. */
const fileName = (name: string): string =>
  Array.from(name.replace(MISLEADING, "").trim()).slice(0, LONGEST_NAME).join("") || "_";

/** Attachments as announced, if they have the form of announcements: a stranger wrote them. */
export const attachmentsOf = (value: unknown): Attachment[] => {
  if (!Array.isArray(value)) throw new Error("malformed attachments");
  return value.map((attachment: Partial<Attachment>) => {
    const { blob, name, type, size, sha256, question, altered } = attachment;
    if (
      !isText(blob) ||
      !/^[0-9a-f]{32}$/.test(blob) ||
      !isText(name) ||
      !isText(type) ||
      typeof size !== "number" ||
      !isText(sha256)
    ) {
      throw new Error("malformed attachment");
    }
    return {
      blob,
      name: fileName(name),
      type,
      size,
      sha256,
      ...(isText(question) ? { question, altered: altered === true } : {}),
    };
  });
};

/** Answers are flat but for places, periods and lists. */
const DEEPEST = 8;

/** Whether nothing in it lies deeper than answers do: what does would bring down whoever walks through it. */
const isShallow = (value: unknown): boolean => {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return false;
    level = level.flatMap((part): unknown[] => (typeof part === "object" && part !== null ? Object.values(part) : []));
  }
  return true;
};

/** The envelope inside a plaintext; throws when it does not have the form of one. */
export const envelopeOf = (plain: Uint8Array): Envelope => {
  const raw = parse<Partial<Envelope> | null>(plain);
  if (!raw || !isFlat(raw.answers) || !isShallow(raw.answers) || !isText(raw.source_recipient)) {
    throw new Error("malformed envelope");
  }
  return {
    answers: withLines(raw.answers),
    interface_language: isText(raw.interface_language) ? raw.interface_language : "",
    report_language: isText(raw.report_language) ? raw.report_language : "und",
    consent: typeof raw.consent === "number" ? raw.consent : 0,
    source_recipient: raw.source_recipient,
    source_signing: isText(raw.source_signing) ? raw.source_signing : "",
    attachments: attachmentsOf(raw.attachments ?? []),
    withheld_from: codesOf(raw.withheld_from),
  };
};

/** A file sealed by hand holds what the person put into it: text, if it is text. */
export const byHand = (row: Row, plain: Uint8Array): Envelope => {
  let account = "";
  try {
    account = lines(fromUtf8(plain));
  } catch {
    account = `(${plain.length} octets)`;
  }
  return {
    answers: { account },
    interface_language: "",
    report_language: "und",
    consent: 0,
    source_recipient: row.source_recipient ?? "",
    source_signing: "",
    attachments: [],
    withheld_from: [],
  };
};
