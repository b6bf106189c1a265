// The cryptography of citizen pages, in a script of its own: it loads while the person types.
import { sha256 } from "@noble/hashes/sha2.js";
import * as age from "../crypto/age";
import * as bytes from "../crypto/bytes";
import { receiptSalt } from "../crypto/derive";
import { verifyDocument } from "../crypto/document";
import * as receipt from "../crypto/receipt";
import { verifyChain } from "../crypto/statement";

const library = { age, bytes, receipt, receiptSalt, sha256, verifyChain, verifyDocument };

export type Library = typeof library;

declare global {
  interface Window {
    suturaCrypto?: Library;
  }
}

window.suturaCrypto = library;
window.dispatchEvent(new Event("sutura-crypto"));
