// From a human secret to keys (protocol 4.1), after Argon2id: HKDF-SHA-256 with one label per key.
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concat, utf8 } from "./bytes";

/** Memory in KiB and passes; one lane always. */
export interface Cost {
  m: number;
  t: number;
}

// Constants of protocol version 1. What a server says of them is not read: it would choose how cheap guessing is.
export const RECEIPT: Cost = { m: 19456, t: 2 };
export const PASSPHRASE: Cost = { m: 65536, t: 3 };

export interface Derived {
  /** Seed of the hybrid identity, 32 bytes. */
  seed: Uint8Array;
  /** 32 bytes; the server is shown these, or their SHA-256. */
  authenticator: Uint8Array;
  /** Seed of the Ed25519 key with which a source signs; of a receipt only. */
  signing: Uint8Array;
}

export const expand = (root: Uint8Array): Derived => ({
  seed: hkdf(sha256, root, undefined, utf8("sutura/v1/identity"), 32),
  authenticator: hkdf(sha256, root, undefined, utf8("sutura/v1/auth"), 32),
  signing: hkdf(sha256, root, undefined, utf8("sutura/v1/signing"), 32),
});

/** Overwrites what was derived. */
export const wipe = ({ seed, authenticator, signing }: Derived): void => {
  for (const secret of [seed, authenticator, signing]) secret.fill(0);
};

export const receiptSalt = (instance: Uint8Array): Uint8Array => sha256(concat(utf8("sutura/v1/receipt\0"), instance));

export const normalisePassphrase = (text: string): string =>
  text.normalize("NFKC").replace(/^[\s\u0085]+|[\s\u0085]+$/g, "");
