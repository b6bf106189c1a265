// Two people are two people. What needs two is checked by the server, and here once more before this desk acts on it:
// whoever signed first and whoever acts now must be two persons among the circle's people, whatever accounts they use.
import { Told } from "../../page/told";

/** Somebody as the circle's people are known: whose account it is, and of which organisation. */
export interface Party {
  person: string;
  organisation: string;
}

/** The people of a circle, and those who left it, by account; and which of them are in it now. */
export interface Parties {
  party: (member: string) => Party | undefined;
  present: readonly string[];
}

/** Why two accounts do not stand for the two persons that an act needs. */
export type Doubt = "unknown" | "same-person" | "same-organisation";

/** Returns `undefined` for two persons; where people of several organisations are in the circle, of two of them. */
export const doubtOf = (first: string, second: string, { party, present }: Parties): Doubt | undefined => {
  const [author, approver] = [party(first), party(second)];
  if (!author || !approver) return "unknown";
  if (first === second || author.person === approver.person) return "same-person";
  const isShared = present.some((member) => {
    const organisation = party(member)?.organisation;
    return organisation !== undefined && organisation !== author.organisation;
  });
  return isShared && author.organisation === approver.organisation ? "same-organisation" : undefined;
};

/** The two who stand behind an act are not the two persons that it needs. */
export class NotTwo extends Told {
  override readonly name = "NotTwo";

  constructor(readonly doubt: Doubt) {
    super(`desk-two-${doubt}`);
  }
}

/** Throws `NotTwo`. */
export const requireTwo = (first: string, second: string, people: Parties): void => {
  const doubt = doubtOf(first, second, people);
  if (doubt) throw new NotTwo(doubt);
};
