// Waiting while too many people ask for the same: the server refuses at once, and says in how many seconds to come
// back.
import { isRefused } from "../../page/told";

/** How long is waited in all, in seconds: a one-time code is not good for much longer. */
const PATIENCE = 25;

const pass = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/**
 * Runs `attempt`. While it is refused as `crowded`, which changes nothing, waits as long as the server says, and runs
 * it again.
 */
export const patiently = async <T>(attempt: () => Promise<T>, wait = pass): Promise<T> => {
  for (let waited = 0; ;) {
    try {
      return await attempt();
    } catch (problem) {
      if (!isRefused(problem, "crowded")) throw problem;
      const seconds = Math.max(1, problem.after);
      waited += seconds;
      if (waited > PATIENCE) throw problem;
      await wait(seconds);
    }
  }
};
