// The desk's requests: the session cookie, the CSRF token on every act, refusals with the server's words.

export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(detail);
  }
}

export class Api {
  /** Asks the member for the passphrase again, when an act needs it. False when they gave up. */
  confirm: (() => Promise<boolean>) | null = null;
  /** Lets the member sign in again over what they were writing, when the session has ended. False when they gave up. */
  reenter: (() => Promise<boolean>) | null = null;

  /** Takes the token of the session that another window of this browser has begun. False when there is none of the same member. */
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

  /** As `once`; an act that needs the passphrase again, or another session, is repeated after that was given. */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    try {
      return await this.once(path, init);
    } catch (error) {
      const ask = this.question(error);
      if (ask && (await ask())) return this.request(path, init);
      throw error;
    }
  }

  /** What is asked for after a refusal; nothing for most. */
  private question(error: unknown): (() => Promise<boolean>) | null {
    if (!(error instanceof Refused)) return null;
    if (error.code === "confirm-again") return this.confirm;
    // In another window of this browser the member has signed in again: this one's token is of the session before.
    if (error.code === "cross-site" && this.csrf !== "")
      return async () => (await this.renew?.()) || (await this.reenter?.()) || false;
    return error.code === "signed-out" ? this.reenter : null;
  }

  private async once(path: string, init: RequestInit): Promise<Response> {
    const headers = {
      "Accept-Language": document.documentElement.lang,
      "Sutura-Csrf": this.csrf,
      ...(init.headers as Record<string, string>),
    };
    const response = await fetch(path, { cache: "no-store", credentials: "same-origin", ...init, headers });
    if (response.ok) return response;
    const problem = (await response.json().catch(() => ({}))) as { type?: string; detail?: string };
    throw new Refused(response.status, problem.type?.split("/").pop() ?? "unknown", problem.detail ?? "");
  }

  async json<T>(path: string, init?: RequestInit): Promise<T> {
    const response = await this.request(path, init);
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  async bytes(path: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.request(path)).arrayBuffer());
  }

  post<T>(path: string, body: unknown): Promise<T> {
    return this.json(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  }
}
