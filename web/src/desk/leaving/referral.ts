// Handing cases to a named authority: proposed by one member, approved by another, only where the source agreed (level 4), masked,
// to the authority's own age key. The ledger says what was handed over when, and holds no content. Each step is a document signed by
// who took it; the export carries both signatures.
import { hex } from "../../crypto/bytes";
import type { SignedDocument } from "../../crypto/document";
import type { Cases } from "../store/cases";
import { CircleDocument } from "../store/circle-document";
import { exportCases } from "./export";
import { type Signer, linkTo, memberOf, signAs, signerOf } from "../case/author";
import type { Case } from "../case/case";
import type { Session } from "../keys/session";
import { Told } from "../../page/told";

/** What a step says. The first has all of it, the others what has become of it. */
interface Step {
  consultation: string;
  id: string;
  act: "proposed" | "sent" | "withdrawn" | "acknowledged" | "answered";
  week: string;
  authority: string;
  recipient: string;
  reports: string[];
  /** Hex SHA-256 of the step before, `-` for the first. */
  previous: string;
}

export interface Referral extends Omit<Step, "act" | "week" | "previous"> {
  steps: { act: Step["act"]; week: string; by: string }[];
  documents: SignedDocument[];
}

/** Consent of the highest level is needed, and not all have it. */
export class NotAgreed extends Error {}
/** The same member cannot do both. */
export class SamePerson extends Error {}
/** Something has become of it meanwhile. */
export class Moved extends Told {
  constructor() {
    super("desk-referral-moved");
  }
}

/** Level at which a source agrees to a referral. */
export const REFERRED = 4;

const AFTER: Record<string, Step["act"][]> = {
  "": ["proposed"],
  proposed: ["sent", "withdrawn"],
  sent: ["acknowledged", "answered"],
  acknowledged: ["answered"],
};

/** What the ledger tells: steps that are signed, linked, in their order, and approved by another than who proposed. */
export const ledger = (documents: SignedDocument[], consultation: string, signers: Signer[]): Referral[] => {
  const all = new Map<string, Referral>();
  for (const document of documents) {
    try {
      const by = memberOf(document);
      const signer = signerOf(document, "circle", signers);
      const { act, week, previous, ...what } = JSON.parse(document.signed) as Step;
      // Somebody whose keys nobody here has compared may be the server's.
      if (!signer?.known || what.consultation !== consultation) continue;
      const before = all.get(what.id);
      const last = before?.steps[before.steps.length - 1];
      const fits =
        (AFTER[last?.act ?? ""] ?? []).includes(act) &&
        previous === linkTo(before?.documents[before.documents.length - 1]);
      if (!fits || (act === "sent" && before?.steps[0]?.by === by)) continue;
      const { authority, recipient, reports } = before ?? what;
      all.set(what.id, {
        ...what,
        authority,
        recipient,
        reports,
        steps: [...(before?.steps ?? []), { act, week, by }],
        documents: [...(before?.documents ?? []), document],
      });
    } catch {
      continue;
    }
  }
  return [...all.values()];
};

export class Referrals {
  private readonly document: CircleDocument<SignedDocument[]>;

  constructor(
    private readonly session: Session,
    private readonly cases: Cases,
  ) {
    this.document = new CircleDocument<SignedDocument[]>(session, cases.consultation, "referrals", []);
  }

  private read(all: SignedDocument[]): Referral[] {
    return ledger(all, this.cases.consultation, this.session.signers(this.cases.consultation));
  }

  async list(): Promise<Referral[]> {
    return this.read(await this.document.load());
  }

  private sign(step: Omit<Step, "consultation" | "week">): SignedDocument {
    const { author } = this.session;
    return signAs(author, "circle", { consultation: this.cases.consultation, week: author.week, ...step });
  }

  /** Every source must agree now, not only when it wrote. */
  private async agreed(all: Case[]): Promise<void> {
    for (const report of all) if ((await this.cases.consentNow(report)) < REFERRED) throw new NotAgreed();
  }

  async propose(all: Case[], authority: string, recipient: string): Promise<Referral[]> {
    await this.agreed(all);
    const id = hex(crypto.getRandomValues(new Uint8Array(16)));
    const step = this.sign({
      id,
      act: "proposed",
      authority,
      recipient,
      reports: all.map((report) => report.row.id),
      previous: "-",
    });
    return this.read(await this.document.change((before) => [...before, step]));
  }

  /** Adds a step on top of the last one that was read. Throws `Moved` when there is another by now: nothing is written then. */
  private async add(referral: Referral, step: SignedDocument): Promise<Referral[]> {
    const last = linkTo(referral.documents[referral.documents.length - 1]);
    const all = await this.document.change((before) => {
      const now = this.read(before).find((one) => one.id === referral.id);
      if (linkTo(now?.documents[now.documents.length - 1]) !== last) throw new Moved();
      return [...before, step];
    });
    return this.read(all);
  }

  private next(referral: Referral, act: Step["act"]): SignedDocument {
    return this.sign({
      id: referral.id,
      act,
      authority: "",
      recipient: "",
      reports: [],
      previous: linkTo(referral.documents[referral.documents.length - 1]),
    });
  }

  async step(referral: Referral, act: Exclude<Step["act"], "proposed" | "sent">): Promise<Referral[]> {
    return this.add(referral, this.next(referral, act));
  }

  /** The file for the authority; handed out only when the ledger holds the approval. */
  async approve(
    referral: Referral,
    all: Case[],
    onProgress: (done: number) => void,
  ): Promise<{ file: Uint8Array; after: Referral[] }> {
    if (referral.steps[0]?.by === this.session.me.member) throw new SamePerson();
    await this.agreed(all);
    const approval = this.next(referral, "sent");
    const recipients = [{ name: referral.authority, recipient: referral.recipient, inside: false }];
    const file = await exportCases(
      this.session,
      this.cases,
      { cases: all, recipients, masked: true, approvals: [...referral.documents, approval] },
      onProgress,
    );
    const after = await this.add(referral, approval);
    if (!after.find((one) => one.id === referral.id)?.steps.some((one) => one.act === "sent")) throw new Moved();
    return { file, after };
  }
}
