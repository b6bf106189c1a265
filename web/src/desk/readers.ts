// Who of a circle is shown a report: not who has declared an interest in it, and not whom its source does not want as a reader.
// All of a circle hold one key, so it is each member's own desk that keeps to this: a help to honest people, not a wall.
import { plainWords, textOf } from "./fold";
import { type Declared, type Interest, isInterested } from "./interest";
import type { Case } from "./report";
import type { Circle, Session } from "./session";
import { NEAR, type Traits, traitsOf, within } from "./traits";

/** `home`: the source wants nobody from its place, and where this member comes from is not said yet. */
export type Hidden = "interest" | "source" | "home";

/** As far as either place is known, one may be within the other. */
const mayBeWithin = (one: string, other: string): boolean => within(one, other) || within(other, one);

/** Why what has these traits and these words (fold.ts) is not shown to a member of this organisation, who has declared this. Nothing when it is shown; what is not known hides. */
export const hiddenFrom = (organisation: string | undefined, declared: Interest | undefined, { withheld_from, ...traits }: Traits, words: () => string): Hidden | undefined => {
  if (isInterested(declared, traits, words)) return "interest";
  if (withheld_from.some((code) => code !== NEAR && (!organisation || code === organisation))) return "source";
  if (!withheld_from.includes(NEAR)) return undefined;
  const { home } = declared ?? {};
  if (!home) return "home";
  const mayBeFromThere = traits.places.length === 0 ? home.length > 0 : traits.places.some((place) => home.some((one) => mayBeWithin(place, one)));
  return mayBeFromThere ? "source" : undefined;
};

/** The words of reports, each made once. */
const known = new WeakMap<Case, string>();

const wordsOf = (one: Case): string => {
  const words = known.get(one) ?? plainWords([textOf(one), ...Object.values(one.record.words), ...one.record.labels].join(" "));
  known.set(one, words);
  return words;
};

export class Readers {
  /** The last declaration of each member. */
  private readonly declared: Map<string, Interest>;

  constructor(
    private readonly session: Session,
    private readonly circle: Circle,
    declared: Declared[],
  ) {
    this.declared = new Map(declared.map((one) => [one.member, one]));
  }

  /** Those who are in the circle now: a refresh replaces what the server told of it. */
  private get members(): string[] {
    return (this.session.me.circles.find((one) => one.consultation === this.circle.consultation) ?? this.circle).members;
  }

  /** Why something with these traits and words is not shown to a member of the circle. */
  hides(member: string, traits: Traits, words: () => string): Hidden | undefined {
    return hiddenFrom(this.session.me.members[member]?.organisation, this.declared.get(member), traits, words);
  }

  hiddenFrom(member: string, one: Case): Hidden | undefined {
    return this.hides(member, traitsOf(one), () => wordsOf(one));
  }

  /** The members who are shown each of these reports. */
  of(all: Case[]): string[] {
    const traits = all.map((one) => ({ one, of: traitsOf(one) }));
    return this.members.filter((member) => traits.every(({ one, of }) => !this.hides(member, of, () => wordsOf(one))));
  }
}
