// Watching what is published: the chain of a circle's epochs that strangers are shown must be the one that its members
// know. Whatever is wrong with it is an alarm, which stays until sign-out.
import { recipientOf } from "../../crypto/age";
import { publicKey } from "../../crypto/signing";
import { type Chain, type Statement, verifyChain } from "../../crypto/statement";
import type { Author, Signer } from "../case/author";
import type { Circle } from "../case/circle";
import type { Api } from "../ui/api";
import { announceHead, headsAgree } from "./heads";
import type { KeyRing } from "./key-ring";
import type { Pins } from "./pins";

export class ChainWatch {
  /** Circles whose published key is not the circle's, or whose history is not the one seen before. */
  readonly alarms: Circle[] = [];
  /** Per circle: the chain that was compared last, and held. */
  private readonly held = new Map<string, Chain>();

  constructor(
    private readonly api: Api,
    private readonly ring: KeyRing,
    private readonly pins: Pins,
  ) {}

  /**
   * Whether the public chain holds, continues the one seen before, agrees with the heads that `colleagues` (with known
   * keys) have signed, and ends in a key that this member holds. Then its head is left for the colleagues, signed by
   * `author`. Throws when the chain is not served: that is no alarm, and nothing goes on without it.
   */
  async isSound(circle: Circle, colleagues: Signer[], author: Author): Promise<boolean> {
    const { consultation } = circle;
    if (circle.epochs.length === 0) return !this.pins.hasChain(consultation);
    const chain = await this.fetch(consultation);
    try {
      const statements = verifyChain(chain, consultation);
      const sound =
        this.pins.continues(consultation, chain, statements) &&
        (await this.namesOurKeys(consultation, statements)) &&
        headsAgree(circle, colleagues, chain);
      if (!sound) return false;
      this.held.set(consultation, chain);
      await announceHead(this.api, author, circle, chain);
      return true;
    } catch {
      return false;
    }
  }

  /** Every key that this member was given must be the one that its statement names, and the last must be among them. */
  private async namesOurKeys(consultation: string, statements: Statement[]): Promise<boolean> {
    const last = statements[statements.length - 1];
    if (!last || !this.ring.epoch(consultation, last.number)) return false;
    for (const { number, recipient, signing } of statements) {
      const bundle = this.ring.epoch(consultation, number);
      if (!bundle) continue;
      if ((await recipientOf(bundle.identity)) !== recipient || publicKey(bundle.signing) !== signing) return false;
    }
    return true;
  }

  /** Raises the alarm for a circle; returns whether it is a new one. */
  raise(circle: Circle): boolean {
    const isNew = !this.isRaised(circle.consultation);
    if (isNew) this.alarms.push(circle);
    return isNew;
  }

  isRaised(consultation: string): boolean {
    return this.alarms.some((circle) => circle.consultation === consultation);
  }

  /**
   * The chain on which an epoch may be signed: compared with keys and with what was seen before; none while there is an
   * alarm.
   */
  compared(consultation: string): Chain | undefined {
    return this.isRaised(consultation) ? undefined : this.held.get(consultation);
  }

  /** The statements of the public chain as a stranger gets them, verified. */
  async published(consultation: string): Promise<Statement[]> {
    return verifyChain(await this.fetch(consultation), consultation);
  }

  private async fetch(consultation: string): Promise<Chain> {
    const response = await fetch(`/api/keys/${consultation}`, { credentials: "omit", cache: "no-store" });
    if (!response.ok) throw new Error("the chain was not served");
    return (await response.json()) as Chain;
  }
}
