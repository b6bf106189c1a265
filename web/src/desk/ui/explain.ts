// What went wrong, in words of the page or of the server. An error that a person is told about knows its message
// (page/told.ts).
import { isNotASheet, isPartsDiffer } from "../../crypto/sheet";
import { isOffline } from "../../page/request";
import { text, wordsOf } from "../../page/texts";
import { isRefused } from "../../page/told";
import { TICKETS } from "./retry";

/**
 * What a person is told about an error. `act`: something was being done that may have happened although no answer came;
 * otherwise what nobody foresaw is put down to the network.
 */
export const explain = (error: unknown, act = false): string => {
  // The protocol's own errors know nothing of messages, and the server does not know that there was a passkey first.
  if (isNotASheet(error)) return text("desk-not-a-sheet");
  if (isPartsDiffer(error)) return text("desk-parts-differ");
  if (isRefused(error, "passphrase-needed")) return text("desk-passkey-passphrase");
  if (isRefused(error, ...TICKETS)) return text("desk-ticket-refused");
  if (isOffline(error)) return text(act ? "desk-unknown-outcome" : "desk-network");
  return wordsOf(error, act ? "desk-unknown-outcome" : "desk-network");
};
