// What went wrong, in words of the page or of the server.
import { NotASheet, PartsDiffer } from "../../crypto/sheet";
import { text } from "../../page/texts";
import { Refused } from "./api";
import { ChainInDoubt, Overtaken } from "../keys/circle-keys";
import { NoPasskey, PassphraseNeeded } from "../keys/passkey";
import { NotReady, TooLarge } from "../leaving/export";
import { Moved } from "../leaving/referral";
import { Full } from "../store/shared";
import { WrongPassphrase } from "../keys/session";
import { ForeignRoot } from "../organisation/team";

/** `act` is for what may have been done although no answer came. */
export const explain = (error: unknown, act = false): string => {
  if (error instanceof Refused && error.code === "passphrase-needed") return text("desk-passkey-passphrase");
  if (error instanceof Refused && error.message) return error.message;
  if (error instanceof WrongPassphrase) return text("desk-wrong-passphrase");
  if (error instanceof Overtaken) return text("desk-overtaken");
  if (error instanceof ChainInDoubt) return text("desk-chain-in-doubt");
  if (error instanceof ForeignRoot) return text("desk-chain-in-doubt");
  if (error instanceof NoPasskey) return text("desk-passkey-none");
  if (error instanceof PassphraseNeeded) return text("desk-passkey-passphrase");
  if (error instanceof NotASheet) return text("desk-not-a-sheet");
  if (error instanceof PartsDiffer) return text("desk-parts-differ");
  if (error instanceof NotReady) return text("desk-export-not-ready");
  if (error instanceof TooLarge) return text("desk-export-too-large");
  if (error instanceof Full) return text("desk-full");
  if (error instanceof Moved) return text("desk-referral-moved");
  return text(act ? "desk-unknown-outcome" : "desk-network");
};
