// A write that comes second: a colleague has changed the same thing in the meantime, and the server refuses it.
import { isRefused } from "../../page/told";

/**
 * Runs `attempt` until it is not refused with one of `codes`, `tries` times at most; `again` tells it to look first at
 * what the colleague has saved.
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
