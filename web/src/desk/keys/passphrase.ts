// What is derived from a member's passphrase (protocol 4.1): an authenticator, which the server checks,
// and the identity under which the member's keys are wrapped. The seed of it is wiped before anything else happens.
import { identityOf, recipientOf } from "../../crypto/age";
import { type Bundle, wrap } from "../../crypto/bundle";
import { base64, base64url, fromBase64url } from "../../crypto/bytes";
import { type Derived, PASSPHRASE, normalisePassphrase, wipe } from "../../crypto/derive";
import { derive } from "../../page/derivation";
import type { NewPassphrase, Salt } from "../../wire";
import type { Api } from "../ui/api";

/** After failures an attempt to sign in costs work: then the ticket asks for some. */
export const askSalt = (api: Api, login: string): Promise<Salt> =>
  api.json(`/api/desk/salt?login=${encodeURIComponent(login)}`);

const derived = async <T>(passphrase: string, salt: string, use: (derived: Derived) => T | Promise<T>): Promise<T> => {
  const secrets = await derive(normalisePassphrase(passphrase), fromBase64url(salt), PASSPHRASE);
  try {
    return await use(secrets);
  } finally {
    wipe(secrets);
  }
};

/** What proves the passphrase to the server, in base64url; it opens nothing. */
export const authenticatorOf = (passphrase: string, salt: string): Promise<string> =>
  derived(passphrase, salt, ({ authenticator }) => base64url(authenticator));

/** The authenticator, and the identity that opens the member's keys. */
export const openPassphrase = (
  passphrase: string,
  salt: string,
): Promise<{ authenticator: string; identity: string }> =>
  derived(passphrase, salt, ({ authenticator, seed }) => ({
    authenticator: base64url(authenticator),
    identity: identityOf(seed),
  }));

/** A bundle wrapped to a new passphrase, as the server takes it. */
export const underPassphrase = (bundle: Bundle, passphrase: string): Promise<NewPassphrase> => {
  const salt = base64url(crypto.getRandomValues(new Uint8Array(16)));
  return derived(passphrase, salt, async ({ authenticator, seed }) => {
    const wrapped = await wrap(bundle, await recipientOf(identityOf(seed)));
    return { salt, authenticator: base64url(authenticator), wrap: base64(wrapped) };
  });
};
