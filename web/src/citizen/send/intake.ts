// What must be known before anything is encrypted: the offered key, checked against the public chain.
import { json } from "../../page/request";
import { Told, isNamed } from "../../page/told";
import type { Library } from "./crypto";
import type { Statement } from "../../crypto/statement";
import type { IntakeOffer, KeyChain } from "../../wire";

/** The published key is not what the chain says: nothing may be sent. */
export class KeyAlarm extends Told {
  override readonly name = "KeyAlarm";

  constructor() {
    super("js-key-alarm");
  }
}

export const isKeyAlarm = (error: unknown): error is KeyAlarm => isNamed(error, "KeyAlarm");

/** Nobody has renewed the circle's key for too long, or the clock of the phone is wrong: nothing is sealed to it. */
export class OutdatedKey extends Told {
  constructor() {
    super("js-key-outdated");
  }
}

export interface Intake {
  offer: IntakeOffer;
  statements: Statement[];
}

/**
 * Fetches offer and chain; throws `KeyAlarm` unless the whole chain holds and ends in the offered recipient,
 * `OutdatedKey` when that is too old.
 */
export const intake = async (library: Library, consultation: string, root: string): Promise<Intake> => {
  const offer = await json<IntakeOffer>(`/api/intake/${consultation}`);
  const statements = await chain(library, consultation, root);
  const last = current(library, statements);
  if (last.recipient !== offer.recipient || last.number !== offer.epoch) throw new KeyAlarm();
  return { offer, statements };
};

/** The last statement of a verified chain: what is sealed now is sealed to its recipient. */
export const current = (library: Library, statements: Statement[]): Statement => {
  const last = statements[statements.length - 1];
  if (!last) throw new KeyAlarm();
  if (library.isOutdated(statements, Date.now())) throw new OutdatedKey();
  return last;
};

/** The verified chain, which must start from the root key that is part of the page. */
export const chain = async (library: Library, consultation: string, root: string): Promise<Statement[]> => {
  const published = await json<KeyChain>(`/api/keys/${consultation}`);
  if (published.root !== root) throw new KeyAlarm();
  try {
    return library.verifyChain(published, consultation);
  } catch {
    throw new KeyAlarm();
  }
};
