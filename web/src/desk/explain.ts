// What went wrong, in words of the page or of the server.
import { text } from "../texts";
import { Refused } from "./api";
import { ChainInDoubt, Overtaken } from "./circle";
import { WrongPassphrase } from "./session";

export const explain = (error: unknown): string => {
  if (error instanceof Refused && error.message) return error.message;
  if (error instanceof WrongPassphrase) return text("desk-wrong-passphrase");
  if (error instanceof Overtaken) return text("desk-overtaken");
  if (error instanceof ChainInDoubt) return text("desk-chain-in-doubt");
  return text("desk-network");
};
