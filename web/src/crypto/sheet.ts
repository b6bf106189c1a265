// What is printed on paper: the recovery sheet of a member, and the root key of an organisation, whole or in parts
// (protocol 4.1 and 4.2). Letters and digits with a checksum (Bech32, BIP-173), so that typing errors are noticed.
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bech32 } from "@scure/base";
import { combine, split } from "shamir-secret-sharing";
import { concat, fromBase64url, utf8 } from "./bytes";
import { publicKey } from "./signing";

const IDENTITY = "age-secret-key-pq-";
const ROOT = "suturaroot";
const PART = "suturapart";

/** The text is not one of a printed sheet, or was mistyped. */
export class NotASheet extends Error {
  override readonly name = "NotASheet";
}

export const isNotASheet = (error: unknown): error is NotASheet => error instanceof Error && error.name === "NotASheet";

/** Too few parts, or parts of different keys. */
export class PartsDiffer extends Error {
  override readonly name = "PartsDiffer";
}

export const isPartsDiffer = (error: unknown): error is PartsDiffer =>
  error instanceof Error && error.name === "PartsDiffer";

/** In groups of four, which are easiest to copy; the prefix that names the kind stays whole. */
export const grouped = (sheet: string): string => {
  const [prefix = ""] = /^(AGE-SECRET-KEY-PQ-1|SUTURA[A-Z]{4}1)/.exec(sheet) ?? [];
  const groups = sheet.slice(prefix.length).replace(/(.{4})(?=.)/g, "$1 ");
  return prefix ? `${prefix} ${groups}` : groups;
};

const bare = (typed: string): string => typed.replace(/[\s\u00a0\u2011-]/g, "").toLowerCase();

const decode = (typed: string, prefix: string): Uint8Array => {
  try {
    const { words, prefix: found } = bech32.decode(typed as `${string}1${string}`, 200);
    if (found !== prefix) throw new NotASheet();
    return bech32.fromWords(words);
  } catch {
    throw new NotASheet();
  }
};

const encode = (prefix: string, bytes: Uint8Array): string =>
  bech32.encode(prefix, bech32.toWords(bytes), 200).toUpperCase();

/** The seed of a member's recovery identity, from its text as age prints it; spaces between groups do not matter. */
export const recoverySeed = (typed: string): Uint8Array => {
  const letters = bare(typed);
  const prefix = bare(IDENTITY);
  if (!letters.startsWith(`${prefix}1`)) throw new NotASheet();
  const seed = decode(IDENTITY + letters.slice(prefix.length), IDENTITY);
  if (seed.length !== 32) throw new NotASheet();
  return seed;
};

/** What the server is shown instead of the sheet. */
export const sheetAuthenticator = (seed: Uint8Array): Uint8Array =>
  hkdf(sha256, seed, undefined, utf8("sutura/v1/recovery"), 32);

/** Which root a sheet belongs to: the first bytes of the hash of its public key. */
const mark = (root: string): Uint8Array => sha256(fromBase64url(root)).subarray(0, 4);

/** The root seed as texts of which `needed` are enough: one text when `needed` is 1. */
export const printRoot = async (seed: Uint8Array, count: number, needed: number): Promise<string[]> => {
  const own = mark(publicKey(seed));
  if (needed < 2) return [encode(ROOT, concat(own, seed))];
  const shares = await split(seed, count, needed);
  return shares.map((share) => encode(PART, concat(own, new Uint8Array([needed]), share)));
};

interface Read {
  mark: Uint8Array;
  needed: number;
  bytes: Uint8Array;
}

const read = (typed: string): Read => {
  const letters = bare(typed);
  if (letters.startsWith(`${ROOT}1`)) {
    const bytes = decode(letters, ROOT);
    if (bytes.length !== 36) throw new NotASheet();
    return { mark: bytes.subarray(0, 4), needed: 1, bytes: bytes.subarray(4) };
  }
  const bytes = decode(letters, PART);
  if (bytes.length !== 38) throw new NotASheet();
  return { mark: bytes.subarray(0, 4), needed: bytes[4] ?? 0, bytes: bytes.subarray(5) };
};

/**
 * The seed of the root key `root`, from the whole text or from enough parts. Throws `NotASheet` when nothing readable
 * was typed, `PartsDiffer` when the parts are too few or of another key.
 */
export const rootSeed = async (typed: string[], root: string): Promise<Uint8Array> => {
  const parts = typed.filter((part) => part.trim()).map(read);
  const [first] = parts;
  if (!first) throw new NotASheet();
  const wanted = mark(root).join();
  if (
    parts.some((part) => part.mark.join() !== wanted) ||
    new Set(parts.map((part) => part.bytes.join())).size < first.needed
  )
    throw new PartsDiffer();
  const seed = first.needed === 1 ? first.bytes : await combine(parts.map((part) => part.bytes));
  // Parts that do not belong together combine to some other key without an error.
  if (publicKey(seed) !== root) throw new PartsDiffer();
  return seed;
};
