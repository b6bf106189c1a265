// Who of a circle is shown a report: not who has declared an interest in it, and not whom its source does not want as a reader.
// All of a circle hold one key, so it is each member's own desk that keeps to this: a help to honest people, not a wall.
import { type Declared, type Interest, isInterested, latest, placesOf, within } from "./interest";
import type { Case } from "./report";
import type { Circle, Session } from "./session";

/** The code for readers who come from the place that the report names (src/domain/withheld.rs); all others are organisations. */
export const NEAR = "near";

/** `home`: the source wants nobody from its place, and where this member comes from is not said yet. */
export type Hidden = "interest" | "source" | "home";

/** As far as either place is known, one may be within the other. */
const mayBeWithin = (one: string, other: string): boolean => within(one, other) || within(other, one);

/** Why a report is not shown to a member of this organisation, who has declared this. Nothing when it is shown. */
export const hiddenFrom = (organisation: string, declared: Interest | undefined, one: Case): Hidden | undefined => {
  if (isInterested(declared, one)) return "interest";
  const withheld = one.envelope?.withheld_from ?? [];
  if (withheld.includes(organisation)) return "source";
  const places = withheld.includes(NEAR) ? placesOf(one) : [];
  if (places.length === 0) return undefined;
  if (!declared?.home) return "home";
  return places.some((place) => declared.home?.some((home) => mayBeWithin(place, home))) ? "source" : undefined;
};

export class Readers {
  constructor(
    private readonly session: Session,
    private readonly circle: Circle,
    private readonly declared: Declared[],
  ) {}

  /** Why a report is not shown to a member of the circle. */
  hiddenFrom(member: string, one: Case): Hidden | undefined {
    return hiddenFrom(this.session.me.members[member]?.organisation ?? "", latest(this.declared, member), one);
  }

  /** The members who are shown each of these reports. */
  of(all: Case[]): string[] {
    return this.circle.members.filter((member) => all.every((one) => !this.hiddenFrom(member, one)));
  }

  /** Whether nobody of the circle will ever be shown it, whatever they still say of themselves. */
  hasNone(one: Case): boolean {
    return this.circle.members.every((member) => ["interest", "source"].includes(this.hiddenFrom(member, one) ?? ""));
  }
}
