// Summaries: drafts as sealed documents, approval as the first words that leave the circle.
import { open, recipientOf, seal } from "../../crypto/age";
import { fromBase64, fromUtf8, utf8 } from "../../crypto/bytes";
import { type SignedDocument, verifyDocument } from "../../crypto/document";
import { signAs } from "../case/author";
import type { Case, Level } from "../case/case";
import type { Session } from "../keys/session";
import { type Traits, savedTraits, traitsOf } from "../case/traits";

export interface Words {
  title: string;
  body: string;
  asked: string;
  side_effects: string;
  category: string;
  country: string;
  region: string;
  month: string;
  verification: Level;
  press: boolean;
  checklist: string[];
  embargo_until?: string;
}

export interface Draft {
  id: string;
  author: string;
  week: string;
  document: SignedDocument;
  words: Words;
  /** What of its report decides who is shown it. */
  about: Traits;
}

/** As the server holds it. */
interface Sealed {
  id: string;
  epoch: number;
  author: string;
  week: string;
  ciphertext: string;
}

/** What is sealed: the document, and what of its report decides who is shown it. That is no part of what is signed and published. */
interface Written extends SignedDocument {
  about?: Traits;
}

export class Summaries {
  constructor(
    private readonly session: Session,
    readonly consultation: string,
  ) {}

  private sign(words: Words): SignedDocument {
    return signAs(this.session.author, "summary", words);
  }

  /** `hiddenFrom`: members who are not shown the report, and never will be by what they declare of their home. */
  async propose(words: Words, report: Case, hiddenFrom: string[]): Promise<void> {
    const current = this.session.current(this.consultation);
    if (!current) throw new Error("no key");
    const recipient = await recipientOf(current.bundle.identity);
    const draft: Written = { ...this.sign(words), about: { ...traitsOf(report), hidden_from: hiddenFrom } };
    const sealed = await seal([recipient], utf8(JSON.stringify(draft)));
    await this.session.api.request(`/api/desk/circles/${this.consultation}/summaries?epoch=${current.number}`, {
      method: "POST",
      body: sealed as BodyInit,
    });
  }

  /** A draft that this member can open and whose author's signature holds. */
  private async read({ id, epoch, author, week, ciphertext }: Sealed): Promise<Draft | undefined> {
    const key = this.session.epoch(this.consultation, epoch);
    const signer = this.session.me.members[author];
    if (!key || !signer) return undefined;
    try {
      const { about, ...document } = JSON.parse(fromUtf8(await open(fromBase64(ciphertext), key.identity))) as Written;
      if (!verifyDocument(document, "summary", `member:${author}`, signer.signing)) return undefined;
      const words = JSON.parse(document.signed) as Words;
      // Older drafts tell no more than what is to be published.
      return {
        id,
        author,
        week,
        document,
        words,
        about: savedTraits(about) ?? {
          withheld_from: [],
          places: [`${words.country}.${words.region}`],
          categories: [words.category],
        },
      };
    } catch {
      // One that is damaged stops nothing.
      return undefined;
    }
  }

  async drafts(): Promise<Draft[]> {
    const list = await this.session.api.json<{ drafts: Sealed[] }>(`/api/desk/circles/${this.consultation}/summaries`);
    const read = await Promise.all(list.drafts.map((sealed) => this.read(sealed)));
    return read.filter((draft) => draft !== undefined);
  }

  async approve(draft: Draft, checklist: string[], embargo: string): Promise<string> {
    const words = { ...draft.words, checklist, embargo_until: embargo };
    const body = { author_document: draft.document, approver_document: this.sign(words) };
    const { slug } = await this.session.api.post<{ slug: string }>(`/api/desk/summaries/${draft.id}/approval`, body);
    return slug;
  }
}
