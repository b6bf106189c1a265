// What an organisation's root key signs besides epochs: one act, for which a second person is missing or which only an
// owner may do (docs/protocol.md).
import { utf8 } from "./bytes";
import { sign } from "./signing";

/** An act that the root key can allow. */
export interface RootAct {
  act: "close" | "remove" | "agree";
  organisation: string;
  /** The account, or the hash of the invitation. */
  subject: string;
  /** `YYYY-MM-DD` */
  day: string;
}

/** The text that is signed. */
export const rootActText = ({ act, organisation, subject, day }: RootAct): string =>
  `sutura root act v1\nact ${act}\norganisation ${organisation}\nsubject ${subject}\nday ${day}\n`;

/** The signature of the root key, with the day that it names. */
export const signRootAct = (seed: Uint8Array, act: RootAct): { day: string; signature: string } => ({
  day: act.day,
  signature: sign(utf8(rootActText(act)), seed),
});
