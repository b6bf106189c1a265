// Ed25519 (RFC 8032) with keys and signatures as base64url.
import * as ed25519 from "@noble/ed25519";
import { sha512 } from "@noble/hashes/sha2.js";
import { base64url, fromBase64url } from "./bytes";

ed25519.hashes.sha512 = sha512;

export const publicKey = (seed: Uint8Array): string => base64url(ed25519.getPublicKey(seed));

export const sign = (message: Uint8Array, seed: Uint8Array): string => base64url(ed25519.sign(message, seed));

/** RFC 8032 strictly: no small-order keys, one encoding per signature. */
export const verify = (message: Uint8Array, signature: string, key: string): boolean => {
  try {
    return ed25519.verify(fromBase64url(signature), message, fromBase64url(key), { zip215: false });
  } catch {
    return false;
  }
};
