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

  constructor(private readonly csrf: string) {}

  /** As `once`; an act that needs the passphrase again is repeated after it was given. */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    try {
      return await this.once(path, init);
    } catch (error) {
      const asked = error instanceof Refused && error.code === "confirm-again" && this.confirm;
      if (asked && (await asked())) return this.once(path, init);
      throw error;
    }
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
