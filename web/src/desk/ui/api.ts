// The desk's requests: the session cookie, the CSRF token on every act, refusals with the server's words. What counts
// as done is decided in page/request.ts.
import { DESK, OPEN, UPLOADS } from "../../page/promised";
import { type Answered, ask, otherAnswer } from "../../page/request";
import { isRefused } from "../../page/told";
import { patiently } from "./patience";

const PROMISED = { ...OPEN, ...UPLOADS, ...DESK };

/** A file of ciphertext as the server holds it. */
export interface SealedFile {
  revision: number;
  /** The epoch to whose key it is sealed. */
  epoch: number;
  /** `undefined` where nothing was saved yet. */
  bytes: Uint8Array | undefined;
}

/** The revision that an answer names (RFC 9110, ETag). A proxy may have made the tag a weak one. */
const revisionOf = ({ headers }: Answered): number => {
  const tag = /^(?:W\/)?"(\d{1,10})"$/.exec(headers.get("ETag") ?? "");
  if (!tag) throw otherAnswer();
  return Number(tag[1]);
};

const inJson = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

export class Api {
  /** Asks the member for the passphrase again, when an act needs it. False when they gave up. */
  confirm: (() => Promise<boolean>) | null = null;
  /** Lets the member sign in again over what they were writing, when the session has ended. False when they gave up. */
  reenter: (() => Promise<boolean>) | null = null;
  /**
   * Takes the token of a session that another window of this browser has begun. False when there is none of this
   * member.
   */
  renew: (() => Promise<boolean>) | null = null;

  constructor(private csrf: string) {}

  /** The token of another session of the same member. */
  goOn(csrf: string): void {
    this.csrf = csrf;
  }

  /** Whether `csrf` is the token that this window sends. */
  sends(csrf: string): boolean {
    return this.csrf === csrf;
  }

  /**
   * As `attempt`, patiently; an act that needs the passphrase again, or another session, is repeated after that was
   * given.
   */
  async request(path: string, init: RequestInit = {}): Promise<Answered> {
    try {
      return await patiently(() => this.attempt(path, init));
    } catch (error) {
      const question = this.question(error);
      if (question && (await question())) return this.request(path, init);
      throw error;
    }
  }

  /** What is asked for after a refusal; nothing for most. */
  private question(error: unknown): (() => Promise<boolean>) | null {
    if (!isRefused(error)) return null;
    if (error.code === "confirm-again") return this.confirm;
    // In another window of this browser the member has signed in again: this one's token is of the session before.
    if (error.code === "cross-site" && this.csrf !== "")
      return async () => (await this.renew?.()) === true || (await this.reenter?.()) === true;
    return error.code === "signed-out" ? this.reenter : null;
  }

  private attempt(path: string, init: RequestInit): Promise<Answered> {
    const headers = { "Sutura-Csrf": this.csrf, ...(init.headers as Record<string, string>) };
    return ask(PROMISED, path, { credentials: "same-origin", ...init, headers });
  }

  async json<T>(path: string, init?: RequestInit): Promise<T> {
    return (await this.request(path, init)).json as T;
  }

  async bytes(path: string, init?: RequestInit): Promise<Uint8Array> {
    return (await this.request(path, init)).bytes;
  }

  post<T>(path: string, body: unknown): Promise<T> {
    return this.json(path, inJson("POST", body));
  }

  async put(path: string, body: unknown): Promise<void> {
    await this.request(path, inJson("PUT", body));
  }

  async delete(path: string): Promise<void> {
    await this.request(path, { method: "DELETE" });
  }

  /** Ciphertext that has revisions. */
  async sealed(path: string): Promise<SealedFile> {
    const answered = await this.request(path);
    const bytes = answered.status === 204 ? undefined : answered.bytes;
    return { revision: revisionOf(answered), epoch: Number(answered.headers.get("Sutura-Epoch")), bytes };
  }

  /**
   * Saves ciphertext over the revision that was read; returns the new one. Refused with `stale-revision` if it was not
   * the last.
   */
  async putSealed(path: string, sealed: Uint8Array, revision: number): Promise<number> {
    const headers = { "If-Match": `"${revision}"` };
    const saved = revisionOf(await this.request(path, { method: "PUT", headers, body: sealed as BodyInit }));
    // Revisions are counted one by one, and the one that is saved is part of what is signed.
    if (saved !== revision + 1) throw otherAnswer();
    return saved;
  }
}
