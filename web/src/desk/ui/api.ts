// The desk's requests: the session cookie, the CSRF token on every act, refusals with the server's words.

import { isRefused, refusal } from "../../page/told";
import { patiently } from "./patience";

/** A file of ciphertext as the server holds it. */
export interface SealedFile {
  revision: number;
  /** The epoch to whose key it is sealed. */
  epoch: number;
  /** `undefined` where nothing was saved yet. */
  bytes: Uint8Array | undefined;
}

/** The revision that a response names (RFC 9110, ETag); 0 where there is none. */
const revisionOf = (response: Response): number => Number((response.headers.get("ETag") ?? "0").replace(/"/g, ""));

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
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    try {
      return await patiently(() => this.attempt(path, init));
    } catch (error) {
      const ask = this.question(error);
      if (ask && (await ask())) return this.request(path, init);
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

  private async attempt(path: string, init: RequestInit): Promise<Response> {
    const headers = {
      "Accept-Language": document.documentElement.lang,
      "Sutura-Csrf": this.csrf,
      ...(init.headers as Record<string, string>),
    };
    const response = await fetch(path, { cache: "no-store", credentials: "same-origin", ...init, headers });
    if (response.ok) return response;
    throw await refusal(response);
  }

  async json<T>(path: string, init?: RequestInit): Promise<T> {
    const response = await this.request(path, init);
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  async bytes(path: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.request(path)).arrayBuffer());
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
    const response = await this.request(path);
    const bytes = response.status === 204 ? undefined : new Uint8Array(await response.arrayBuffer());
    return { revision: revisionOf(response), epoch: Number(response.headers.get("Sutura-Epoch")), bytes };
  }

  /**
   * Saves ciphertext over the revision that was read; returns the new one. Refused with `stale-revision` if it was not
   * the last.
   */
  async putSealed(path: string, sealed: Uint8Array, revision: number): Promise<number> {
    const headers = { "If-Match": `"${revision}"` };
    return revisionOf(await this.request(path, { method: "PUT", headers, body: sealed as BodyInit }));
  }
}
