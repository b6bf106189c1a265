// Passkeys in the browser (WebAuthn level 3). Where the authenticator has a PRF, its output, which only this person's
// device can make, opens a second wrap of the member's keys. It never leaves this file but as the identity that it
// becomes.
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { identityOf, recipientOf } from "../../crypto/age";
import { type Bundle, wrap } from "../../crypto/bundle";
import { base64, base64url, fromBase64url, utf8 } from "../../crypto/bytes";
import type { NewPasskey, PasskeyChallenge, WebAuthnJson } from "../../wire";
import type { Api } from "../ui/api";
import { Told } from "../../page/told";

/** The person gave up, or the device has no passkey for this place. */
export class NoPasskey extends Told {
  constructor() {
    super("desk-passkey-none");
  }
}
/** This passkey is a second factor only: login and passphrase are needed too. */
export class PassphraseNeeded extends Told {
  constructor() {
    super("desk-passkey-passphrase");
  }
}

/** What the PRF is asked with (protocol 4.1). */
const SALT = sha256(utf8("sutura/v1/passkey"));

interface Options {
  challenge: string;
  user?: { id: string; name: string; displayName: string };
  excludeCredentials?: { id: string }[];
  allowCredentials?: { id: string }[];
  extensions?: object;
}

export interface Assertion {
  state: string;
  credential: WebAuthnJson;
  /** The identity that the authenticator's PRF makes, where it has one. */
  identity: string | undefined;
}

interface PrfResults {
  prf?: { enabled?: boolean; results?: { first?: ArrayBuffer } };
}

/** Safari before 16 tells no transports. */
type Attestation = Omit<AuthenticatorAttestationResponse, "getTransports"> &
  Partial<Pick<AuthenticatorAttestationResponse, "getTransports">>;

const text = (buffer: ArrayBuffer | null | undefined): string | null =>
  buffer ? base64url(new Uint8Array(buffer)) : null;

const descriptor = (credential: { id: string }): PublicKeyCredentialDescriptor => ({
  type: "public-key",
  id: fromBase64url(credential.id) as BufferSource,
});

/** With the PRF asked for, and the texts of ids and challenge as bytes. */
const readable = <T>({ options }: PasskeyChallenge): T => {
  const { challenge, user, excludeCredentials = [], allowCredentials = [], extensions } = options as unknown as Options;
  return {
    ...options,
    challenge: fromBase64url(challenge),
    ...(user ? { user: { ...user, id: fromBase64url(user.id) } } : {}),
    excludeCredentials: excludeCredentials.map(descriptor),
    allowCredentials: allowCredentials.map(descriptor),
    extensions: { ...extensions, prf: { eval: { first: SALT } } },
  } as T;
};

const identityFrom = (results: PrfResults): string | undefined => {
  const first = results.prf?.results?.first;
  if (!first) return undefined;
  const output = new Uint8Array(first);
  const identity = identityOf(hkdf(sha256, output, undefined, utf8("sutura/v1/passkey-identity"), 32));
  output.fill(0);
  return identity;
};

export const isPossible = (): boolean => typeof PublicKeyCredential !== "undefined" && window.isSecureContext;

/** Asks the authenticator; every way of not getting an answer is one. */
const ask = async (act: () => Promise<Credential | null>): Promise<PublicKeyCredential> => {
  const credential = await act().catch(() => null);
  if (!credential) throw new NoPasskey();
  return credential as PublicKeyCredential;
};

const assert = async (ceremony: PasskeyChallenge): Promise<Assertion> => {
  const found = await ask(() =>
    navigator.credentials.get({ publicKey: readable<PublicKeyCredentialRequestOptions>(ceremony) }),
  );
  const response = found.response as AuthenticatorAssertionResponse;
  // Built by hand: `toJSON` would hold the PRF's output.
  const credential = {
    id: found.id,
    rawId: text(found.rawId),
    type: found.type,
    response: {
      authenticatorData: text(response.authenticatorData),
      clientDataJSON: text(response.clientDataJSON),
      signature: text(response.signature),
      userHandle: text(response.userHandle),
    },
    extensions: {},
  };
  return { state: ceremony.state, credential, identity: identityFrom(found.getClientExtensionResults() as PrfResults) };
};

/** Any passkey of this instance that the person picks. */
export const pick = async (api: Api): Promise<Assertion> =>
  assert(await api.json<PasskeyChallenge>("/api/desk/session/passkey"));

/** Makes a passkey for the member whose keys these are. Says whether it opens them. */
export const register = async (api: Api, name: string, bundle: Bundle): Promise<boolean> => {
  const ceremony = await api.post<PasskeyChallenge>("/api/desk/passkeys/registration", {});
  const made = await ask(() =>
    navigator.credentials.create({ publicKey: readable<PublicKeyCredentialCreationOptions>(ceremony) }),
  );
  const response = made.response as Attestation;
  const results = made.getClientExtensionResults() as PrfResults;
  let identity = identityFrom(results);
  // Some authenticators evaluate only when they are used, not when they are made.
  if (!identity && results.prf?.enabled) identity = await evaluate(made.rawId);
  const credential = {
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    response: {
      attestationObject: text(response.attestationObject),
      clientDataJSON: text(response.clientDataJSON),
      transports: response.getTransports?.() ?? [],
    },
    extensions: {},
  };
  const wrapped = identity && base64(await wrap(bundle, await recipientOf(identity)));
  const body: NewPasskey = { name, state: ceremony.state, credential, ...(wrapped ? { wrap: wrapped } : {}) };
  await api.post("/api/desk/passkeys", body);
  return identity !== undefined;
};

const evaluate = async (id: ArrayBuffer): Promise<string | undefined> => {
  const publicKey = {
    challenge: crypto.getRandomValues(new Uint8Array(32)),
    allowCredentials: [{ type: "public-key", id }],
    userVerification: "required",
    extensions: { prf: { eval: { first: SALT } } },
  } as PublicKeyCredentialRequestOptions;
  const found = await navigator.credentials.get({ publicKey }).catch(() => null);
  return found ? identityFrom((found as PublicKeyCredential).getClientExtensionResults() as PrfResults) : undefined;
};
