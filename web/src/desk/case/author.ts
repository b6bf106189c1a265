// Who signed a document of a circle, and how the documents of a history are chained. Pure.
import { sha256 } from "@noble/hashes/sha2.js";
import { hex, utf8 } from "../../crypto/bytes";
import { type Kind, type SignedDocument, signDocument, verifyDocument } from "../../crypto/document";
import { isInForce } from "../../crypto/roster";

/** A member who signs: their id, the week in which they do, and their secret signing key. */
export interface Author {
  member: string;
  week: string;
  seed: Uint8Array;
}

/** Somebody whose signature a document may carry: a person of the circle's roster (keys/rosters.ts). */
export interface Signer {
  id: string;
  signing: string;
  /** The first epoch in which they are in the circle. */
  from: number;
  /** The first one after that without them. */
  until: number | null;
}

/** Those of `signers` who are in the circle in an epoch: nobody else signs what is sealed to it. */
export const signersIn = (signers: Signer[], epoch: number): Signer[] =>
  signers.filter((signer) => isInForce(signer, epoch));

const PREFIX = "member:";

/** Id of the member who is named as the author; nothing is verified. */
export const memberOf = (document: SignedDocument): string => document.by.replace(PREFIX, "");

export const signAs = (author: Pick<Author, "member" | "seed">, kind: Kind, content: unknown): SignedDocument =>
  signDocument(kind, PREFIX + author.member, content, author.seed);

/** The one of `signers` who signed the document; `undefined` when nobody of them did or the signature does not hold. */
export const signerOf = <S extends { id: string; signing: string }>(
  document: SignedDocument,
  kind: Kind,
  signers: S[],
): S | undefined => {
  const signer = signers.find(({ id }) => document.by === PREFIX + id);
  return signer && verifyDocument(document, kind, document.by, signer.signing) ? signer : undefined;
};

/** Hex SHA-256 of a text. */
export const digest = (text: string): string => hex(sha256(utf8(text)));

/** What the next document of a history names this one by; `-` where there is none before. */
export const linkTo = (document: SignedDocument | undefined): string =>
  document ? digest(document.signed + document.signature) : "-";
