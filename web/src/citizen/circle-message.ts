// What the circle says to a source: opened with the receipt, and held against the circle's chain.
import type { Derived } from "../crypto/derive";
import type { SignedDocument } from "../crypto/document";
import type { Statement } from "../crypto/statement";
import type { Codes } from "../page/message-id";
import type { Opening } from "./crypto-inbox";
import type { Library } from "./send/crypto";
import type { Attachment } from "./send/upload";

/** What the circle says of a report to its source. */
type Status = Codes<"inbox-status-">;

export interface CircleMessage {
  /** The recipient of the source that it is for. */
  source: string;
  sequence: number;
  body: string;
  status: Status;
  week: string;
  attachments?: Attachment[];
}

/**
 * What the circle wrote to this source; throws for anything else: what no epoch of the chain has signed, what was said
 * to another source, and what an epoch's key signed outside its period.
 */
export const openMessage = async (
  crypto: Library,
  opening: Opening,
  derived: Derived,
  statements: Statement[],
  ciphertext: string,
): Promise<CircleMessage> => {
  const identity = crypto.age.identityOf(derived.seed);
  const plain = await opening.open(opening.fromBase64(ciphertext), identity);
  const document = JSON.parse(opening.fromUtf8(plain)) as SignedDocument;
  const statement = statements.find(({ number }) => document.by === `epoch:${number}`);
  if (!statement || !opening.verifyDocument(document, "message", document.by, statement.signing)) {
    throw new Error("not signed by the circle");
  }
  const message = JSON.parse(document.signed) as CircleMessage;
  if (message.source !== (await crypto.age.recipientOf(identity))) throw new Error("said to another source");
  if (!opening.isInPeriod(statements, statement.number, message.week)) throw new Error("said in another period");
  return message;
};
