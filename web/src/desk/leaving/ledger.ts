// The ledger of referrals: what was handed to which authority when, without any content. Each step is a document signed
// by who took it and linked to the step before.
import type { SignedDocument } from "../../crypto/document";
import { type Signer, linkTo, memberOf, signerOf } from "../case/author";

/** What a step says. The first has all of it, the others only what has become of the referral. */
export interface Step {
  consultation: string;
  id: string;
  act: "proposed" | "sent" | "withdrawn" | "acknowledged" | "answered";
  week: string;
  authority: string;
  recipient: string;
  reports: string[];
  /** Hex SHA-256 of the step before, `-` for the first. */
  previous: string;
}

export interface Referral extends Omit<Step, "act" | "week" | "previous"> {
  steps: { act: Step["act"]; week: string; by: string }[];
  documents: SignedDocument[];
}

/** The steps that may follow a step; `""` stands for the beginning. */
const NEXT: Record<string, Step["act"][]> = {
  "": ["proposed"],
  proposed: ["sent", "withdrawn"],
  sent: ["acknowledged", "answered"],
  acknowledged: ["answered"],
};

/** What a step names as the one before it. */
export const lastLink = (referral: Referral | undefined): string =>
  linkTo(referral?.documents[referral.documents.length - 1]);

/**
 * Returns the referral after a step, or `undefined` when the step does not follow. Throws when the document is no step.
 */
const afterStep = (
  referrals: Map<string, Referral>,
  document: SignedDocument,
  consultation: string,
  signers: Signer[],
): Referral | undefined => {
  const by = memberOf(document);
  const signer = signerOf(document, "circle", signers);
  const { act, week, previous, ...step } = JSON.parse(document.signed) as Step;
  // A signer whose keys nobody here has compared may be the server's.
  if (!signer?.known || step.consultation !== consultation) return undefined;
  const before = referrals.get(step.id);
  const last = before?.steps[before.steps.length - 1];
  if (!NEXT[last?.act ?? ""]?.includes(act) || previous !== lastLink(before)) return undefined;
  // Who proposed cannot approve.
  if (act === "sent" && before?.steps[0]?.by === by) return undefined;
  const { authority, recipient, reports } = before ?? step;
  return {
    ...step,
    authority,
    recipient,
    reports,
    steps: [...(before?.steps ?? []), { act, week, by }],
    documents: [...(before?.documents ?? []), document],
  };
};

/**
 * Returns the referrals that the documents tell of. A step that is not signed, linked, in order or anybody's to take is
 * left out.
 */
export const readLedger = (documents: SignedDocument[], consultation: string, signers: Signer[]): Referral[] => {
  const referrals = new Map<string, Referral>();
  for (const document of documents) {
    try {
      const referral = afterStep(referrals, document, consultation, signers);
      if (referral) referrals.set(referral.id, referral);
    } catch {
      // What is no step at all stops none of the others.
      continue;
    }
  }
  return [...referrals.values()];
};
