// What a circle keeps together besides its cases (answers, views, interests, referrals): one sealed document for each,
// signed by who saved it last, to the present epoch. Changed by a function of what is there, so that two at once lose
// nothing.
import { open, seal } from "../../crypto/age";
import { utf8 } from "../../crypto/bytes";
import type { SignedDocument } from "../../crypto/document";
import { onTop } from "../ui/retry";
import { signAs, signerOf, signersIn } from "../case/author";
import { parse } from "../case/reading";
import { ChainInDoubt } from "../keys/chain-watch";
import { sealingKey } from "../keys/sealing";
import type { Session } from "../keys/session";

export type Name = "answers" | "views" | "interests" | "referrals";

interface Signed<T> {
  consultation: string;
  name: Name;
  revision: number;
  content: T;
}

interface Read<T> {
  content: T;
  revision: number;
  epoch: number | undefined;
}

/** Times that a change is tried on top of what colleagues have saved meanwhile. */
const TRIES = 4;

export class CircleDocument<T> {
  constructor(
    private readonly session: Session,
    private readonly consultation: string,
    private readonly name: Name,
    private readonly empty: T,
  ) {}

  private get path(): string {
    return `/api/desk/circles/${this.consultation}/documents/${this.name}`;
  }

  private async fetch(): Promise<Read<T>> {
    const { revision, epoch, bytes } = await this.session.api.sealed(this.path);
    if (!bytes) return { content: this.empty, revision: 0, epoch: undefined };
    await this.session.expectEpochs(this.consultation, [epoch]);
    const { identity } = this.session.key(this.consultation, epoch);
    const document = parse<SignedDocument>(await open(bytes, identity));
    const signers = signersIn(this.session.signers(this.consultation), epoch);
    if (!signerOf(document, "circle", signers)) throw new ChainInDoubt();
    const signed = JSON.parse(document.signed) as Signed<T>;
    if (signed.consultation !== this.consultation || signed.name !== this.name || signed.revision !== revision)
      throw new Error("another document");
    return { content: signed.content, revision, epoch };
  }

  /** What is there. What lies under an earlier key is sealed again to the present one, or it would go with that key. */
  async load(): Promise<T> {
    const { content, revision, epoch } = await this.fetch();
    const current = this.session.current(this.consultation)?.number;
    if (epoch !== undefined && current !== undefined && epoch < current)
      await this.write(content, revision).catch(() => undefined);
    return content;
  }

  /** Puts `change` on top of what is there now, and returns what came of it. */
  async change(change: (content: T) => T): Promise<T> {
    const attempt = async (again: boolean): Promise<T> => {
      if (again) await this.session.refresh();
      const { content, revision } = await this.fetch();
      const after = change(content);
      await this.write(after, revision);
      return after;
    };
    return onTop(attempt, TRIES, ["stale-revision", "stale-epoch"]);
  }

  private async write(content: T, before: number): Promise<void> {
    const { number, recipient } = await sealingKey(this.session, this.consultation);
    const signed: Signed<T> = { consultation: this.consultation, name: this.name, revision: before + 1, content };
    const document = signAs(this.session.author, "circle", signed);
    const sealed = await seal([recipient], utf8(JSON.stringify(document)));
    await this.session.api.putSealed(`${this.path}?epoch=${number}`, sealed, before);
  }
}
