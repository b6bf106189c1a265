// Making what an account consists of, in the member's own browser: keys, their wrap, a one-time secret. The server gets
// what opens nothing: authenticator, wrap, public keys, and the one-time secret, which it must know to check codes.
import { base32 } from "@scure/base";
import { identityOf, recipientOf } from "../../crypto/age";
import { type Bundle, unwrap, wrap } from "../../crypto/bundle";
import { base64, base64url, fromBase64, hex } from "../../crypto/bytes";
import { recoverySeed, sheetAuthenticator } from "../../crypto/sheet";
import { publicKey } from "../../crypto/signing";
import { memberWords } from "../../crypto/words";
import type { NewAccount, NewSecondFactor, Recovery, RecoverySheet, SheetOpened } from "../../wire";
import type { Api } from "../ui/api";
import { askSalt, authenticatorOf, underPassphrase } from "./passphrase";

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

/** A one-time secret that is being set up, and the code that proves it. */
export interface OneTime {
  secret: Uint8Array;
  code: string;
}

export const newSecret = (): Uint8Array => random(20);

/** What authenticator apps read (Key Uri Format). */
export const otpauth = (login: string, secret: Uint8Array): string =>
  `otpauth://totp/Sutura:${encodeURIComponent(login)}?secret=${base32.encode(secret).replace(/=+$/, "")}&issuer=Sutura`;

/** The account of an invitation; returns the eight words of the new keys. */
export const join = async (api: Api, token: string, passphrase: string, { secret, code }: OneTime): Promise<string> => {
  const member = hex(random(16));
  const bundle: Bundle = { kind: "member", id: member, identity: identityOf(random(32)), signing: random(32) };
  const recipient = await recipientOf(bundle.identity);
  const signing = publicKey(bundle.signing);
  const protectedBy = await underPassphrase(bundle, passphrase);
  bundle.signing.fill(0);
  const body: NewAccount = {
    token,
    member,
    ...protectedBy,
    totp: base64url(secret),
    code,
    recipient,
    signing,
  };
  await api.post("/api/desk/join", body);
  return memberWords(member, recipient, signing);
};

/** A one-time secret for who still knows the passphrase. */
export const renewSecondFactor = async (
  api: Api,
  token: string,
  login: string,
  passphrase: string,
  { secret, code }: OneTime,
): Promise<void> => {
  const authenticator = await authenticatorOf(passphrase, (await askSalt(api, login)).salt);
  const body: NewSecondFactor = {
    token,
    authenticator,
    totp: base64url(secret),
    code,
  };
  await api.post("/api/desk/join/second-factor", body);
};

/** A new passphrase and one-time secret for who holds the recovery sheet. */
export const recover = async (
  api: Api,
  login: string,
  sheet: string,
  passphrase: string,
  { secret, code }: OneTime,
): Promise<void> => {
  const seed = recoverySeed(sheet);
  const authenticator = base64url(sheetAuthenticator(seed));
  const found = await api.post<SheetOpened>("/api/desk/recovery", { login, authenticator });
  const bundle = await unwrap(fromBase64(found.wrap), identityOf(seed), "member", found.member);
  seed.fill(0);
  const protectedBy = await underPassphrase(bundle, passphrase);
  bundle.signing.fill(0);
  const body: Recovery = { login, sheet: authenticator, ...protectedBy, totp: base64url(secret), code };
  await api.put("/api/desk/recovery", body);
};

/** A recovery sheet that is made and not yet in force: its text, and what the server is given once it is on paper. */
export interface NewSheet {
  secret: string;
  keep: (api: Api) => Promise<void>;
}

export const recoverySheet = async (bundle: Bundle): Promise<NewSheet> => {
  const seed = random(32);
  const secret = identityOf(seed);
  const body: RecoverySheet = {
    authenticator: base64url(sheetAuthenticator(seed)),
    wrap: base64(await wrap(bundle, await recipientOf(secret))),
  };
  seed.fill(0);
  return { secret, keep: (api) => api.put("/api/desk/account/recovery", body) };
};
