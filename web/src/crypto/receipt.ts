// Receipts: 22 random digits and two check digits (ISO 7064 MOD 97-10), shown as six groups of four.
import { digitOf } from "./digit";

const RANDOM = 22;
export const LENGTH = 24;

const remainder = (digits: string): number => {
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest;
};

/** Completes 22 digits with their check digits. */
export const complete = (random: string): string => random + String(98 - remainder(`${random}00`)).padStart(2, "0");

/** A fresh receipt, each digit by rejection sampling. */
export const generate = (): string => {
  let digits = "";
  while (digits.length < RANDOM) {
    for (const byte of crypto.getRandomValues(new Uint8Array(32))) {
      if (byte < 250 && digits.length < RANDOM) digits += String(byte % 10);
    }
  }
  return complete(digits);
};

export type Parsed = { receipt: string } | { mistyped: "length" | "digit" | "check"; count: number };

/** Reads what a person typed; typing errors are found here, before any derivation. */
export const parse = (text: string): Parsed => {
  let digits = "";
  for (const letter of text) {
    if (/[\s.\-\u2011\u2013\u2066-\u2069]/.test(letter)) continue;
    const digit = digitOf(letter);
    if (digit === undefined) return { mistyped: "digit", count: digits.length };
    digits += digit;
  }
  if (digits.length !== LENGTH) return { mistyped: "length", count: digits.length };
  return remainder(digits) === 1 ? { receipt: digits } : { mistyped: "check", count: LENGTH };
};

/** Six groups of four digits. */
export const groups = (receipt: string): string[] => receipt.match(/.{4}/g) ?? [];
