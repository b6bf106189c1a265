// What members do with their own keys: the words by which colleagues know them, another passphrase, the sheet, the key
// file.
import { recipientOf } from "../../crypto/age";
import { publicKey } from "../../crypto/signing";
import { memberWords } from "../../crypto/words";
import type { NewSheet } from "./enrol";
import { underPassphrase } from "./passphrase";
import type { Session } from "./session";

/** The public halves of this member's keys. They are no matter of the server. */
export const ownKeys = async ({
  bundle,
}: Pick<Session, "bundle">): Promise<{ recipient: string; signing: string }> => ({
  recipient: await recipientOf(bundle.identity),
  signing: publicKey(bundle.signing),
});

/** The eight words by which colleagues know this member's keys. */
export const ownWords = async (session: Session): Promise<string> => {
  const { recipient, signing } = await ownKeys(session);
  return memberWords(session.me.member, recipient, signing);
};

/** Wraps the member's keys to another passphrase. Passkeys and recovery sheet open nothing any more. */
export const changePassphrase = async (session: Session, passphrase: string): Promise<void> => {
  const body = await underPassphrase(session.bundle, passphrase);
  await session.api.put("/api/desk/account/passphrase", body);
  session.salt = body.salt;
  session.me.wrap = body.wrap;
  session.me.recovery = false;
  session.passkeys = false;
};

/** Puts a recovery sheet in force that is on paper now. An earlier one opens nothing any more. */
export const keepRecovery = async (session: Session, sheet: NewSheet): Promise<void> => {
  await sheet.keep(session.api);
  session.me.recovery = true;
};

/** The member's wrapped keys as a file for `sutura open`. */
export const keyFile = ({ salt, me }: Session): string =>
  JSON.stringify({ salt, member: me.member, login: me.login, wrap: me.wrap });
