// Starting the periods that are due, without being asked: after thirty days, or at once when a member has left.
import type { Circle } from "../case/circle";
import type { Session } from "./session";
import { CircleKeys, isOvertaken } from "./circle-keys";

export interface Renewed {
  circle: Circle;
  /** Why it could not be started, if it could not. */
  error?: unknown;
}

/** Every circle of the member whose next period was due. One that a colleague started meanwhile is fine too. */
export const renew = async (session: Session): Promise<Renewed[]> => {
  const renewed: Renewed[] = [];
  // A circle without a key waits for the root key, not for a member.
  for (const circle of session.me.circles.filter(({ epochs }) => epochs.length > 0)) {
    const keys = new CircleKeys(session, circle.consultation);
    try {
      const period = await keys.period();
      if (!period?.due) continue;
      await keys.start();
      renewed.push({ circle });
    } catch (error) {
      if (!isOvertaken(error)) renewed.push({ circle, error });
    }
  }
  return renewed;
};
