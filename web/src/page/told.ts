// Errors that a person is told about. One that this side finds knows its text, so that whoever shows it needs no table;
// one that the server states brings the server's own words.
//
// Scripts are bundled one by one (build.mjs), and each has its own copy of these classes: `instanceof` does not know an
// error that another script threw. Errors are told apart by their `name`, with the function beside the class. The lint
// `ours/no-copied-class` refuses `instanceof`.
import type { PlainId } from "./message-id";

/** Whether an error has this name, whichever script threw it. */
export const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

/**
 * What went wrong, with the id of the text that says so. A subclass for each case, with a `name` where callers tell it
 * apart.
 */
export class Told extends Error {
  constructor(readonly messageId: PlainId) {
    super(messageId);
  }
}

export const isTold = (error: unknown): error is Told => error instanceof Error && "messageId" in error;

/** A refusal by the server: its stable code, and what to tell the person (`message`, perhaps empty). */
export class Refused extends Error {
  override readonly name = "Refused";

  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    /** Seconds after which it may be tried again; 0 where the server does not say. */
    readonly after = 0,
  ) {
    super(detail);
  }
}

/** Whether the server refused something: with one of `codes`, or at all if none is named. */
export const isRefused = (error: unknown, ...codes: string[]): error is Refused =>
  isNamed(error, "Refused") && (codes.length === 0 || codes.includes((error as Refused).code));

const isProblem = (headers: Headers): boolean =>
  (headers.get("Content-Type") ?? "").split(";")[0] === "application/problem+json";

/**
 * The refusal in an answer that is a problem document (RFC 9457) of our server; `undefined` for anything else, which a
 * proxy may have answered.
 */
export const refusal = async (response: Response): Promise<Refused | undefined> => {
  if (response.status < 400 || !isProblem(response.headers)) return undefined;
  const problem = (await response.json().catch(() => null)) as { type?: unknown; detail?: unknown } | null;
  const code = /^\/problems\/([\w-]+)$/.exec(String(problem?.type))?.[1];
  if (!code) return undefined;
  const after = Number(response.headers.get("Retry-After")) || 0;
  return new Refused(response.status, code, typeof problem?.detail === "string" ? problem.detail : "", after);
};
