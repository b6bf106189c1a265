// A signed-in member: who they are, their circles and colleagues, and the keys that are open. Signing in is the matter
// of sign-in.ts, the keys of epochs that of key-ring.ts, the check of what is published that of chain-watch.ts.
import { type Bundle, unwrap } from "../../crypto/bundle";
import { fromBase64 } from "../../crypto/bytes";
import type { Person } from "../../crypto/roster";
import { text } from "../../page/texts";
import { Told, isRefused } from "../../page/told";
import type { Me, SessionStarted, SinceLastSignIn } from "../../wire";
import type { Author, Signer } from "../case/author";
import type { Circle } from "../case/circle";
import type { Parties } from "../case/two-people";
import { Api } from "../ui/api";
import { ChainInDoubt, ChainWatch } from "./chain-watch";
import { KeyRing } from "./key-ring";
import { Names } from "./names";
import { askSalt } from "./passphrase";
import { Pins } from "./pins";

/** The passphrase was right for the server and yet does not open the keys. */
export class WrongPassphrase extends Told {
  constructor() {
    super("desk-wrong-passphrase");
  }
}

/** What opens the keys: the identity, and what it opens where that is not the wrap under the passphrase. */
interface Opening {
  identity: string;
  wrap?: string | null;
  /** Of the passphrase, if it was given; base64url. */
  salt?: string;
}

export class Session {
  /** Told when an alarm is raised, whatever was going on, and when a circle was started. */
  onChange: (() => void) | null = null;
  readonly watch: ChainWatch;
  private readonly ring: KeyRing;
  private readonly names = new Names(this.me.member);
  /** What the last sign-in told of the account. */
  since: SinceLastSignIn | null = null;
  /** Whether the member is known to have a passkey, to be offered where the passphrase is asked for again. */
  passkeys = false;

  private constructor(
    readonly api: Api,
    readonly me: Me,
    readonly bundle: Bundle,
    /** Of the passphrase, base64url. */
    public salt: string,
  ) {
    this.ring = new KeyRing(bundle.identity);
    this.watch = new ChainWatch(api, this.ring, new Pins(me.member));
  }

  /**
   * Opens the keys of who is signed in in this session. Throws `WrongPassphrase` when `identity` does not open
   * them.
   */
  static async begin({ csrf, since }: SessionStarted, { identity, wrap, salt }: Opening): Promise<Session> {
    const api = new Api(csrf);
    const me = await api.json<Me>("/api/desk/me");
    const bundle = await unwrap(fromBase64(wrap ?? me.wrap), identity, "member", me.member).catch(() => {
      throw new WrongPassphrase();
    });
    const session = new Session(api, me, bundle, salt ?? (await askSalt(api, me.login)).salt);
    session.passkeys = wrap !== undefined;
    session.since = since;
    api.renew = () => session.renew();
    await session.unlock();
    return session;
  }

  /** Goes on under a session that the member has begun again over the open desk. */
  goOn({ csrf, since }: SessionStarted): void {
    this.api.goOn(csrf);
    this.since = since;
    this.onChange?.();
  }

  /** Goes on under the session of another window, if it is this member's. */
  private async renew(): Promise<boolean> {
    const me = await this.api.json<Me>("/api/desk/me").catch(() => undefined);
    if (me?.member !== this.me.member || me.csrf === null || this.api.sends(me.csrf)) return false;
    this.api.goOn(me.csrf);
    return true;
  }

  /** Asks for circles and wraps again: a colleague may have started an epoch. */
  async refresh(): Promise<void> {
    await this.ask();
    await this.unlock();
  }

  private async ask(): Promise<void> {
    Object.assign(this.me, await this.api.json<Me>("/api/desk/me"));
  }

  private async unlock(): Promise<void> {
    for (const circle of [...this.me.circles]) {
      if (await this.isSound(circle)) continue;
      // A colleague may have started an epoch between the two answers: only what stays wrong is an alarm.
      await this.ask();
      const again = this.circle(circle.consultation);
      if (again && !(await this.isSound(again)) && this.watch.raise(circle)) this.onChange?.();
    }
  }

  private isSound(circle: Circle): Promise<boolean> {
    return this.watch.isSound(circle, this.author);
  }

  /** The circle as the server told of it last: a refresh replaces all of them. */
  circle(consultation: string): Circle | undefined {
    return this.me.circles.find((circle) => circle.consultation === consultation);
  }

  /** The circle: who is on its roster, without those whom the server lists no more, who have left. */
  people(consultation: string): Person[] {
    const listed = this.circle(consultation)?.members ?? [];
    return this.watch.present(consultation).filter(({ member }) => listed.includes(member));
  }

  /** Whom the server lists in a circle and no roster names: nobody, until a member has compared their words. */
  unknownIn(consultation: string): string[] {
    const roster = this.watch.roster(consultation);
    const present = this.watch.present(consultation);
    const listed = (roster && this.circle(consultation)?.members) ?? [];
    return listed.filter((id) => present.every(({ member }) => member !== id));
  }

  /** The organisation of a member of a circle, as its roster says. */
  organisationOf(consultation: string, id: string): string | undefined {
    return this.watch.present(consultation).find(({ member }) => member === id)?.organisation;
  }

  /** The accounts of a person that are or were in a circle, as its rosters say. */
  accountsOf(consultation: string, person: string): string[] {
    const seats = this.watch.signers(consultation).filter((seat) => seat.person === person);
    return [...new Set(seats.map(({ id }) => id))];
  }

  epoch(consultation: string, number: number): Bundle | undefined {
    return this.ring.epoch(consultation, number);
  }

  /** As `epoch`; throws where this member does not hold the key. */
  key(consultation: string, number: number): Bundle {
    const bundle = this.epoch(consultation, number);
    if (!bundle) throw new Error("no key of this epoch");
    return bundle;
  }

  /**
   * The last epoch of a circle's verified chain: the one that citizens encrypt to now, and that everything is sealed
   * to. `undefined` before the first, and while there is an alarm.
   */
  current(consultation: string): { number: number; bundle: Bundle } | undefined {
    const number = this.watch.last(consultation);
    const bundle = number === undefined ? undefined : this.epoch(consultation, number);
    return number === undefined || !bundle ? undefined : { number, bundle };
  }

  /** As `current`; throws where there is none. */
  sealingKey(consultation: string): { number: number; bundle: Bundle } {
    const current = this.current(consultation);
    if (!current) throw new ChainInDoubt();
    return current;
  }

  /** The numbers of the epochs whose keys this member holds, the latest first. */
  held(consultation: string): number[] {
    return this.ring.held(consultation);
  }

  /**
   * Compares what the server says of epochs with the chain: one that it lacks, also after it was asked for again, is an
   * alarm. A colleague may have started an epoch between two answers.
   */
  async expectEpochs(consultation: string, numbers: number[]): Promise<void> {
    const lacks = (): boolean => numbers.some((number) => !this.watch.statements(consultation)[number]);
    if (!lacks()) return;
    await this.refresh();
    const circle = this.circle(consultation);
    if (circle && lacks() && this.watch.raise(circle)) this.onChange?.();
  }

  /** Who signs what this member writes. */
  get author(): Author {
    return { member: this.me.member, week: this.me.week, seed: this.bundle.signing };
  }

  /** Who may have signed something of this circle, and in which epochs: the people of its rosters and nobody else. */
  signers(consultation: string): Signer[] {
    return this.watch.signers(consultation);
  }

  /** The people of a circle and those who left it, for what needs two. */
  parties(consultation: string): Parties {
    const seats = this.watch.signers(consultation);
    return {
      party: (member) => seats.find(({ id }) => id === member),
      present: this.watch.present(consultation).map(({ member }) => member),
    };
  }

  login(member: string): string {
    return this.names.of(member, this.me);
  }

  /** The name of an organisation whose members are in the circles; else what can be said of it. */
  organisation(id: string): string {
    return (
      Object.entries(this.me.organisations).find(([other]) => other === id)?.[1] ?? text("desk-organisation-other")
    );
  }

  /** Forgets the signing key and ends the session. False when the server did not say that it has ended. */
  async leave(): Promise<boolean> {
    this.bundle.signing.fill(0);
    return this.api.delete("/api/desk/session").then(
      () => true,
      (problem: unknown) => isRefused(problem, "signed-out"),
    );
  }
}
