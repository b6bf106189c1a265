// The cryptography of the report page, in a script of its own: it loads while the person types.
import "../../crypto/gaps";
import { sha256 } from "@noble/hashes/sha2.js";
import { identityOf, recipientOf, seal, sealStream, sealedSize } from "../../crypto/age";
import { base64url, fromBase64url, hex, utf8 } from "../../crypto/bytes";
import { receiptSalt } from "../../crypto/derive";
import { generate, groups } from "../../crypto/receipt";
import { publicKey } from "../../crypto/signing";
import { isOutdated, verifyChain } from "../../crypto/statement";

/** Reads a file `size` bytes at a time, for `age.sealStream`; the hash sees every byte. */
const pieces = (content: Blob, size: number, hash: { update: (bytes: Uint8Array) => unknown }) => {
  let read = 0;
  return async (): Promise<Uint8Array | null> => {
    if (read >= content.size) return null;
    const piece = new Uint8Array(await new Response(content.slice(read, read + size)).arrayBuffer());
    read += piece.length;
    hash.update(piece);
    return piece;
  };
};

// Named one by one: what no page of this script needs, opening files above all, stays out of it.
export const library = {
  age: { identityOf, recipientOf, seal, sealStream, sealedSize },
  bytes: { base64url, fromBase64url, hex, utf8 },
  pieces,
  publicKey,
  receipt: { generate, groups },
  receiptSalt,
  isOutdated,
  sha256,
  verifyChain,
};

export type Library = typeof library;

declare global {
  interface Window {
    suturaCrypto?: Library;
  }
}

window.suturaCrypto = library;
