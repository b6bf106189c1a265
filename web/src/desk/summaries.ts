// Summaries: drafts as sealed documents, approval as the first words that leave the circle.
import { open, recipientOf, seal } from "../crypto/age";
import { fromBase64, fromUtf8, utf8 } from "../crypto/bytes";
import { type Document, signDocument, verifyDocument } from "../crypto/document";
import type { Session } from "./session";

export interface Words {
  title: string;
  body: string;
  asked: string;
  side_effects: string;
  category: string;
  country: string;
  region: string;
  month: string;
  verification: string;
  press: boolean;
  checklist: string[];
  embargo_until?: string;
}

export interface Draft {
  id: string;
  author: string;
  week: string;
  document: Document;
  words: Words;
}

export class Summaries {
  constructor(
    private readonly session: Session,
    readonly consultation: string,
  ) {}

  private sign(words: Words): Document {
    return signDocument("summary", `member:${this.session.me.member}`, words, this.session.bundle.signing);
  }

  async propose(words: Words): Promise<void> {
    const current = this.session.current(this.consultation);
    if (!current) throw new Error("no key");
    const recipient = await recipientOf(current.bundle.identity);
    const sealed = await seal([recipient], utf8(JSON.stringify(this.sign(words))));
    await this.session.api.request(`/api/desk/circles/${this.consultation}/summaries?epoch=${current.number}`, {
      method: "POST",
      body: sealed as BodyInit,
    });
  }

  /** The drafts that this member can open and whose author's signature holds. */
  async drafts(): Promise<Draft[]> {
    interface Sealed { id: string; epoch: number; author: string; week: string; ciphertext: string }
    const list = await this.session.api.json<{ drafts: Sealed[] }>(`/api/desk/circles/${this.consultation}/summaries`);
    const drafts: Draft[] = [];
    for (const sealed of list.drafts) {
      const key = this.session.epoch(this.consultation, sealed.epoch);
      const author = this.session.me.members[sealed.author];
      if (!key || !author) continue;
      const document = JSON.parse(fromUtf8(await open(fromBase64(sealed.ciphertext), key.identity))) as Document;
      if (!verifyDocument(document, "summary", `member:${sealed.author}`, author.signing)) continue;
      const words = JSON.parse(document.signed) as Words;
      drafts.push({ id: sealed.id, author: sealed.author, week: sealed.week, document, words });
    }
    return drafts;
  }

  async approve(draft: Draft, checklist: string[], embargo: string): Promise<string> {
    const words = { ...draft.words, checklist, embargo_until: embargo };
    const body = { author_document: draft.document, approver_document: this.sign(words) };
    const { slug } = await this.session.api.post<{ slug: string }>(`/api/desk/summaries/${draft.id}/approval`, body);
    return slug;
  }
}
