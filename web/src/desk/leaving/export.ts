// An export of cases: one age file for chosen recipients, with a signed manifest of the SHA-256, size and week of
// arrival of every part (a chain of custody). `sutura open` verifies and unpacks it (docs/protocol.md, "Export").
import { recipientOf, seal } from "../../crypto/age";
import { utf8 } from "../../crypto/bytes";
import type { SignedDocument } from "../../crypto/document";
import { publicKey } from "../../crypto/signing";
import { Told } from "../../page/told";
import { memberOf, signAs } from "../case/author";
import type { Case } from "../case/case";
import type { Session } from "../keys/session";
import type { Cases } from "../store/cases";
import { type ExportedCase, exportCase } from "./export-case";

/** Bytes of files in one export at most, because all of it is in memory at once. */
const MOST = 150 * 1024 * 1024;

/** The files are too large for one export. */
export class TooLarge extends Told {
  constructor() {
    super("desk-export-too-large");
  }
}

export interface Recipient {
  name: string;
  /** `age1pq1…` */
  recipient: string;
  /** Whether a member of the circle. */
  inside: boolean;
}

export interface ExportOrder {
  cases: Case[];
  recipients: Recipient[];
  /** Masked passages, areas and files are left out, and so are notes, labels, the history and everybody's names. */
  masked: boolean;
  /** The steps of a referral that led to this export, in their order. */
  approvals?: SignedDocument[];
}

const sizeOf = (report: Case): number => (report.envelope?.attachments ?? []).reduce((sum, file) => sum + file.size, 0);

interface ExportSigner {
  id: string;
  signing: string;
  login: string;
}

/**
 * The keys with which histories and approvals are verified. A masked export names no member, and has only the keys of
 * those who approved it.
 */
const signersOf = (session: Session, consultation: string, { masked, approvals = [] }: ExportOrder): ExportSigner[] => {
  const approvers = approvals.map(memberOf);
  const signers = session.signers(consultation).filter(({ id }) => !masked || approvers.includes(id));
  return signers.map(({ id, signing }) => ({ id, signing, login: masked ? "" : session.login(id) }));
};

/** The signed content: manifest, cases and files. */
const contentOf = async (
  session: Session,
  consultation: string,
  order: ExportOrder,
  exported: ExportedCase[],
): Promise<object> => {
  const { bundle, me } = session;
  const { recipients, masked, approvals } = order;
  return {
    v: 1,
    consultation,
    week: me.week,
    signer: {
      member: me.member,
      login: masked ? "" : me.login,
      recipient: await recipientOf(bundle.identity),
      signing: publicKey(bundle.signing),
    },
    recipients: recipients.filter(({ inside }) => !masked || !inside).map(({ name }) => name),
    masked,
    ...(approvals ? { approvals } : {}),
    signers: signersOf(session, consultation, order),
    manifest: exported.flatMap(({ parts }) => parts),
    cases: exported.map(({ content }) => content),
    files: exported.flatMap(({ files }) => files),
  };
};

/** Returns the sealed file. Throws `TooLarge`, and `NotReady` as `exportCase` does. `onProgress` counts cases. */
export const exportCases = async (
  session: Session,
  cases: Cases,
  order: ExportOrder,
  onProgress: (done: number) => void,
): Promise<Uint8Array> => {
  if (order.cases.reduce((sum, report) => sum + sizeOf(report), 0) > MOST) throw new TooLarge();
  const exported: ExportedCase[] = [];
  for (const report of order.cases) {
    exported.push(await exportCase(session, cases, report, order.masked));
    onProgress(exported.length);
  }
  const content = await contentOf(session, cases.consultation, order, exported);
  const document = signAs(session.author, "export", content);
  return seal(
    order.recipients.map(({ recipient }) => recipient),
    utf8(JSON.stringify(document)),
  );
};
