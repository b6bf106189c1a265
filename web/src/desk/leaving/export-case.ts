// One case of an export, whole or masked: its content, its files, and its lines of the manifest (docs/protocol.md,
// "Export").
import { sha256 } from "@noble/hashes/sha2.js";
import { base64, hex } from "../../crypto/bytes";
import { Told } from "../../page/told";
import { OTHER } from "../../questionnaire/definition";
import type { Attachment, Case } from "../case/case";
import { areas, isWithheld, maskText, maskedAnswers, maskedWords } from "../case/mask";
import type { Circle } from "../case/circle";
import type { Session } from "../keys/session";
import type { Cases } from "../store/cases";
import type { Message } from "../store/exchange";
import { maskImage } from "../ui/viewer-frame";

/** A record could not be read, or has changes that wait to be sent: what must be masked is not known. */
export class NotReady extends Told {
  constructor() {
    super("desk-export-not-ready");
  }
}

/** A line of the manifest. */
interface Part {
  report: string;
  what: "report" | "file";
  name: string;
  /** Hex; empty for what is withheld. */
  sha256: string;
  /** Bytes. */
  size: number;
  /** Week of arrival. */
  week: string;
  /** `masked`: black areas were drawn, so the hash is not that of the source's file. `withheld`: not in the export. */
  state: "original" | "masked" | "withheld";
}

interface ExportedFile extends Partial<Attachment> {
  name: string;
  type: string;
  size: number;
  sha256: string;
  report: string;
  /** Base64. */
  content: string;
}

export interface ExportedCase {
  content: object;
  files: ExportedFile[];
  parts: Part[];
}

const digest = (bytes: Uint8Array): string => hex(sha256(bytes));

interface Arrived {
  /** Week of arrival. */
  week: string;
  name: string;
}

/**
 * Returns the manifest line of a file and, unless it is withheld, the file. A masked export contains neither names nor
 * hashes of originals.
 */
const exportFile = async (
  cases: Cases,
  report: Case,
  file: Attachment,
  arrived: Arrived,
  masked: boolean,
): Promise<{ file?: ExportedFile; part: Part }> => {
  const part = { report: report.row.id, what: "file" as const, ...arrived };
  if (masked && isWithheld(report.record.masks, file.blob)) {
    return { part: { ...part, sha256: "", size: 0, state: "withheld" } };
  }
  const original = await cases.attachment(report, file);
  const black = masked ? areas(report.record.masks, file.blob) : [];
  const isBlackened = black.length > 0;
  const bytes = isBlackened ? await maskImage(original, file.type, black) : original;
  const measured = { sha256: digest(bytes), size: bytes.length };
  const type = isBlackened ? "image/jpeg" : file.type;
  const about = masked ? { type, ...measured } : { ...file, ...measured };
  return {
    file: { ...about, name: arrived.name, report: report.row.id, content: base64(bytes) },
    part: { ...part, ...measured, state: isBlackened ? "masked" : "original" },
  };
};

/**
 * The messages of a masked case: only those of the source, because the circle's own may quote a masked passage.
 */
const maskedMessages = (report: Case, messages: Message[]): object[] =>
  messages
    .filter((message) => message.from === "source" && message.readable)
    .map(({ week, body, id }) => ({ from: "source", week, body: maskText(body, report.record.masks[id]) }));

/** The fields of the record that a masked case contains. */
const maskedRecord = (report: Case): object => {
  const { status, severity, category, place, verification } = report.record;
  return {
    status,
    severity,
    category,
    place: place && { country: place.country, region: place.region },
    verification,
    words: maskedWords(report),
  };
};

/** Ids of the answers that members can see and mask. Others never leave with a masked case. */
export const maskableIds = (circle: Circle | undefined): string[] =>
  (circle?.questionnaire.questions ?? []).flatMap(({ id }) => [id, `${id}-${OTHER}`]);

const maskedContent = (report: Case, messages: Message[], circle: Circle | undefined): object => {
  const { id, week } = report.row;
  return {
    report: { id, week },
    envelope: { answers: maskedAnswers(report, maskableIds(circle)) },
    record: maskedRecord(report),
    messages: maskedMessages(report, messages),
  };
};

const wholeContent = (report: Case, messages: Message[], original: Uint8Array): object => {
  const { id, week, epoch, form } = report.row;
  return {
    report: { id, week, epoch, form },
    envelope: report.envelope,
    record: report.record,
    messages,
    original: base64(original),
  };
};

/** Every file of a case, with its week of arrival. */
const filesOf = (report: Case, messages: Message[]): [Attachment, string][] => [
  ...(report.envelope?.attachments ?? []).map((file): [Attachment, string] => [file, report.row.week]),
  ...messages.flatMap((message) => message.attachments.map((file): [Attachment, string] => [file, message.week])),
];

/** Loads a case again and exports it. Throws `NotReady` when its record cannot be read or waits to be sent. */
export const exportCase = async (
  session: Session,
  cases: Cases,
  listed: Case,
  masked: boolean,
): Promise<ExportedCase> => {
  if (!listed.recordReadable || listed.base) throw new NotReady();
  // A colleague may have masked more since the list was loaded.
  const report = await cases.withRecord(listed);
  const { id, week } = report.row;
  const original = await session.api.bytes(`/api/desk/reports/${id}/envelope`);
  const { messages } = await cases.exchange.thread(report, true);
  const circle = session.me.circles.find(({ consultation }) => consultation === cases.consultation);
  const envelope: Part = {
    report: id,
    what: "report",
    name: "envelope.age",
    sha256: digest(original),
    size: original.length,
    week,
    state: masked ? "masked" : "original",
  };
  const exported: ExportedCase = {
    content: masked ? maskedContent(report, messages, circle) : wholeContent(report, messages, original),
    files: [],
    parts: [envelope],
  };
  for (const [at, [file, arrived]] of filesOf(report, messages).entries()) {
    const name = masked ? `${at + 1}` : file.name;
    const { file: content, part } = await exportFile(cases, report, file, { week: arrived, name }, masked);
    exported.parts.push(part);
    if (content) exported.files.push(content);
  }
  return exported;
};
