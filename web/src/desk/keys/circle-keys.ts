// What a member does with the keys and people of a circle. Keys are made and wrapped here; the server gets ciphertext.
import { wrap } from "../../crypto/bundle";
import { base64 } from "../../crypto/bytes";
import { Refused } from "../ui/api";
import { type NewEpoch, newEpoch } from "./new-epoch";
import type { Circle } from "../case/circle";
import type { Session } from "./session";
import { Told } from "../../page/told";

/** A moderator, in the circle or not. */
export interface Person {
  member: string;
  login: string;
  organisation: string;
  last_week: string | null;
  in_circle: boolean;
  epochs: number[];
  recipient: string;
  signing: string;
}

/** Days after which a period should end. */
export const PERIOD_DAYS = 30;

const DAY = 86_400_000;

/** Somebody else started the period first; theirs counts. */
export class Overtaken extends Told {
  constructor() {
    super("desk-overtaken");
  }
}

/** The published chain is not what this member holds: nothing may be signed on top of it. */
export class ChainInDoubt extends Told {
  constructor() {
    super("desk-chain-in-doubt");
  }
}

export class CircleKeys {
  constructor(
    private readonly session: Session,
    private readonly circle: Circle,
  ) {}

  private get path(): string {
    return `/api/desk/circles/${this.circle.consultation}`;
  }

  /** The circle as the server told it last: a refresh replaces all of them. */
  private now(): Circle | undefined {
    return this.session.circle(this.circle.consultation);
  }

  people(): Promise<{ people: Person[]; shredded: number[] }> {
    return this.session.api.json(`${this.path}/members`);
  }

  /** The present period, and whether the next one is due. */
  async period(): Promise<{ number: number; from: string; due: boolean } | undefined> {
    const statements = await this.session.watch.published(this.circle.consultation);
    const last = statements[statements.length - 1];
    if (!last) return undefined;
    const age = (Date.parse(this.session.me.today) - Date.parse(last.from)) / DAY;
    return { number: last.number, from: last.from, due: this.now()?.rekey_due === true || age >= PERIOD_DAYS };
  }

  /**
   * The next epoch, wrapped to everybody in the circle but those of `without`; the keys of all others must be known
   * ones.
   */
  private async next(without: string[] = []): Promise<NewEpoch> {
    await this.session.refresh();
    const { consultation } = this.circle;
    const fresh = this.now();
    const chain = this.session.watch.compared(consultation);
    const current = this.session.current(consultation);
    if (!fresh || !chain || !current || current.number !== chain.epochs.length - 1) throw new ChainInDoubt();
    const circle = fresh.members.filter((member) => !without.includes(member));
    if (circle.some((member) => this.unknown().includes(member))) throw new ChainInDoubt();
    const recipients = circle.map((member) => ({
      member,
      recipient: this.session.me.members[member]?.recipient ?? "",
    }));
    return newEpoch(
      consultation,
      chain,
      { signer: "epoch", seed: current.bundle.signing },
      this.session.me.today,
      recipients,
    );
  }

  /** Starts the next period. */
  async start(): Promise<void> {
    try {
      await this.session.api.post(`${this.path}/epochs`, await this.next());
    } catch (error) {
      if (error instanceof Refused && error.code === "epoch-taken") throw new Overtaken();
      throw error;
    } finally {
      await this.again();
    }
  }

  /**
   * Asks for the circle as it is now. What was done is done, whether or not this is answered: the next act asks anew.
   */
  private async again(): Promise<void> {
    await this.session.refresh().catch(() => undefined);
  }

  /**
   * Takes a member out, with the period that they cannot read. Somebody may start a period in the same moment: then it
   * is made again on top of theirs, because the person must be out in any case.
   */
  async remove(member: string, account: boolean): Promise<void> {
    for (let tries = 0; ; tries++) {
      try {
        // Nobody waits for a telephone call to cut somebody off: whom this browser does not know goes out of the circle
        // too.
        const also = this.unknown().filter((one) => one !== member);
        const epoch = await this.next([member, ...also]);
        await this.session.api.post(`${this.path}/removals`, { member, account, also, epoch });
        return await this.again();
      } catch (error) {
        const overtaken = error instanceof Refused && error.code === "epoch-taken";
        if (!overtaken || tries >= 3) throw error;
      }
    }
  }

  /** Lets somebody read the periods of these numbers, which this member holds. */
  async give(person: Person, numbers: number[]): Promise<void> {
    const wraps = [];
    for (const number of numbers) {
      const bundle = this.session.epoch(this.circle.consultation, number);
      if (bundle) wraps.push({ number, wrap: base64(await wrap(bundle, person.recipient)) });
    }
    await this.session.api.post(`${this.path}/members`, { member: person.member, wraps });
    await this.accept(person);
  }

  /** Colleagues whose keys this browser has not seen in this circle before. */
  unknown(): string[] {
    return this.session.unknownIn(this.circle.consultation);
  }

  /** Remembers the very keys whose words were compared by voice. */
  async accept(person: Person): Promise<void> {
    this.session.pins.accept(this.circle.consultation, person.member, person);
    await this.session.refresh();
  }

  /** The periods that this member can give to others. */
  held(): number[] {
    return (this.now()?.epochs ?? [])
      .map((one) => one.number)
      .filter((number) => this.session.epoch(this.circle.consultation, number));
  }

  async lock(): Promise<void> {
    await this.session.api.request(`${this.path}/lock`, { method: "POST" });
    await this.session.refresh();
  }

  /** The first member asks, the second opens. */
  async unlock(): Promise<void> {
    await this.session.api.request(`${this.path}/lock`, { method: "DELETE" });
    await this.session.refresh();
  }
}
