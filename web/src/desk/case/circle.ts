// A circle as the desk knows it: its questions, its members, the keys of its periods. Shapes only; keys/ fetches and
// opens it.
import type { SignedDocument } from "../../crypto/document";
import type { Kind } from "../../questionnaire/definition";
import type { Label } from "./vocabulary";

export interface Question {
  id: string;
  kind: Kind;
  label: Label;
  options?: { code: string; label: Label }[];
}

export interface Circle {
  consultation: string;
  slug: string;
  questionnaire: { version: number; title: Label; questions: Question[] };
  epochs: { number: number; wrap: string }[];
  members: string[];
  /** What each member's browser has last seen of the chain, signed by them. */
  heads: SignedDocument[];
  /** A member left since the last epoch began. */
  rekey_due: boolean;
  /** Who stopped the intake, and who wants it open again. */
  lock: { by: string; unlock_by: string | null } | null;
}
