// Proof of work: a nonce such that SHA-256 over `<challenge>.<nonce>` starts with `work` zero bits.
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8 } from "./bytes";

const zeroBits = (hash: Uint8Array): number => {
  let bits = 0;
  for (const byte of hash) {
    if (byte !== 0) return bits + Math.clz32(byte) - 24;
    bits += 8;
  }
  return bits;
};

export const solve = (challenge: string, work: number): string => {
  for (let nonce = 0; ; nonce++) {
    const solved = `${challenge}.${nonce}`;
    if (zeroBits(sha256(utf8(solved))) >= work) return solved;
  }
};
