// The ledger of referrals: what was handed to which authority in which week, without any content. Each step is a
// document that is signed by the member who took it and linked to the step before.
import type { SignedDocument } from "../../crypto/document";
import { type Signer, linkTo, memberOf, signerOf } from "../case/author";
import { type Parties, doubtOf } from "../case/two-people";

/** The content of a step. Authority, recipient and reports are empty after the first. */
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
  /** Whether one person, under two accounts, has signed both the proposal and an approval that was left out. */
  onePerson: boolean;
}

/** The acts that may follow each act; `""` stands for the beginning. */
const NEXT: Record<string, Step["act"][]> = {
  "": ["proposed"],
  proposed: ["sent", "withdrawn"],
  sent: ["acknowledged", "answered"],
  acknowledged: ["answered"],
};

/** The link of the next step to the last one of a referral. */
export const lastLink = (referral: Referral | undefined): string =>
  linkTo(referral?.documents[referral.documents.length - 1]);

/**
 * Returns the referral with one more step, or `undefined` when the step is not valid. Throws when the document is not a
 * step.
 */
const afterStep = (
  referrals: Map<string, Referral>,
  document: SignedDocument,
  consultation: string,
  signers: Signer[],
  parties: Parties,
): Referral | undefined => {
  const by = memberOf(document);
  const signer = signerOf(document, "circle", signers);
  const { act, week, previous, ...step } = JSON.parse(document.signed) as Step;
  if (!signer || step.consultation !== consultation) return undefined;
  const before = referrals.get(step.id);
  const last = before?.steps[before.steps.length - 1];
  if (!NEXT[last?.act ?? ""]?.includes(act) || previous !== lastLink(before)) return undefined;
  // Nobody approves their own proposal, under another account neither.
  const first = before?.steps[0]?.by;
  if (act === "sent" && first === by) return undefined;
  if (before && act === "sent" && doubtOf(first ?? "", by, { ...parties, present: [] }) === "same-person")
    return { ...before, onePerson: true };
  const { authority, recipient, reports } = before ?? step;
  return {
    ...step,
    authority,
    recipient,
    reports,
    steps: [...(before?.steps ?? []), { act, week, by }],
    documents: [...(before?.documents ?? []), document],
    onePerson: before?.onePerson ?? false,
  };
};

/**
 * Returns the referrals that these documents record. Steps are left out that are not signed by a member, not linked
 * to the step before, not in order, or approved by their own proposer.
 */
export const readLedger = (
  documents: SignedDocument[],
  consultation: string,
  signers: Signer[],
  parties: Parties,
): Referral[] => {
  const referrals = new Map<string, Referral>();
  for (const document of documents) {
    try {
      const referral = afterStep(referrals, document, consultation, signers, parties);
      if (referral) referrals.set(referral.id, referral);
    } catch {
      // A document that is not a step does not stop the others.
      continue;
    }
  }
  return [...referrals.values()];
};
