// Summaries: a draft is a document of its author, sealed to the circle. The approval by a second member is the first
// text that the server can read.
import { open, seal } from "../../crypto/age";
import { fromBase64, fromUtf8, utf8 } from "../../crypto/bytes";
import type { SignedDocument } from "../../crypto/document";
import type { SignedSummary, SummaryApproval, SummaryApproved, SummaryDraft, SummaryDrafts } from "../../wire";
import { type Signer, signAs, signerOf, signersIn } from "../case/author";
import type { Case, Level } from "../case/case";
import { type Traits, savedTraits, traitsOf } from "../case/traits";
import { type Doubt, type Parties, doubtOf, requireTwo } from "../case/two-people";
import { sealToCircle } from "../keys/sealing";
import type { Session } from "../keys/session";

/** The content of the signed document. */
export interface SummaryText {
  title: string;
  body: string;
  asked: string;
  side_effects: string;
  category: string;
  country: string;
  region: string;
  /** `2026-11` */
  month: string;
  verification: Level;
  /** Whether journalists may read it under embargo. */
  press: boolean;
  /** The lines of the harm checklist that were ticked. */
  checklist: string[];
  /** First public day, `2026-11-29`; set by the approver. */
  embargo_until?: string;
}

/** A summary that waits for its approval. */
export interface Summary {
  id: string;
  author: string;
  week: string;
  document: SignedDocument;
  text: SummaryText;
  /** Traits of its report, which decide to which members it is shown. */
  traits: Traits;
}

/** What is sealed: the document, and beside it the traits of its report, which are neither signed nor published. */
interface SummaryDocument extends SignedDocument {
  about?: Traits;
}

/** A published summary behind which no two persons stand. */
export interface Doubtful {
  title: string;
  doubt: Doubt;
}

/** Those of what was published that no two of `signers` have signed. Who is in the circle now does not matter. */
export const doubtfulOf = (approved: SignedSummary[], signers: Signer[], parties: Parties): Doubtful[] =>
  approved.flatMap(({ author_document, approver_document, slug }): Doubtful[] => {
    const [author, approver] = [author_document, approver_document].map((document) =>
      signerOf(document, "summary", signers),
    );
    const doubt = author && approver ? doubtOf(author.id, approver.id, { ...parties, present: [] }) : "unknown";
    return doubt ? [{ title: slug, doubt }] : [];
  });

/** Traits for drafts that were written before traits were kept: only what is published anyway. */
const traitsIn = ({ country, region, category }: SummaryText): Traits => ({
  withheld_from: [],
  places: [`${country}.${region}`],
  categories: [category],
});

export class Summaries {
  constructor(
    private readonly session: Session,
    readonly consultation: string,
  ) {}

  private sign(summary: SummaryText): SignedDocument {
    return signAs(this.session.author, "summary", summary);
  }

  /**
   * Proposes a summary; the server takes an `id` once. `hiddenFrom`: members who must not see the report, whatever they
   * declare about their home later.
   */
  async propose(id: string, summary: SummaryText, report: Case, hiddenFrom: string[]): Promise<void> {
    const about: Traits = { ...traitsOf(report), hidden_from: hiddenFrom };
    const document: SummaryDocument = { ...this.sign(summary), about };
    const plain = utf8(JSON.stringify(document));
    await sealToCircle(this.session, this.consultation, async ({ number, recipient }) =>
      this.session.api.request(`/api/desk/circles/${this.consultation}/summaries?id=${id}&epoch=${number}`, {
        method: "POST",
        body: (await seal([recipient], plain)) as BodyInit,
      }),
    );
  }

  /** Returns the summary, or `undefined` when this member cannot open it or its author's signature is wrong. */
  private async read({ id, epoch, author, week, ciphertext }: SummaryDraft): Promise<Summary | undefined> {
    const key = this.session.epoch(this.consultation, epoch);
    const signers = signersIn(this.session.signers(this.consultation), epoch);
    if (!key) return undefined;
    try {
      const plain = fromUtf8(await open(fromBase64(ciphertext), key.identity));
      const { about, ...document } = JSON.parse(plain) as SummaryDocument;
      if (signerOf(document, "summary", signers)?.id !== author) return undefined;
      const text = JSON.parse(document.signed) as SummaryText;
      return { id, author, week, document, text, traits: savedTraits(about) ?? traitsIn(text) };
    } catch {
      // A damaged summary does not stop the others.
      return undefined;
    }
  }

  /** Whether this member may approve. Throws `NotTwo`. */
  private requireTwo({ author }: Summary): void {
    requireTwo(author, this.session.me.member, this.session.parties(this.consultation));
  }

  /** Why this member may not approve; `undefined` where they may. */
  doubt({ author }: Summary): Doubt | undefined {
    return doubtOf(author, this.session.me.member, this.session.parties(this.consultation));
  }

  /** The summaries that wait for their approval. */
  async list(): Promise<Summary[]> {
    const path = `/api/desk/circles/${this.consultation}/summaries`;
    const { drafts } = await this.session.api.json<SummaryDrafts>(path);
    const summaries = await Promise.all(drafts.map((sealed) => this.read(sealed)));
    return summaries.filter((summary) => summary !== undefined);
  }

  /** What was published although the two who signed it are not two persons of the circle. */
  async doubtful(): Promise<Doubtful[]> {
    const path = `/api/desk/circles/${this.consultation}/summaries`;
    const { approved } = await this.session.api.json<SummaryDrafts>(path);
    const signers = this.session.signers(this.consultation);
    return doubtfulOf(approved, signers, this.session.parties(this.consultation));
  }

  /** Publishes it from the day `embargo` on. Throws `NotTwo` where this member and the author are not two persons. */
  async approve(summary: Summary, checklist: string[], embargo: string): Promise<void> {
    this.requireTwo(summary);
    const approved = this.sign({ ...summary.text, checklist, embargo_until: embargo });
    const approval: SummaryApproval = { author_document: summary.document, approver_document: approved };
    await this.session.api.post<SummaryApproved>(`/api/desk/summaries/${summary.id}/approval`, approval);
  }
}
