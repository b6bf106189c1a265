// What a circle keeps together besides its cases (answers, views, interests, referrals): one sealed document for each, signed by
// who saved it last, to the present epoch. Changed by a function of what is there, so that two at once lose nothing.
import { open, recipientOf, seal } from "../../crypto/age";
import { utf8 } from "../../crypto/bytes";
import { type SignedDocument, signDocument, verifyDocument } from "../../crypto/document";
import { Refused } from "../ui/api";
import { parse } from "../case/case";
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
    const response = await this.session.api.request(this.path);
    if (response.status === 204) return { content: this.empty, revision: 0, epoch: undefined };
    const revision = Number((response.headers.get("ETag") ?? '"0"').replace(/"/g, ""));
    const epoch = Number(response.headers.get("Sutura-Epoch"));
    const key = this.session.epoch(this.consultation, epoch);
    if (!key) throw new Error("no key of this epoch");
    const document = parse<SignedDocument>(await open(new Uint8Array(await response.arrayBuffer()), key.identity));
    const by = document.by.replace("member:", "");
    // Steps and declarations inside carry signatures of their own, which are looked at one by one.
    const inner = this.name === "interests" || this.name === "referrals";
    const signer = this.session
      .signers(this.consultation)
      .find((one) => one.id === by && (inner || one.known || by in this.session.me.members));
    if (!signer || !verifyDocument(document, "circle", document.by, signer.signing))
      throw new Error("the document is not signed");
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
    for (let tries = 1; ; tries++) {
      const { content, revision } = await this.fetch();
      const after = change(content);
      try {
        await this.write(after, revision);
        return after;
      } catch (problem) {
        const retry =
          problem instanceof Refused &&
          (problem.code === "stale-revision" || problem.code === "stale-epoch") &&
          tries < TRIES;
        if (!retry) throw problem;
        await this.session.refresh();
      }
    }
  }

  private async write(content: T, before: number): Promise<void> {
    const current = this.session.current(this.consultation);
    if (!current) throw new Error("no key");
    const signed: Signed<T> = { consultation: this.consultation, name: this.name, revision: before + 1, content };
    const document = signDocument("circle", `member:${this.session.me.member}`, signed, this.session.bundle.signing);
    const sealed = await seal([await recipientOf(current.bundle.identity)], utf8(JSON.stringify(document)));
    const headers = { "If-Match": `"${before}"` };
    await this.session.api.request(`${this.path}?epoch=${current.number}`, {
      method: "PUT",
      headers,
      body: sealed as BodyInit,
    });
  }
}
