// Requests of citizen pages: no cookies, no referrer; problems are errors with the server's own words.
import { Told, isNamed, refusal } from "./told";

/** The network failed: whether the request arrived is unknown. */
export class Offline extends Told {
  override readonly name = "Offline";

  constructor() {
    super("js-offline");
  }
}

export const isOffline = (error: unknown): error is Offline => isNamed(error, "Offline");

/** Sends a request. Throws `Refused` on a refusal by the server, `Offline` when it was not reached. */
export const request = async (url: string, init: RequestInit = {}): Promise<Response> => {
  let response: Response;
  try {
    response = await fetch(url, {
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      ...init,
      headers: { "Accept-Language": document.documentElement.lang, ...(init.headers as Record<string, string>) },
    });
  } catch {
    throw new Offline();
  }
  if (response.ok) return response;
  // An answer of a proxy that cannot reach the server says nothing about the request.
  const ours = (response.headers.get("Content-Type") ?? "").includes("problem+json");
  if (response.status >= 502 && !ours) throw new Offline();
  throw await refusal(response);
};

export const json = async <T>(url: string, init?: RequestInit): Promise<T> =>
  (await request(url, init)).json() as Promise<T>;
