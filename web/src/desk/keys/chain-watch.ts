// Watching what is published: the chain of a circle's epochs that strangers are shown must be the one that its members
// know. Whatever is wrong with it is an alarm, which stays until sign-out.
import { type Person, type Roster, inForce } from "../../crypto/roster";
import { publicKey } from "../../crypto/signing";
import { type Chain, type Statement, verifyChain } from "../../crypto/statement";
import { json } from "../../page/request";
import { Told } from "../../page/told";
import type { Author } from "../case/author";
import type { Circle } from "../case/circle";
import type { Api } from "../ui/api";
import { announceHead, headsAgree } from "./heads";
import type { KeyRing } from "./key-ring";
import type { Pins } from "./pins";
import { Rosters, type Seat } from "./rosters";

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

  private readonly rosters: Rosters;

  constructor(
    private readonly api: Api,
    private readonly ring: KeyRing,
    private readonly pins: Pins,
  ) {
    this.rosters = new Rosters(api, ring);
  }

  /**
   * Whether the public chain holds, names every key that this member was given, ends in one of these, has the rosters
   * that the server hands out, of which the last one names this member's own keys, agrees with the heads that the
   * people of the last one have signed, and continues the chain seen before. Then its head is left for the colleagues,
   * signed by `author`. Throws when chain or rosters are not served: no alarm, and nothing goes on without them.
   */
  async isSound(circle: Circle, author: Author): Promise<boolean> {
    const { consultation } = circle;
    const { pins, ring, rosters } = this;
    if (circle.epochs.length === 0) return !pins.hasChain(consultation);
    const [chain, sealed] = await Promise.all([
      this.fetch(consultation),
      rosters.fetch(consultation, pins.lastSeen(consultation)),
    ]);
    try {
      const statements = verifyChain(chain, consultation);
      const last = statements.length - 1;
      if (!(await ring.open(circle, statements)) || !ring.epoch(consultation, last)) return false;
      const read = await rosters.read({ chain, statements }, sealed);
      const present = inForce(read.last);
      const own = present.find(({ member }) => member === author.member);
      if (own?.signing !== publicKey(author.seed) || !(await ring.isOwn(own.recipient))) return false;
      const people = present.map(({ member, signing }) => ({ id: member, signing }));
      // What is remembered of a chain comes last: one that does not fit our keys must not be what later ones continue.
      if (!headsAgree(circle, people, chain) || !pins.continues(consultation, chain, statements)) return false;
      rosters.keep(consultation, read);
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

  /** The roster in force, as it was verified last; none before the first epoch. */
  roster(consultation: string): Roster | undefined {
    return this.rosters.last(consultation);
  }

  /** Who is in the circle, as the roster in force says. */
  present(consultation: string): Person[] {
    return this.rosters.present(consultation);
  }

  /** Everybody who is or was in the circle, with the epochs in which they were: whoever may have signed there. */
  signers(consultation: string): Seat[] {
    return this.rosters.signers(consultation);
  }

  /** The statements of the public chain as a stranger gets them, verified. */
  async published(consultation: string): Promise<Statement[]> {
    return verifyChain(await this.fetch(consultation), consultation);
  }

  private fetch(consultation: string): Promise<Chain> {
    return json<Chain>(`/api/keys/${consultation}`);
  }
}
