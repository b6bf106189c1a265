// Cases on their way out: one age file to chosen recipients, with a signed manifest that names every part by SHA-256, size and the
// week in which it arrived (a chain of custody). `sutura open` verifies and unpacks it (docs/protocol.md, "Export").
import { sha256 } from "@noble/hashes/sha2.js";
import { recipientOf, seal } from "../crypto/age";
import { base64, hex, utf8 } from "../crypto/bytes";
import { type Document, signDocument } from "../crypto/document";
import { publicKey } from "../crypto/signing";
import type { Cases } from "./cases";
import type { Message } from "./exchange";
import { areas, isWithheld, maskText, maskedAnswers } from "./mask";
import { maskImage } from "./mask-image";
import type { Attachment, Case } from "./report";
import type { Session } from "./session";

/** Bytes of files in one export: all of it is in memory at once. */
const MOST = 150 * 1024 * 1024;

/** The files are too large for one export. */
export class TooLarge extends Error {}

export interface Wanted {
  cases: Case[];
  /** `age1pq1…`, by name. */
  recipients: { name: string; recipient: string }[];
  /** Masked passages, areas and files are left out, and so are notes, labels and the history. */
  masked: boolean;
  /** Who agreed to a referral. */
  approvals?: Document[];
}

interface Part {
  report: string;
  what: "report" | "file";
  name: string;
  sha256: string;
  size: number;
  week: string;
  /** `masked` is another file than the source sent; `withheld` is not in the export. */
  state: "original" | "masked" | "withheld";
}

interface File extends Attachment {
  report: string;
  content: string;
}

interface Taken {
  content: object;
  files: File[];
  parts: Part[];
}

const digest = (bytes: Uint8Array): string => hex(sha256(bytes));

/** One file as it leaves: as it came, with black areas, or not at all. */
const takeFile = async (cases: Cases, one: Case, file: Attachment, week: string, masked: boolean): Promise<{ file?: File; part: Part }> => {
  const about = { report: one.row.id, what: "file" as const, name: file.name, week };
  if (masked && isWithheld(one.record.masks, file.blob)) return { part: { ...about, sha256: file.sha256, size: file.size, state: "withheld" } };
  const bytes = await cases.attachment(one, file);
  const black = masked ? areas(one.record.masks, file.blob) : [];
  if (black.length === 0) return { file: { ...file, report: one.row.id, content: base64(bytes) }, part: { ...about, sha256: file.sha256, size: file.size, state: "original" } };
  const drawn = await maskImage(bytes, file.type, black);
  const type = "image/jpeg";
  const of = { sha256: digest(drawn), size: drawn.length };
  return { file: { ...file, ...of, type, report: one.row.id, content: base64(drawn) }, part: { ...about, ...of, state: "masked" } };
};

const maskedMessage = (one: Case, message: Message): object => ({ ...message, body: maskText(message.body, one.record.masks[message.id]) });

/** What of the record leaves with a masked case. */
const maskedRecord = ({ record }: Case): object => {
  const { status, severity, category, place, verification, words, masks } = record;
  // A translation or transcript of what has masked passages may repeat them.
  const kept = Object.entries(words).filter(([key]) => !masks[key.split("/")[1] ?? ""]?.length).map(([key, value]) => [key, maskText(value, masks[key])]);
  return { status, severity, category, place, verification, words: Object.fromEntries(kept) };
};

const take = async (session: Session, cases: Cases, one: Case, masked: boolean): Promise<Taken> => {
  const original = await session.api.bytes(`/api/desk/reports/${one.row.id}/envelope`);
  const { messages } = await cases.exchange.thread(one.row.id);
  const announced: [Attachment, string][] = [
    ...(one.envelope?.attachments ?? []).map((file): [Attachment, string] => [file, one.row.week]),
    ...messages.flatMap((message) => message.attachments.map((file): [Attachment, string] => [file, message.week])),
  ];
  const taken: Taken = {
    content: {
      report: { id: one.row.id, week: one.row.week, epoch: one.row.epoch, form: one.row.form },
      envelope: one.envelope && { ...one.envelope, answers: masked ? maskedAnswers(one) : one.envelope.answers },
      record: masked ? maskedRecord(one) : one.record,
      messages: masked ? messages.map((message) => maskedMessage(one, message)) : messages,
      ...(masked ? {} : { original: base64(original) }),
    },
    files: [],
    parts: [{ report: one.row.id, what: "report", name: "envelope.age", sha256: digest(original), size: original.length, week: one.row.week, state: masked ? "masked" : "original" }],
  };
  for (const [file, week] of announced) {
    const { file: content, part } = await takeFile(cases, one, file, week, masked);
    taken.parts.push(part);
    if (content) taken.files.push(content);
  }
  return taken;
};

const sizeOf = (one: Case): number => (one.envelope?.attachments ?? []).reduce((sum, file) => sum + file.size, 0);

/** The sealed file. `onProgress` counts cases. */
export const exportCases = async (session: Session, cases: Cases, wanted: Wanted, onProgress: (done: number) => void): Promise<Uint8Array> => {
  if (wanted.cases.reduce((sum, one) => sum + sizeOf(one), 0) > MOST) throw new TooLarge();
  const { bundle, me } = session;
  const taken: Taken[] = [];
  for (const one of wanted.cases) {
    taken.push(await take(session, cases, one, wanted.masked));
    onProgress(taken.length);
  }
  const content = {
    v: 1,
    consultation: cases.consultation,
    week: me.week,
    signer: { member: me.member, login: me.login, recipient: await recipientOf(bundle.identity), signing: publicKey(bundle.signing) },
    recipients: wanted.recipients.map((one) => one.name),
    masked: wanted.masked,
    ...(wanted.approvals ? { approvals: wanted.approvals } : {}),
    // Keys by which the histories inside can be verified.
    signers: wanted.masked ? [] : session.signers(cases.consultation).map(({ id, signing }) => ({ id, signing, login: session.login(id) })),
    manifest: taken.flatMap((one) => one.parts),
    cases: taken.map((one) => one.content),
    files: taken.flatMap((one) => one.files),
  };
  const document = signDocument("export", `member:${me.member}`, content, bundle.signing);
  return seal(wanted.recipients.map((one) => one.recipient), utf8(JSON.stringify(document)));
};
