// Cases on their way out: one age file to chosen recipients, with a signed manifest that names every part by SHA-256, size and the
// week in which it arrived (a chain of custody). `sutura open` verifies and unpacks it (docs/protocol.md, "Export").
import { sha256 } from "@noble/hashes/sha2.js";
import { recipientOf, seal } from "../../crypto/age";
import { base64, hex, utf8 } from "../../crypto/bytes";
import type { SignedDocument } from "../../crypto/document";
import { publicKey } from "../../crypto/signing";
import { OTHER } from "../../questionnaire/definition";
import type { Cases } from "../store/cases";
import type { Message } from "../store/exchange";
import { maskImage } from "../ui/viewer-frame";
import { areas, isWithheld, maskText, maskedAnswers, maskedWords } from "../case/mask";
import type { Attachment, Case } from "../case/case";
import type { Session } from "../keys/session";
import { memberOf, signAs } from "../case/author";
import { Told } from "../../page/told";

/** Bytes of files in one export: all of it is in memory at once. */
const MOST = 150 * 1024 * 1024;

/** The files are too large for one export. */
export class TooLarge extends Told {
  constructor() {
    super("desk-export-too-large");
  }
}
/** A record could not be read, or has changes that wait to be sent: nobody knows what must be masked. */
export class NotReady extends Told {
  constructor() {
    super("desk-export-not-ready");
  }
}

export interface Wanted {
  cases: Case[];
  /** `age1pq1…`, by name; `inside` the circle or not. */
  recipients: { name: string; recipient: string; inside: boolean }[];
  /** Masked passages, areas and files are left out, and so are notes, labels, the history and everybody's names. */
  masked: boolean;
  /** Who agreed to a referral, in their order. */
  approvals?: SignedDocument[];
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

interface File extends Partial<Attachment> {
  name: string;
  type: string;
  size: number;
  sha256: string;
  report: string;
  content: string;
}

interface Taken {
  content: object;
  files: File[];
  parts: Part[];
}

const digest = (bytes: Uint8Array): string => hex(sha256(bytes));

/** One file as it leaves: as it came, with black areas, or not at all. A masked export has neither names nor hashes of originals. */
const takeFile = async (
  cases: Cases,
  report: Case,
  file: Attachment,
  about: { week: string; name: string },
  masked: boolean,
): Promise<{ file?: File; part: Part }> => {
  const part = { report: report.row.id, what: "file" as const, ...about };
  if (masked && isWithheld(report.record.masks, file.blob))
    return { part: { ...part, sha256: "", size: 0, state: "withheld" } };
  const bytes = await cases.attachment(report, file);
  const black = masked ? areas(report.record.masks, file.blob) : [];
  const left = black.length > 0 ? await maskImage(bytes, file.type, black) : bytes;
  const of = { sha256: digest(left), size: left.length };
  const type = black.length > 0 ? "image/jpeg" : file.type;
  const told = masked ? { type, ...of } : { ...file, ...of };
  return {
    file: { ...told, name: about.name, report: report.row.id, content: base64(left) },
    part: { ...part, ...of, state: black.length > 0 ? "masked" : "original" },
  };
};

/** What of the exchange leaves with a masked case: what the source wrote. The circle's own words may quote what is masked. */
const maskedMessages = (report: Case, messages: Message[]): object[] =>
  messages
    .filter((message) => message.from === "source" && message.readable)
    .map(({ week, body, id }) => ({ from: "source", week, body: maskText(body, report.record.masks[id]) }));

/** What of the record leaves with a masked case. */
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

/** The ids of answers that can be looked at and masked. */
const knownIds = (session: Session, consultation: string): string[] => {
  const circle = session.me.circles.find((one) => one.consultation === consultation);
  return (circle?.questionnaire.questions ?? []).flatMap(({ id }) => [id, `${id}-${OTHER}`]);
};

const take = async (session: Session, cases: Cases, listed: Case, masked: boolean): Promise<Taken> => {
  if (!listed.recordReadable || listed.base) throw new NotReady();
  // A colleague may have masked more since the list was loaded.
  const report = await cases.withRecord(listed);
  const original = await session.api.bytes(`/api/desk/reports/${report.row.id}/envelope`);
  const { messages } = await cases.exchange.thread(report.row.id, true);
  const announced: [Attachment, string][] = [
    ...(report.envelope?.attachments ?? []).map((file): [Attachment, string] => [file, report.row.week]),
    ...messages.flatMap((message) => message.attachments.map((file): [Attachment, string] => [file, message.week])),
  ];
  const { id, week, epoch, form } = report.row;
  const taken: Taken = {
    content: masked
      ? {
          report: { id, week },
          envelope: { answers: maskedAnswers(report, knownIds(session, cases.consultation)) },
          record: maskedRecord(report),
          messages: maskedMessages(report, messages),
        }
      : {
          report: { id, week, epoch, form },
          envelope: report.envelope,
          record: report.record,
          messages,
          original: base64(original),
        },
    files: [],
    parts: [
      {
        report: id,
        what: "report",
        name: "envelope.age",
        sha256: digest(original),
        size: original.length,
        week,
        state: masked ? "masked" : "original",
      },
    ],
  };
  for (const [at, [file, arrived]] of announced.entries()) {
    const name = masked ? `${at + 1}` : file.name;
    const { file: content, part } = await takeFile(cases, report, file, { week: arrived, name }, masked);
    taken.parts.push(part);
    if (content) taken.files.push(content);
  }
  return taken;
};

const sizeOf = (report: Case): number => (report.envelope?.attachments ?? []).reduce((sum, file) => sum + file.size, 0);

/** Everybody of the circle for a whole export; for a masked one those who approved it, without their names. */
const signersOf = (
  session: Session,
  consultation: string,
  { masked, approvals = [] }: Wanted,
): { id: string; signing: string; login: string }[] => {
  const authors = approvals.map((approval) => memberOf(approval));
  const signers = session.signers(consultation).filter((one) => !masked || authors.includes(one.id));
  return signers.map(({ id, signing }) => ({ id, signing, login: masked ? "" : session.login(id) }));
};

/** The sealed file. `onProgress` counts cases. */
export const exportCases = async (
  session: Session,
  cases: Cases,
  wanted: Wanted,
  onProgress: (done: number) => void,
): Promise<Uint8Array> => {
  if (wanted.cases.reduce((sum, report) => sum + sizeOf(report), 0) > MOST) throw new TooLarge();
  const { bundle, me } = session;
  const taken: Taken[] = [];
  for (const report of wanted.cases) {
    taken.push(await take(session, cases, report, wanted.masked));
    onProgress(taken.length);
  }
  const content = {
    v: 1,
    consultation: cases.consultation,
    week: me.week,
    signer: {
      member: me.member,
      login: wanted.masked ? "" : me.login,
      recipient: await recipientOf(bundle.identity),
      signing: publicKey(bundle.signing),
    },
    recipients: wanted.recipients.filter((one) => !wanted.masked || !one.inside).map((one) => one.name),
    masked: wanted.masked,
    ...(wanted.approvals ? { approvals: wanted.approvals } : {}),
    // Keys by which histories and approvals can be verified.
    signers: signersOf(session, cases.consultation, wanted),
    manifest: taken.flatMap((one) => one.parts),
    cases: taken.map((one) => one.content),
    files: taken.flatMap((one) => one.files),
  };
  const document = signAs(session.author, "export", content);
  return seal(
    wanted.recipients.map((one) => one.recipient),
    utf8(JSON.stringify(document)),
  );
};
