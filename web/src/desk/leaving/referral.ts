// Referring cases to a named authority. One member proposes, another approves; every source must agree (level 4). The
// authority gets a masked export for its own age key, with the signatures of both members. The ledger (ledger.ts) keeps
// the steps.
import type { SignedDocument } from "../../crypto/document";
import { Told } from "../../page/told";
import { signAs } from "../case/author";
import type { Case } from "../case/case";
import { requireTwo } from "../case/two-people";
import type { Session } from "../keys/session";
import type { Cases } from "../store/cases";
import { CircleDocument } from "../store/circle-document";
import { exportCases } from "./export";
import { type Referral, type Step, lastLink, readLedger } from "./ledger";

/** Not every source agrees to a referral. */
export class NotAgreed extends Told {
  constructor() {
    super("desk-referral-not-agreed");
  }
}

/** The member who proposed a referral cannot approve it. */
export class SamePerson extends Told {
  constructor() {
    super("desk-referral-second");
  }
}

/** A colleague has taken a step meanwhile. */
export class Moved extends Told {
  constructor() {
    super("desk-referral-moved");
  }
}

/** The consent level at which a source agrees to a referral. */
export const REFERRED = 4;

/** Asks the server what every source agrees to now. Throws `NotAgreed`. */
export const requireConsent = async (cases: Cases, reports: Case[]): Promise<void> => {
  for (const report of reports) {
    if ((await cases.consentNow(report)) < REFERRED) throw new NotAgreed();
  }
};

export class Referrals {
  private readonly document: CircleDocument<SignedDocument[]>;

  constructor(
    private readonly session: Session,
    private readonly cases: Cases,
  ) {
    this.document = new CircleDocument<SignedDocument[]>(session, cases.consultation, "referrals", []);
  }

  private read(documents: SignedDocument[]): Referral[] {
    const { consultation } = this.cases;
    return readLedger(documents, consultation, this.session.signers(consultation), this.session.parties(consultation));
  }

  async list(): Promise<Referral[]> {
    return this.read(await this.document.load());
  }

  private sign(step: Omit<Step, "consultation" | "week">): SignedDocument {
    const { author } = this.session;
    return signAs(author, "circle", { consultation: this.cases.consultation, week: author.week, ...step });
  }

  /**
   * Returns all referrals with the new one; one with this `id` that is there already is left as it is. Throws
   * `NotAgreed`.
   */
  async propose(id: string, reports: Case[], authority: string, recipient: string): Promise<Referral[]> {
    await requireConsent(this.cases, reports);
    const step = this.sign({
      id,
      act: "proposed",
      authority,
      recipient,
      reports: reports.map((report) => report.row.id),
      previous: "-",
    });
    const isThere = (before: SignedDocument[]): boolean => this.read(before).some((referral) => referral.id === id);
    return this.read(await this.document.change((before) => (isThere(before) ? before : [...before, step])));
  }

  /**
   * Adds a step after the last one that was read. Throws `Moved`, and writes nothing, when a colleague has added one
   * meanwhile.
   */
  private async add(referral: Referral, step: SignedDocument): Promise<Referral[]> {
    const documents = await this.document.change((before) => {
      const now = this.read(before).find(({ id }) => id === referral.id);
      if (lastLink(now) !== lastLink(referral)) throw new Moved();
      return [...before, step];
    });
    return this.read(documents);
  }

  private next(referral: Referral, act: Step["act"]): SignedDocument {
    const previous = lastLink(referral);
    return this.sign({ id: referral.id, act, authority: "", recipient: "", reports: [], previous });
  }

  /** Returns all referrals after this step. Throws `Moved`. */
  async step(referral: Referral, act: Exclude<Step["act"], "proposed" | "sent">): Promise<Referral[]> {
    return this.add(referral, this.next(referral, act));
  }

  /**
   * Returns the file for the authority, once the ledger holds the approval. Throws `SamePerson`, `NotTwo`,
   * `NotAgreed`, `Moved`, and what `exportCases` throws. `onProgress` counts cases.
   */
  async approve(
    referral: Referral,
    reports: Case[],
    onProgress: (done: number) => void,
  ): Promise<{ file: Uint8Array; referrals: Referral[] }> {
    const [proposed] = referral.steps;
    if (!proposed || proposed.by === this.session.me.member) throw new SamePerson();
    requireTwo(proposed.by, this.session.me.member, this.session.parties(this.cases.consultation));
    await requireConsent(this.cases, reports);
    const approval = this.next(referral, "sent");
    const recipients = [{ name: referral.authority, recipient: referral.recipient, inside: false }];
    const order = { cases: reports, recipients, masked: true, approvals: [...referral.documents, approval] };
    const file = await exportCases(this.session, this.cases, order, onProgress);
    const referrals = await this.add(referral, approval);
    const approved = referrals.find(({ id }) => id === referral.id);
    if (!approved?.steps.some(({ act }) => act === "sent")) throw new Moved();
    return { file, referrals };
  }
}
