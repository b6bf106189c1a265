// What a member does with the keys and people of a circle. Keys are made and wrapped here; the server gets ciphertext.
import { wrap } from "../../crypto/bundle";
import type { Admission, CirclePeople, CirclePerson, EpochWrap, NewEpoch, Removal, RootProof } from "../../wire";
import { base64 } from "../../crypto/bytes";
import { onTop } from "../ui/retry";
import { ChainInDoubt } from "./chain-watch";
import type { Reader } from "../../crypto/roster";
import { newEpoch, readerOf } from "./new-epoch";
import type { Circle } from "../case/circle";
import type { Session } from "./session";
import { Told, isNamed, isRefused } from "../../page/told";

/** A moderator, in the circle or not. */
export type Person = CirclePerson;

/** Days after which a period should end. */
export const PERIOD_DAYS = 30;

const DAY = 86_400_000;

/** Times that somebody is taken out, or let in, on top of epochs that others have started meanwhile. */
const REMOVALS = 4;
const ADMISSIONS = 2;

export interface Period {
  number: number;
  /** Its first day, `YYYY-MM-DD`. */
  from: string;
  /** Whether the next one should start. */
  due: boolean;
}

/** Somebody else started the period first; theirs counts. */
export class Overtaken extends Told {
  override readonly name = "Overtaken";

  constructor() {
    super("desk-overtaken");
  }
}

export const isOvertaken = (error: unknown): error is Overtaken => isNamed(error, "Overtaken");

export class CircleKeys {
  constructor(
    private readonly session: Session,
    private readonly consultation: string,
  ) {}

  private get path(): string {
    return `/api/desk/circles/${this.consultation}`;
  }

  /** The circle as the server told it last: a refresh replaces all of them. */
  private now(): Circle | undefined {
    return this.session.circle(this.consultation);
  }

  people(): Promise<CirclePeople> {
    return this.session.api.json(`${this.path}/members`);
  }

  /** The present period, and whether the next one is due. */
  async period(): Promise<Period | undefined> {
    const statements = await this.session.watch.published(this.consultation);
    const last = statements[statements.length - 1];
    if (!last) return undefined;
    const age = (Date.parse(this.session.me.today) - Date.parse(last.from)) / DAY;
    return { number: last.number, from: last.from, due: this.now()?.rekey_due === true || age >= PERIOD_DAYS };
  }

  /**
   * The next epoch, of the circle without those of `without` and with `newcomer`. Whom the server lists and no roster
   * names gets no key: then there is none.
   */
  private async next(without: string[] = [], newcomer?: Reader): Promise<NewEpoch> {
    const { session, consultation } = this;
    await session.refresh();
    const chain = session.watch.compared(consultation);
    const roster = session.watch.roster(consultation);
    const current = session.current(consultation);
    if (!chain || !roster || current?.number !== chain.epochs.length - 1) throw new ChainInDoubt();
    if (this.unknown().some((member) => !without.includes(member) && member !== newcomer?.member))
      throw new ChainInDoubt();
    const stay = session.people(consultation).filter(({ member }) => !without.includes(member));
    const { member, seed } = session.author;
    const maker = { epoch: current.bundle.signing, member, seed };
    const circle = [...stay, ...(newcomer ? [newcomer] : [])];
    return newEpoch({ consultation, chain, roster }, maker, session.me.today, circle);
  }

  /** Starts the next period. */
  async start(): Promise<void> {
    try {
      await this.session.api.post(`${this.path}/epochs`, await this.next());
    } catch (error) {
      if (isRefused(error, "epoch-taken")) throw new Overtaken();
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
  remove(member: string, account: boolean, root: RootProof | null = null): Promise<void> {
    return onTop(
      async () => {
        // Nobody waits for a telephone call to cut somebody off: whom no roster names goes out too.
        const also = this.unknown().filter((other) => other !== member);
        const epoch = await this.next([member, ...also]);
        const removal: Removal = { member, account, also, root, epoch };
        await this.session.api.post(`${this.path}/removals`, removal);
        await this.again();
      },
      REMOVALS,
      ["epoch-taken"],
    );
  }

  /** Whether somebody is on the circle's roster. */
  isInside(id: string): boolean {
    return this.seat(id) !== undefined;
  }

  private seat(id: string): Reader | undefined {
    return this.session.watch.present(this.consultation).find(({ member }) => member === id);
  }

  /**
   * Lets somebody, whose words were compared by voice, read the periods of these numbers, which this member holds. Who
   * is not on the roster comes in with the next period, in the same act.
   */
  give(person: Person, numbers: number[]): Promise<void> {
    return onTop(() => this.admit(person, numbers), ADMISSIONS, ["epoch-taken"]);
  }

  private async admit(person: Person, numbers: number[]): Promise<void> {
    const seat = this.seat(person.member);
    // The keys that were compared when they came in, whatever the server says of them now.
    const { recipient } = seat ?? person;
    const wraps: EpochWrap[] = [];
    for (const number of numbers) {
      const bundle = this.session.epoch(this.consultation, number);
      if (bundle) wraps.push({ number, wrap: base64(await wrap(bundle, recipient)) });
    }
    const epoch = seat ? null : await this.next([], readerOf(person));
    const admission: Admission = { member: person.member, wraps, epoch };
    await this.session.api.post(`${this.path}/members`, admission);
    await this.again();
  }

  /** Whom the server lists in this circle and no roster names. */
  unknown(): string[] {
    return this.session.unknownIn(this.consultation);
  }

  /** The periods that this member can give to others. */
  held(): number[] {
    return this.session.held(this.consultation).reverse();
  }

  async lock(): Promise<void> {
    await this.session.api.request(`${this.path}/lock`, { method: "POST" });
    await this.session.refresh();
  }

  /** The first member asks, the second opens. */
  async unlock(): Promise<void> {
    await this.session.api.delete(`${this.path}/lock`);
    await this.session.refresh();
  }
}
