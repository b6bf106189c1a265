// Requests of every page, of citizens and of members: the only file that calls `fetch` (the lint `ours/one-fetch`).
// Success is only what the server has promised, in full: status, media type, fields and headers of promised.ts.
// Anything else - the page of a hotspot or of a proxy that is being repaired, a redirection, another status - is an
// answer that did not arrive, and nothing that follows from success may happen. A refusal counts only as the problem
// document that the server makes of it.
import type { Content, Kind, Promised } from "./promise";
import { OPEN } from "./promised";
import { Told, isNamed, refusal } from "./told";

/** The network failed, or somebody else answered: whether the request arrived is unknown. */
export class Offline extends Told {
  override readonly name = "Offline";
}

export const isOffline = (error: unknown): error is Offline => isNamed(error, "Offline");

/** Nobody answered. */
export const silence = (): Offline => new Offline("js-offline");

/** What answered is not our server, or does not say what it promised. */
export const otherAnswer = (): Offline => new Offline("js-other-answer");

/** An answer that holds what was promised. */
export interface Answered {
  status: number;
  headers: Headers;
  /** The JSON; `undefined` where another thing was promised. */
  json: unknown;
  /** The file; empty where another thing was promised. */
  bytes: Uint8Array;
}

/** What was promised for a request: the table's line whose address has a name or an id at each star. */
const promiseOf = (promised: Promised, method: string, url: string): Partial<Record<number, Content>> | undefined => {
  const asked = `${method} ${url.split("?")[0] ?? ""}`;
  const found = Object.keys(promised).find((line) => new RegExp(`^${line.replace(/\*/g, "\\w[\\w.-]*")}$`).test(asked));
  return found === undefined ? undefined : promised[found];
};

const isKind = (kind: Kind, value: unknown): boolean => {
  if (kind === "any") return value !== undefined;
  if (kind === "true") return value === true;
  if (kind === "array") return Array.isArray(value);
  return typeof value === kind && value !== null && !Array.isArray(value);
};

const isHeader = (headers: Headers, name: string, kind: "string" | "number"): boolean =>
  (kind === "number" ? /^\d{1,15}$/ : /./).test(headers.get(name) ?? "");

/** The media type, without what may stand behind it. */
const typeOf = (headers: Headers): string => ((headers.get("Content-Type") ?? "").split(";")[0] ?? "").trim();

/** Reads an answer to its end. Throws `Offline` unless all of it is there, and is what was promised. */
const read = async (response: Response, content: Content): Promise<Answered> => {
  const { status, headers } = response;
  const { json, type } = content;
  const isWhole = Object.entries(content.headers ?? {}).every(([name, kind]) => isHeader(headers, name, kind));
  const isOurs = json ? typeOf(headers) === "application/json" : typeOf(headers).startsWith(type ?? "");
  if (!isWhole || !isOurs) throw otherAnswer();
  const answered: Answered = { status, headers, json: undefined, bytes: new Uint8Array() };
  if (!json && type === undefined) return answered;
  const body = await response.arrayBuffer().catch(() => {
    throw silence();
  });
  if (!json) return { ...answered, bytes: new Uint8Array(body) };
  const said: unknown = await new Response(body).json().catch(() => null);
  const fields = (isKind("object", said) ? said : {}) as Partial<Record<string, unknown>>;
  if (!Object.entries(json).every(([name, kind]) => isKind(kind, fields[name]))) throw otherAnswer();
  return { ...answered, json: said };
};

/** Asks for one of `promised`. Throws `Refused` on a refusal by the server, `Offline` on everything else. */
export const ask = async (promised: Promised, url: string, init: RequestInit): Promise<Answered> => {
  const promise = promiseOf(promised, init.method ?? "GET", url);
  // An address that the server has named in an answer, and that is none of its own.
  if (!promise) throw otherAnswer();
  let response: Response;
  try {
    response = await fetch(url, {
      cache: "no-store",
      referrerPolicy: "no-referrer",
      ...init,
      headers: { "Accept-Language": document.documentElement.lang, ...(init.headers as Record<string, string>) },
      redirect: "error",
    });
  } catch {
    throw silence();
  }
  const content = promise[response.status];
  if (content) return read(response, content);
  throw (await refusal(response)) ?? otherAnswer();
};

let known = OPEN;

/** Adds to what `request` may ask: a page carries the tables that it needs. */
export const asksAlso = (promised: Promised): void => {
  known = { ...known, ...promised };
};

/** As `ask`, without a session: what citizens' pages ask for. */
export const request = (url: string, init: RequestInit = {}): Promise<Answered> =>
  ask(known, url, { credentials: "omit", ...init });

export const json = async <T>(url: string, init?: RequestInit): Promise<T> => (await request(url, init)).json as T;
