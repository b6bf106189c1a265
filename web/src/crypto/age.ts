// age files to post-quantum hybrid recipients, padded (protocol 4.3), in memory and as a stream.
import { bech32 } from "@scure/base";
import { Decrypter, Encrypter, identityToRecipient } from "age-encryption";
import { pad, paddedSize, prefix, unpad } from "./padding";

/** `AGE-SECRET-KEY-PQ-1…` of a 32-byte seed. */
export const identityOf = (seed: Uint8Array): string => bech32.encodeFromBytes("AGE-SECRET-KEY-PQ-", seed).toUpperCase();

export const recipientOf = (identity: string): Promise<string> => identityToRecipient(identity);

const encrypter = (recipients: string[]): Encrypter => {
  const encrypter = new Encrypter();
  for (const recipient of recipients) {
    if (!recipient.startsWith("age1pq1")) throw new Error("not a hybrid recipient");
    encrypter.addRecipient(recipient);
  }
  return encrypter;
};

/** A whole file in memory, not padded: key bundles only. */
export const sealUnpadded = (recipients: string[], plain: Uint8Array): Promise<Uint8Array> =>
  encrypter(recipients).encrypt(plain);

export const seal = (recipients: string[], plain: Uint8Array): Promise<Uint8Array> => sealUnpadded(recipients, pad(plain));

export const openUnpadded = (file: Uint8Array, identity: string): Promise<Uint8Array> => {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(file, "uint8array");
};

export const open = async (file: Uint8Array, identity: string): Promise<Uint8Array> =>
  unpad(await openUnpadded(file, identity));

// A header with one hybrid stanza, and the payload nonce.
const HEADER = 1627 + 16;
const CHUNK = 65536;
const TAG = 16;

/** Size of the age file over a padded plaintext of `length` bytes. */
export const sealedSize = (length: number): number => {
  const padded = paddedSize(length);
  return HEADER + padded + Math.ceil(padded / CHUNK) * TAG;
};

/** Encrypts a source of `length` bytes piece by piece, in constant memory. */
export const sealStream = (
  recipient: string,
  length: number,
  pieces: () => Promise<Uint8Array | null>,
): Promise<ReadableStream<Uint8Array>> => {
  let filler = paddedSize(length) - 8 - length;
  const padded = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(prefix(length));
    },
    async pull(controller) {
      const piece = await pieces();
      if (piece) {
        if (piece.length > 0) controller.enqueue(piece);
        else await this.pull?.(controller);
        return;
      }
      const size = Math.min(filler, CHUNK);
      filler -= size;
      if (size > 0) controller.enqueue(new Uint8Array(size));
      if (filler === 0) controller.close();
    },
  });
  return encrypter([recipient]).encrypt(padded);
};
