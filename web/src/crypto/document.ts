// Signed documents (protocol 4.4): everything that a member or a circle states.
import { utf8 } from "./bytes";
import { sign, verify } from "./signing";

export type Kind = "message" | "answer" | "case" | "summary" | "export" | "head" | "event" | "circle" | "roster";

export interface SignedDocument {
  /** Of the format; read from outside, so it may be another number. */
  v: number;
  kind: Kind;
  by: string;
  signed: string;
  signature: string;
}

const message = (kind: Kind, signed: string): Uint8Array => utf8(`sutura ${kind} v1\n${signed}`);

export const signDocument = (kind: Kind, by: string, content: unknown, seed: Uint8Array): SignedDocument => {
  const signed = JSON.stringify(content);
  return { v: 1, kind, by, signed, signature: sign(message(kind, signed), seed) };
};

/** Whether the document is of this kind, by this author, and signed with this key. */
export const verifyDocument = (document: SignedDocument, kind: Kind, by: string, key: string): boolean =>
  document.v === 1 &&
  document.kind === kind &&
  document.by === by &&
  verify(message(kind, document.signed), document.signature, key);
