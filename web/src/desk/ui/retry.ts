// What is refused because something changed in the meantime, and is tried again: a write that comes second, a ticket
// under less work than is asked for now.
import { isRefused } from "../../page/told";

/** Refusals of a ticket: another one, under the work that is asked for now, may be taken. */
export const TICKETS = ["ticket-expired", "ticket-spent", "ticket-invalid"];

/**
 * Runs `attempt` until it is not refused with one of `codes`, `tries` times at most; `again` tells it to look first at
 * what has changed.
 */
export const onTop = async <T>(
  attempt: (again: boolean) => Promise<T>,
  tries: number,
  codes = ["stale-revision"],
): Promise<T> => {
  for (let count = 1; ; count++) {
    try {
      return await attempt(count > 1);
    } catch (problem) {
      if (count >= tries || !isRefused(problem, ...codes)) throw problem;
    }
  }
};
