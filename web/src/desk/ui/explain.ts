// What went wrong, in words of the page or of the server.
import { NotASheet, PartsDiffer } from "../../crypto/sheet";
import type { PlainId } from "../../page/message-id";
import { text } from "../../page/texts";
import { Told } from "../../page/told";
import { Refused } from "./api";

/** The message of an error. The protocol's own errors know nothing of messages. */
const messageOf = (error: unknown): PlainId | undefined => {
  if (error instanceof Told) return error.messageId;
  if (error instanceof NotASheet) return "desk-not-a-sheet";
  if (error instanceof PartsDiffer) return "desk-parts-differ";
  return error instanceof Refused && error.code === "passphrase-needed" ? "desk-passkey-passphrase" : undefined;
};

/**
 * What a person is told about an error. `act`: something was being done that may have happened although no answer came;
 * otherwise whatever is not known otherwise is put down to the network.
 */
export const explain = (error: unknown, act = false): string => {
  const message = messageOf(error);
  if (message) return text(message);
  if (error instanceof Refused && error.message) return error.message;
  return text(act ? "desk-unknown-outcome" : "desk-network");
};
