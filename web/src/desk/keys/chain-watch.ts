// Watching what is published: the chain of a circle's epochs that strangers are shown must be the one that its members
// know. Whatever is wrong with it is an alarm, which stays until sign-out.
import { type Chain, type Statement, verifyChain } from "../../crypto/statement";
import { json } from "../../page/request";
import { Told } from "../../page/told";
import type { Author, Signer } from "../case/author";
import type { Circle } from "../case/circle";
import type { Api } from "../ui/api";
import { announceHead, headsAgree } from "./heads";
import type { KeyRing } from "./key-ring";
import type { Pins } from "./pins";

/** There is no chain that was compared and held: nothing may be sealed to its keys, or signed on top of it. */
export class ChainInDoubt extends Told {
  constructor() {
    super("desk-chain-in-doubt");
  }
}

export class ChainWatch {
  /** Circles whose published key is not the circle's, or whose history is not the one seen before. */
  readonly alarms: Circle[] = [];
  /** Per circle: the chain that was compared last, and held, and its statements. */
  private readonly held = new Map<string, { chain: Chain; statements: Statement[] }>();

  constructor(
    private readonly api: Api,
    private readonly ring: KeyRing,
    private readonly pins: Pins,
  ) {}

  /**
   * Whether the public chain holds, names every key that this member was given, ends in one of these, agrees with the
   * heads that `colleagues` (with known keys) have signed, and continues the chain seen before. Then its head is left
   * for the colleagues, signed by `author`. Throws when the chain is not served: that is no alarm, and nothing goes on
   * without it.
   */
  async isSound(circle: Circle, colleagues: Signer[], author: Author): Promise<boolean> {
    const { consultation } = circle;
    if (circle.epochs.length === 0) return !this.pins.hasChain(consultation);
    const chain = await this.fetch(consultation);
    try {
      const statements = verifyChain(chain, consultation);
      const last = statements[statements.length - 1];
      // What is remembered of a chain comes last: one that does not fit our keys must not be what later ones continue.
      const sound =
        (await this.ring.open(circle, statements)) &&
        last !== undefined &&
        this.ring.epoch(consultation, last.number) !== undefined &&
        headsAgree(circle, colleagues, chain) &&
        this.pins.continues(consultation, chain, statements);
      if (!sound) return false;
      this.held.set(consultation, { chain, statements });
      await announceHead(this.api, author, circle, chain);
      return true;
    } catch {
      return false;
    }
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
    return this.isRaised(consultation) ? undefined : this.held.get(consultation)?.chain;
  }

  /** The number of the last epoch of the compared chain: the one that everything is sealed to. */
  last(consultation: string): number | undefined {
    const chain = this.compared(consultation);
    return chain && chain.epochs.length - 1;
  }

  /** The statements of the chain that was compared last: what a colleague or the circle signs is held against them. */
  statements(consultation: string): Statement[] {
    return this.held.get(consultation)?.statements ?? [];
  }

  /** The statements of the public chain as a stranger gets them, verified. */
  async published(consultation: string): Promise<Statement[]> {
    return verifyChain(await this.fetch(consultation), consultation);
  }

  private fetch(consultation: string): Promise<Chain> {
    return json<Chain>(`/api/keys/${consultation}`);
  }
}
