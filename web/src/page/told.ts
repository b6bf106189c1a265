// Errors that a person is told about. One that this side finds knows its text, so that whoever shows it needs no table;
// one that the server states brings the server's own words.
import type { PlainId } from "./message-id";

/** What went wrong, with the id of the text that says so. A subclass for each case that callers tell apart. */
export class Told extends Error {
  constructor(readonly messageId: PlainId) {
    super(messageId);
  }
}

/** A refusal by the server: its stable code, and what to tell the person (`message`, perhaps empty). */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(detail);
  }
}

/** The refusal in an answer that is a problem document (RFC 9457); without words when the answer is something else. */
export const refusal = async (response: Response): Promise<Refused> => {
  const problem = (await response.json().catch(() => ({}))) as { type?: string; detail?: string };
  return new Refused(response.status, problem.type?.split("/").pop() ?? "unknown", problem.detail ?? "");
};
