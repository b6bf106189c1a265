// Sealing to a circle: everything that its members write goes to the last epoch of the chain that was verified,
// whatever the server says of epochs.
import { recipientOf } from "../../crypto/age";
import { onTop } from "../ui/retry";
import type { Session } from "./session";

export interface SealingKey {
  number: number;
  /** `age1pq1…` */
  recipient: string;
  /** The epoch's secret signing key. */
  signing: Uint8Array;
}

/** Throws `ChainInDoubt` before the first epoch, and while there is an alarm. */
export const sealingKey = async (session: Session, consultation: string): Promise<SealingKey> => {
  const { number, bundle } = session.sealingKey(consultation);
  return { number, recipient: await recipientOf(bundle.identity), signing: bundle.signing };
};

/** Runs `send` with the present key, and again when a colleague has started an epoch meanwhile. */
export const sealToCircle = <T>(
  session: Session,
  consultation: string,
  send: (key: SealingKey) => Promise<T>,
): Promise<T> =>
  onTop(
    async (again) => {
      if (again) await session.refresh();
      return send(await sealingKey(session, consultation));
    },
    3,
    ["stale-epoch"],
  );
