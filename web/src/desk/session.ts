// A signed-in member: their keys, the keys of their circles' epochs, and the check of what is published.
import { identityOf, recipientOf } from "../crypto/age";
import { type Bundle, unwrap } from "../crypto/bundle";
import { base64url, fromBase64, fromBase64url } from "../crypto/bytes";
import { normalisePassphrase } from "../crypto/derive";
import { publicKey } from "../crypto/signing";
import { type Chain, type Statement, verifyChain } from "../crypto/statement";
import { derive } from "../worker";
import { Api } from "./api";
import type { Kind } from "../questionnaire/definition";
import type { Label } from "./data";

export interface Question {
  id: string;
  kind: Kind;
  label: Label;
  options?: { code: string; label: Label }[];
}

export interface Circle {
  consultation: string;
  slug: string;
  questionnaire: { version: number; title: Label; questions: Question[] };
  epochs: { number: number; wrap: string }[];
  members: string[];
}

interface Me {
  member: string;
  login: string;
  role: string;
  csrf: string;
  wrap: string;
  circles: Circle[];
  members: Record<string, { login: string; recipient: string; signing: string }>;
  week: string;
  today: string;
}

interface Salt {
  salt: string;
  m: number;
  t: number;
}

/** The passphrase was right for the server and yet does not open the keys. */
export class WrongPassphrase extends Error {}

export class Session {
  private readonly epochs = new Map<string, Bundle>();
  /** Consultations whose published key is not the circle's. */
  readonly alarms: string[] = [];

  private constructor(
    readonly api: Api,
    readonly me: Me,
    readonly bundle: Bundle,
    private readonly salt: Salt,
  ) {}

  static async enter(
    login: string,
    passphrase: string,
    totp: string,
    onProgress: (done: number) => void,
  ): Promise<Session> {
    const door = new Api("");
    const salt = await door.json<Salt>(`/api/desk/salt?login=${encodeURIComponent(login)}`);
    const cost = { m: salt.m, t: salt.t };
    const derived = await derive(normalisePassphrase(passphrase), fromBase64url(salt.salt), cost, onProgress);
    const authenticator = base64url(derived.authenticator);
    const entered = await door.post<{ csrf: string }>("/api/desk/session", { login, authenticator, totp });
    const api = new Api(entered.csrf);
    const me = await api.json<Me>("/api/desk/me");
    let bundle: Bundle;
    try {
      bundle = await unwrap(fromBase64(me.wrap), identityOf(derived.seed), "member", me.member);
    } catch {
      throw new WrongPassphrase();
    }
    derived.seed.fill(0);
    const session = new Session(api, me, bundle, salt);
    await session.unlock();
    return session;
  }

  /** Asks for circles and wraps again: a colleague may have started an epoch. */
  async refresh(): Promise<void> {
    Object.assign(this.me, await this.api.json<Me>("/api/desk/me"));
    this.alarms.length = 0;
    await this.unlock();
  }

  private async unlock(): Promise<void> {
    for (const circle of this.me.circles) {
      for (const { number, wrap } of circle.epochs) {
        const id = `${circle.consultation}/${number}`;
        if (this.epochs.has(id)) continue;
        const bundle = await unwrap(fromBase64(wrap), this.bundle.identity, "epoch", id).catch(() => undefined);
        if (bundle) this.epochs.set(id, bundle);
      }
      if (!(await this.publishedIsOurs(circle))) this.alarms.push(circle.consultation);
    }
  }

  /** The public chain, fetched as a stranger would, must hold and end in a key that this member holds. */
  private async publishedIsOurs(circle: Circle): Promise<boolean> {
    if (circle.epochs.length === 0) return true;
    try {
      const statements = await this.statements(circle.consultation);
      const last = statements[statements.length - 1];
      if (!last) return false;
      // Every key that this member was given must be the one that its statement names.
      for (const statement of statements) {
        const held = this.epoch(circle.consultation, statement.number);
        if (!held && statement === last) return false;
        const same = !held || ((await recipientOf(held.identity)) === statement.recipient && publicKey(held.signing) === statement.signing);
        if (!same) return false;
      }
      return true;
    } catch {
      return false;
    }
  }

  private async statements(consultation: string): Promise<Statement[]> {
    const response = await fetch(`/api/keys/${consultation}`, { credentials: "omit", cache: "no-store" });
    return verifyChain((await response.json()) as Chain, consultation);
  }

  epoch(consultation: string, number: number): Bundle | undefined {
    return this.epochs.get(`${consultation}/${number}`);
  }

  /** The last epoch that this member holds: the one that citizens encrypt to now. */
  current(consultation: string): { number: number; bundle: Bundle } | undefined {
    const numbers = this.me.circles.find((one) => one.consultation === consultation)?.epochs.map((one) => one.number);
    const number = Math.max(...(numbers ?? []));
    const bundle = this.epoch(consultation, number);
    return bundle && { number, bundle };
  }

  login(member: string): string {
    return this.me.members[member]?.login ?? member.slice(0, 8);
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
