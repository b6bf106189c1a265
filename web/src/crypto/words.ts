// French words for what people compare or remember: fingerprints read aloud, passphrases written on paper. The list is
// that of BIP-39 (2048 words of five to eight letters, distinct in their first four), so a word is 11 bits.
import { wordlist } from "@scure/bip39/wordlists/french.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { fromBase64url, utf8 } from "./bytes";

/** A fingerprint has 88 bits: whoever makes keys until their words are somebody else's needs 2^88 of them. */
const FINGERPRINT = 8;
/** A passphrase has 66 bits, behind Argon2id. */
const PASSPHRASE = 6;

/** The language of the words (BCP 47), whatever that of the page is. */
export const WORDS_LANGUAGE = "fr";

/** The first bits as so many words, in Unicode's composed form. */
const spell = (bytes: Uint8Array, count: number): string => {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const word = (at: number): string => wordlist[parseInt(bits.slice(at * 11, at * 11 + 11), 2)] ?? "";
  return Array.from({ length: count }, (_, at) => word(at))
    .join(" ")
    .normalize("NFC");
};

/** The words of a member's public keys: whoever was given other keys sees other words. */
export const memberWords = (id: string, recipient: string, signing: string): string =>
  spell(sha256(utf8(`sutura member v1\n${id}\n${recipient}\n${signing}\n`)), FINGERPRINT);

/** The words of an organisation's root key, as on its poster. */
export const rootWords = (root: string): string => spell(sha256(fromBase64url(root)), FINGERPRINT);

/** A fresh passphrase of 66 bits. */
export const freshPassphrase = (): string => spell(crypto.getRandomValues(new Uint8Array(9)), PASSPHRASE);
