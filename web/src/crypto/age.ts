// age v1 files to post-quantum hybrid recipients, padded (protocol 4.3), in memory and piece by piece. Recipients,
// stanzas and ciphers come from libraries. They are put together here without the libraries' streams, which browsers
// older than 2022 lack, and without the other key types, which every phone would have to load.
// Format: age-encryption.org/v1 (C2SP), checked by its vectors.
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { base64nopad, bech32 } from "@scure/base";
import { Stanza, encodeHeader, encodeHeaderNoMAC } from "../../node_modules/age-encryption/dist/format.js";
import {
  HybridIdentity,
  HybridRecipient,
  identityToRecipient,
} from "../../node_modules/age-encryption/dist/recipients.js";
import { concat, utf8 } from "./bytes";
import { pad, paddedSize, prefix, unpad } from "./padding";

const NONCE = 16;
const CHUNK = 65536;
const TAG = 16;
const VERSION = "age-encryption.org/v1";
/** Bytes. Our own headers stay below it: at most 16 stanzas of 1.6 KB. */
const LONGEST_HEADER = 32 * 1024;

/** `AGE-SECRET-KEY-PQ-1…` of a 32-byte seed. */
export const identityOf = (seed: Uint8Array): string =>
  bech32.encodeFromBytes("AGE-SECRET-KEY-PQ-", seed).toUpperCase();

/** The public recipient `age1pq1…` of an identity. */
export const recipientOf = (identity: string): Promise<string> => identityToRecipient(identity);

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

const headerMac = (fileKey: Uint8Array, header: Uint8Array): Uint8Array =>
  hmac(sha256, hkdf(sha256, fileKey, undefined, utf8("header"), 32), header);

const payloadKey = (fileKey: Uint8Array, nonce: Uint8Array): Uint8Array =>
  hkdf(sha256, fileKey, nonce, utf8("payload"), 32);

/** The STREAM construction's nonce: a counter of 11 bytes, and 1 in the last byte of the last chunk. */
const chunkNonce = (counter: number, last: boolean): Uint8Array => {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setUint32(7, counter);
  nonce[11] = last ? 1 : 0;
  return nonce;
};

/** Header and nonce of a file, and how its chunks are encrypted, in order. */
const begin = (
  recipients: string[],
): { start: Uint8Array; chunk: (plain: Uint8Array, last: boolean) => Uint8Array } => {
  const fileKey = random(16);
  const stanzas = recipients.flatMap((recipient) => new HybridRecipient(recipient).wrapFileKey(fileKey));
  const header = encodeHeader(stanzas, headerMac(fileKey, encodeHeaderNoMAC(stanzas)));
  const nonce = random(NONCE);
  const key = payloadKey(fileKey, nonce);
  let counter = 0;
  return {
    start: concat(header, nonce),
    chunk: (plain, last) => chacha20poly1305(key, chunkNonce(counter++, last)).encrypt(plain),
  };
};

/** Encrypts in memory, without padding: for key bundles only. */
export const sealUnpadded = async (recipients: string[], plain: Uint8Array): Promise<Uint8Array> => {
  const { start, chunk } = begin(recipients);
  const parts = [start];
  for (let at = 0; at === 0 || at < plain.length; at += CHUNK) {
    parts.push(chunk(plain.subarray(at, at + CHUNK), at + CHUNK >= plain.length));
  }
  return concat(...parts);
};

/** Encrypts in memory, padded. */
export const seal = (recipients: string[], plain: Uint8Array): Promise<Uint8Array> =>
  sealUnpadded(recipients, pad(plain));

interface Header {
  stanzas: Stanza[];
  /** Up to and with `---`: what the MAC covers. */
  covered: Uint8Array;
  mac: Uint8Array;
  size: number;
}

/** Reads a header. Throws on anything that the format does not allow. */
const parseHeader = (file: Uint8Array): Header => {
  const stanzas: Stanza[] = [];
  let at = 0;
  const line = (): string => {
    const end = file.subarray(0, LONGEST_HEADER).indexOf(10, at);
    if (end < 0) throw new Error("header");
    const bytes = file.subarray(at, end);
    at = end + 1;
    if (bytes.some((byte) => byte < 32 || byte > 126)) throw new Error("header");
    return String.fromCharCode(...bytes);
  };
  if (line() !== VERSION) throw new Error("version");
  for (;;) {
    const before = at;
    const [mark, ...args] = line().split(" ");
    if (mark === "---") {
      if (args.length !== 1) throw new Error("mac");
      const mac = base64nopad.decode(args[0] ?? "");
      if (mac.length !== 32 || stanzas.length === 0) throw new Error("mac");
      return { stanzas, covered: file.subarray(0, before + 3), mac, size: at };
    }
    if (mark !== "->" || args.length === 0 || args.some((arg) => arg === "")) throw new Error("stanza");
    const body: Uint8Array[] = [];
    do {
      body.push(base64nopad.decode(line()));
      if ((body[body.length - 1]?.length ?? 0) > 48) throw new Error("stanza");
    } while (body[body.length - 1]?.length === 48);
    stanzas.push(new Stanza(args, concat(...body)));
  }
};

const equal = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.reduce((difference, byte, at) => difference | (byte ^ (b[at] ?? 0)), 0) === 0;

/** The plaintext of a file without padding. Throws when it is not for `identity`, or was changed or cut off. */
export const openUnpadded = async (file: Uint8Array, identity: string): Promise<Uint8Array> => {
  const { stanzas, covered, mac, size } = parseHeader(file);
  const fileKey = new HybridIdentity(identity).unwrapFileKey(stanzas);
  if (!fileKey) throw new Error("not for this key");
  if (!equal(headerMac(fileKey, covered), mac)) throw new Error("header was changed");
  const payload = file.subarray(size + NONCE);
  if (payload.length < TAG) throw new Error("cut off");
  const key = payloadKey(fileKey, file.subarray(size, size + NONCE));
  const step = CHUNK + TAG;
  const parts: Uint8Array[] = [];
  for (let at = 0; at < payload.length; at += step) {
    const last = at + step >= payload.length;
    const plain = chacha20poly1305(key, chunkNonce(at / step, last)).decrypt(payload.subarray(at, at + step));
    // Only an empty file ends in an empty chunk.
    if (plain.length === 0 && at > 0) throw new Error("empty end");
    parts.push(plain);
  }
  return concat(...parts);
};

/** The plaintext of a padded file. Throws as `openUnpadded` does, and on wrong padding. */
export const open = async (file: Uint8Array, identity: string): Promise<Uint8Array> =>
  unpad(await openUnpadded(file, identity));

// A header with one hybrid stanza, and the payload nonce.
const HEADER = 1627 + NONCE;

/** Size of the age file over a padded plaintext of `length` bytes. */
export const sealedSize = (length: number): number => {
  const padded = paddedSize(length);
  return HEADER + padded + Math.ceil(padded / CHUNK) * TAG;
};

/** The pieces of the padded plaintext, one after the other; nothing after the last. */
const paddedPieces = (length: number, pieces: () => Promise<Uint8Array | null>): (() => Promise<Uint8Array | null>) => {
  let first = true;
  let filler = paddedSize(length) - 8 - length;
  return async () => {
    if (first) {
      first = false;
      return prefix(length);
    }
    const piece = await pieces();
    if (piece) return piece;
    const size = Math.min(filler, CHUNK);
    filler -= size;
    return size > 0 ? new Uint8Array(size) : null;
  };
};

/**
 * Encrypts a source of `length` bytes piece by piece, in constant memory. Each call of what it returns gives the next
 * bytes of the file, and nothing when it has ended.
 */
export const sealStream = (
  recipient: string,
  length: number,
  pieces: () => Promise<Uint8Array | null>,
): (() => Promise<Uint8Array | null>) => {
  const { start, chunk } = begin([recipient]);
  const next = paddedPieces(length, pieces);
  const buffer = new Uint8Array(CHUNK);
  let used = 0;
  let rest = new Uint8Array(0);
  let state: "start" | "payload" | "ended" = "start";
  return async () => {
    if (state === "start") {
      state = "payload";
      return start;
    }
    while (state === "payload") {
      // A full buffer is the last one only if nothing follows: it waits for the next byte.
      if (rest.length === 0) {
        const piece = await next();
        if (!piece) {
          state = "ended";
          return chunk(buffer.subarray(0, used), true);
        }
        rest = piece as Uint8Array<ArrayBuffer>;
        continue;
      }
      if (used === CHUNK) {
        used = 0;
        return chunk(buffer, false);
      }
      const part = rest.subarray(0, CHUNK - used);
      buffer.set(part, used);
      used += part.length;
      rest = rest.subarray(part.length);
    }
    return null;
  };
};
