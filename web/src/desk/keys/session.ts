// A signed-in member: their keys, the keys of their circles' epochs, and the check of what is published.
import { identityOf, recipientOf } from "../../crypto/age";
import type { Codes } from "../../page/message-id";
import { type Bundle, unwrap } from "../../crypto/bundle";
import { base64url, fromBase64, fromBase64url } from "../../crypto/bytes";
import { normalisePassphrase } from "../../crypto/derive";
import { publicKey } from "../../crypto/signing";
import { type Chain, type Statement, verifyChain } from "../../crypto/statement";
import { memberWords } from "../../crypto/words";
import { text } from "../../page/texts";
import { derive, solveTicket } from "../../page/derivation";
import { Api } from "../ui/api";
import { type NewSheet, underPassphrase } from "./enrol";
import { NoPasskey, PassphraseNeeded, pick } from "./passkey";
import { announceHead, headsAgree } from "./heads";
import { Pins } from "./pins";
import type { Author, Signer } from "../case/author";
import type { Circle } from "../case/circle";
import { Told } from "../../page/told";

interface Me {
  member: string;
  login: string;
  role: Codes<"desk-role-">;
  csrf: string;
  wrap: string;
  /** Whether there is a recovery sheet. */
  recovery: boolean;
  /** Where the daily mail goes, if it is wanted. */
  mail: string | null;
  /** Whether this installation sends mail. */
  mail_offered: boolean;
  circles: Circle[];
  members: Record<string, { login: string; organisation: string; recipient: string; signing: string }>;
  /** Names of the organisations whose members are in these circles, by id. */
  organisations: Record<string, string>;
  /** Everybody else of the organisation, also those whose account is closed: they may have signed records. */
  others: Record<string, { login: string; signing: string }>;
  week: string;
  today: string;
}

interface Salt {
  salt: string;
  m: number;
  t: number;
}

/** After failures an attempt costs work. */
type Asked = Salt & { ticket: { challenge: string; work: number } };

/** The passphrase was right for the server and yet does not open the keys. */
export class WrongPassphrase extends Told {
  constructor() {
    super("desk-wrong-passphrase");
  }
}

const askSalt = (api: Api, login: string): Promise<Asked> =>
  api.json<Asked>(`/api/desk/salt?login=${encodeURIComponent(login)}`);

export class Session {
  private readonly epochs = new Map<string, Bundle>();
  /** Circles whose published key is not the circle's, or whose history is not the one seen before. Stays until sign-out. */
  readonly alarms: Circle[] = [];
  /** Told when an alarm is raised, whatever was going on, and when a circle was started. */
  onChange: (() => void) | null = null;
  /** Per circle: colleagues whose keys this browser has not seen there before. */
  readonly unknown = new Map<string, string[]>();
  /** Per circle: the chain that was compared last, and held. */
  private readonly compared = new Map<string, Chain>();
  readonly pins: Pins;
  /** Whether the member is known to have a passkey, to be offered where the passphrase is asked for again. */
  passkeys = false;

  private constructor(
    readonly api: Api,
    readonly me: Me,
    readonly bundle: Bundle,
    private salt: Salt,
  ) {
    this.pins = new Pins(me.member);
  }

  static async enter(
    login: string,
    passphrase: string,
    totp: string,
    onProgress: (done: number) => void,
  ): Promise<Session> {
    const door = new Api("");
    const { ticket, ...salt } = await askSalt(door, login);
    const derived = await derive(
      normalisePassphrase(passphrase),
      fromBase64url(salt.salt),
      { m: salt.m, t: salt.t },
      onProgress,
    );
    const authenticator = base64url(derived.authenticator);
    const solved = await solveTicket(ticket.challenge, ticket.work);
    const entered = await door.post<{ csrf: string }>("/api/desk/session", {
      login,
      authenticator,
      totp,
      ticket: solved,
    });
    const identity = identityOf(derived.seed);
    derived.seed.fill(0);
    return Session.begin(entered.csrf, salt, identity);
  }

  /** With a passkey: alone where it opens the keys, else in place of the code, with login and passphrase. */
  static async enterWithPasskey(
    login: string,
    passphrase: string,
    onProgress: (done: number) => void,
  ): Promise<Session> {
    const door = new Api("");
    const { state, credential, identity } = await pick(door);
    if (!passphrase) {
      if (!identity) throw new PassphraseNeeded();
      const entered = await door.post<{ csrf: string; wrap: string }>("/api/desk/session/passkey", {
        state,
        credential,
      });
      return Session.begin(entered.csrf, undefined, identity, entered.wrap);
    }
    const salt = await askSalt(door, login);
    const derived = await derive(
      normalisePassphrase(passphrase),
      fromBase64url(salt.salt),
      { m: salt.m, t: salt.t },
      onProgress,
    );
    const authenticator = base64url(derived.authenticator);
    const entered = await door.post<{ csrf: string }>("/api/desk/session/passkey", {
      state,
      credential,
      authenticator,
    });
    const opened = identityOf(derived.seed);
    derived.seed.fill(0);
    return Session.begin(entered.csrf, salt, opened);
  }

  /** Signs in again under the same login, with the keys that are open here, so that nothing that is being written is lost. */
  async reenter(passphrase: string, totp: string): Promise<void> {
    const door = new Api("");
    const { ticket, ...salt } = await askSalt(door, this.me.login);
    const derived = await derive(normalisePassphrase(passphrase), fromBase64url(salt.salt), { m: salt.m, t: salt.t });
    derived.seed.fill(0);
    const authenticator = base64url(derived.authenticator);
    const solved = await solveTicket(ticket.challenge, ticket.work);
    const entered = await door.post<{ csrf: string; member: string }>("/api/desk/session", {
      login: this.me.login,
      authenticator,
      totp,
      ticket: solved,
    });
    // Another account under this login has other keys than those that are open here.
    if (entered.member !== this.me.member) throw new WrongPassphrase();
    this.api.goOn(entered.csrf);
  }

  /** As `reenter`, with a passkey. */
  async reenterWithPasskey(): Promise<void> {
    const door = new Api("");
    const { state, credential } = await pick(door);
    const entered = await door.post<{ csrf: string; member: string }>("/api/desk/session/passkey", {
      state,
      credential,
    });
    if (entered.member !== this.me.member) throw new NoPasskey();
    this.api.goOn(entered.csrf);
  }

  /** Opens the keys with `identity`: those under the passphrase, or those in `wrapped`. */
  private static async begin(
    csrf: string,
    known: Salt | undefined,
    identity: string,
    wrapped?: string,
  ): Promise<Session> {
    const api = new Api(csrf);
    const me = await api.json<Me>("/api/desk/me");
    const bundle = await unwrap(fromBase64(wrapped ?? me.wrap), identity, "member", me.member).catch(() => {
      throw new WrongPassphrase();
    });
    const { salt, m, t } = known ?? (await askSalt(api, me.login));
    const session = new Session(api, me, bundle, { salt, m, t });
    session.passkeys = wrapped !== undefined;
    api.renew = () => session.renew();
    session.take(me);
    await session.unlock();
    return session;
  }

  /** Goes on under the session of another window, if it is this member's. */
  private async renew(): Promise<boolean> {
    const me = await this.api.json<Me>("/api/desk/me").catch(() => undefined);
    if (!me || me.member !== this.me.member || this.api.sends(me.csrf)) return false;
    this.api.goOn(me.csrf);
    return true;
  }

  /** Asks for circles and wraps again: a colleague may have started an epoch. */
  async refresh(): Promise<void> {
    this.take(await this.api.json<Me>("/api/desk/me"));
    await this.unlock();
  }

  /** Whatever the server says of circles and colleagues passes here, and is compared with what was seen before. */
  private take(me: Me): void {
    Object.assign(this.me, me);
    this.unknown.clear();
    for (const circle of me.circles) {
      const keys = circle.members.map((id) => [id, me.members[id] ?? { recipient: "", signing: "" }] as const);
      const own = keys.filter(([id]) => id !== me.member);
      this.unknown.set(circle.consultation, this.pins.unknown(circle.consultation, Object.fromEntries(own)));
    }
  }

  private async unlock(): Promise<void> {
    for (const circle of [...this.me.circles]) {
      await this.open(circle);
      if (await this.publishedIsOurs(circle)) continue;
      // A colleague may have started a period between the two answers: only what stays wrong is an alarm.
      this.take(await this.api.json<Me>("/api/desk/me"));
      const again = this.me.circles.find((one) => one.consultation === circle.consultation);
      if (again) await this.open(again);
      const sound = !again || (await this.publishedIsOurs(again));
      if (!sound && !this.alarms.some((one) => one.consultation === circle.consultation)) {
        this.alarms.push(circle);
        this.onChange?.();
      }
    }
  }

  /** Unwraps what this member holds of a circle. */
  private async open(circle: Circle): Promise<void> {
    for (const { number, wrap } of circle.epochs) {
      const id = `${circle.consultation}/${number}`;
      if (this.epochs.has(id)) continue;
      const bundle = await unwrap(fromBase64(wrap), this.bundle.identity, "epoch", id).catch(() => undefined);
      if (bundle) this.epochs.set(id, bundle);
    }
  }

  /** The public chain must hold, continue the one seen before and end in a key that this member holds. */
  private async publishedIsOurs(circle: Circle): Promise<boolean> {
    if (circle.epochs.length === 0) return !this.pins.hasChain(circle.consultation);
    const chain = await this.fetchChain(circle.consultation);
    try {
      const statements = verifyChain(chain, circle.consultation);
      if (!this.pins.continues(circle.consultation, chain, statements)) return false;
      const last = statements[statements.length - 1];
      if (!last) return false;
      // Every key that this member was given must be the one that its statement names.
      for (const statement of statements) {
        const held = this.epoch(circle.consultation, statement.number);
        if (!held && statement === last) return false;
        const same =
          !held ||
          ((await recipientOf(held.identity)) === statement.recipient && publicKey(held.signing) === statement.signing);
        if (!same) return false;
      }
      if (!headsAgree(this, circle, chain)) return false;
      this.compared.set(circle.consultation, chain);
      await announceHead(this, circle, chain);
      return true;
    } catch {
      return false;
    }
  }

  /** What a stranger gets. A server that does not answer is no alarm: nothing goes on without an answer. */
  private async fetchChain(consultation: string): Promise<Chain> {
    const response = await fetch(`/api/keys/${consultation}`, { credentials: "omit", cache: "no-store" });
    if (!response.ok) throw new Error("the chain was not served");
    return (await response.json()) as Chain;
  }

  /** The chain on which an epoch may be signed: compared with keys and with what was seen before. */
  comparedChain(consultation: string): Chain | undefined {
    const raised = this.alarms.some((circle) => circle.consultation === consultation);
    return raised ? undefined : this.compared.get(consultation);
  }

  /** The public chain as a stranger gets it, verified. */
  async published(consultation: string): Promise<{ chain: Chain; statements: Statement[] }> {
    const chain = await this.fetchChain(consultation);
    return { chain, statements: verifyChain(chain, consultation) };
  }

  epoch(consultation: string, number: number): Bundle | undefined {
    return this.epochs.get(`${consultation}/${number}`);
  }

  /** As `epoch`; throws where this member does not hold the key. */
  key(consultation: string, number: number): Bundle {
    const bundle = this.epoch(consultation, number);
    if (!bundle) throw new Error("no key of this epoch");
    return bundle;
  }

  /** The last epoch that this member holds: the one that citizens encrypt to now. */
  current(consultation: string): { number: number; bundle: Bundle } | undefined {
    const numbers = this.me.circles
      .find((circle) => circle.consultation === consultation)
      ?.epochs.map((one) => one.number);
    const number = Math.max(...(numbers ?? []));
    const bundle = this.epoch(consultation, number);
    return bundle && { number, bundle };
  }

  /** Who signs what this member writes. */
  get author(): Author {
    return { member: this.me.member, week: this.me.week, seed: this.bundle.signing };
  }

  login(member: string): string {
    return (this.me.members[member] ?? this.me.others[member])?.login ?? member.slice(0, 8);
  }

  /** The name of an organisation whose members are in the circles; else what can be said of it. */
  organisation(id: string): string {
    return Object.entries(this.me.organisations).find(([one]) => one === id)?.[1] ?? text("desk-organisation-other");
  }

  /** Who may have signed a record of this circle. */
  signers(consultation: string): Signer[] {
    const unknown = this.unknown.get(consultation) ?? [];
    const colleagues = Object.entries(this.me.members).map(([id, { signing }]) => ({
      id,
      signing,
      known: !unknown.includes(id),
    }));
    return [...colleagues, ...this.pins.authors(consultation, this.me.others)];
  }

  /** Gives the passphrase again, for acts on keys and members. */
  async confirm(passphrase: string): Promise<void> {
    const derived = await derive(normalisePassphrase(passphrase), fromBase64url(this.salt.salt), {
      m: this.salt.m,
      t: this.salt.t,
    });
    derived.seed.fill(0);
    await this.api.post("/api/desk/session/confirm", { authenticator: base64url(derived.authenticator) });
  }

  /** As `confirm`, with a passkey. */
  async confirmWithPasskey(): Promise<void> {
    const { state, credential } = await pick(this.api);
    await this.api.post("/api/desk/session/confirm/passkey", { state, credential });
  }

  /** Wraps the member's keys to another passphrase. */
  async changePassphrase(passphrase: string): Promise<void> {
    const body = await underPassphrase(this.bundle, passphrase);
    await this.api.request("/api/desk/account/passphrase", {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    this.salt = { ...this.salt, salt: body.salt };
    this.me.wrap = body.wrap;
    this.me.recovery = false;
    this.passkeys = false;
  }

  /** Puts a recovery sheet in force that is on paper now. An earlier one opens nothing any more. */
  async keepRecovery(sheet: NewSheet): Promise<void> {
    await sheet.keep(this.api);
    this.me.recovery = true;
  }

  /** The six words by which colleagues know this member's keys. */
  async words(): Promise<string> {
    return memberWords(this.me.member, await recipientOf(this.bundle.identity), publicKey(this.bundle.signing));
  }

  /** The member's wrapped keys as a file for `sutura open`. */
  keyFile(): string {
    return JSON.stringify({ ...this.salt, member: this.me.member, login: this.me.login, wrap: this.me.wrap });
  }

  async leave(): Promise<void> {
    this.bundle.signing.fill(0);
    await this.api.request("/api/desk/session", { method: "DELETE" }).catch(() => undefined);
  }
}
