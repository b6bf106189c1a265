// Who of a circle is shown a report: not who has declared an interest in it, and not whom its source does not want as a reader.
// All of a circle hold one key, so it is each member's own desk that keeps to this: a help to honest people, not a wall.
import { plainWords, textOf } from "./fold";
import { type Declared, type Prepared, isInterested, prepared } from "./interest";
import type { Case, Envelope } from "./case";
import type { Circle, Session } from "../keys/session";
import { NEAR, type Traits, traitsOf, within } from "./traits";

/** `home`: the source wants nobody from its place, and where this member comes from is not said yet. */
export type Hidden = "interest" | "source" | "home";

/** As far as either place is known, one may be within the other. */
const mayBeWithin = (one: string, other: string): boolean => within(one, other) || within(other, one);

/** Why what has these traits and these words (fold.ts) is not shown to a member of this organisation, who has declared this. Nothing when it is shown; what is not known hides. */
export const hiddenFrom = (
  organisation: string | undefined,
  declared: Prepared | undefined,
  { withheld_from, ...traits }: Traits,
  words: () => string,
): Hidden | undefined => {
  if (isInterested(declared, traits, words)) return "interest";
  if (withheld_from.some((code) => code !== NEAR && (!organisation || code === organisation))) return "source";
  if (!withheld_from.includes(NEAR)) return undefined;
  const { home } = declared ?? {};
  if (!home) return "home";
  const mayBeFromThere =
    traits.places.length === 0
      ? home.length > 0
      : traits.places.some((place) => home.some((one) => mayBeWithin(place, one)));
  return mayBeFromThere ? "source" : undefined;
};

/** What sources said, folded once: the longest part, and it never changes. */
const answered = new WeakMap<Envelope, string>();

const saidIn = (report: Case): string => {
  if (!report.envelope) return "";
  const words = answered.get(report.envelope) ?? plainWords(textOf(report));
  answered.set(report.envelope, words);
  return words;
};

/** All that is said in a report and beside it, but for the exchange. */
const wordsOf = (report: Case): string => {
  const { words, labels, notes } = report.record;
  const files = (report.envelope?.attachments ?? []).map((file) => file.name);
  return saidIn(report) + plainWords([...Object.values(words), ...labels, notes, ...files].join(" "));
};

export class Readers {
  /** The last declaration of each member. */
  private readonly declared: Map<string, Prepared>;

  constructor(
    private readonly session: Session,
    private readonly circle: Circle,
    declared: Declared[],
  ) {
    this.declared = new Map(declared.map((declaration) => [declaration.member, prepared(declaration)]));
  }

  /** Those who are in the circle now: a refresh replaces what the server told of it. */
  private get members(): string[] {
    return (this.session.me.circles.find((circle) => circle.consultation === this.circle.consultation) ?? this.circle)
      .members;
  }

  /** Why something with these traits and words is not shown to a member of the circle. */
  hides(member: string, traits: Traits, words: () => string): Hidden | undefined {
    if (traits.hidden_from?.includes(member)) return "interest";
    return hiddenFrom(this.session.me.members[member]?.organisation, this.declared.get(member), traits, words);
  }

  hiddenFrom(member: string, report: Case): Hidden | undefined {
    // Mostly there is nothing to compare, and there are thousands of reports.
    if (!this.declared.has(member) && !report.envelope?.withheld_from.length) return undefined;
    return this.hides(member, traitsOf(report), () => wordsOf(report));
  }

  /** The members who are shown each of these reports. */
  of(all: Case[]): string[] {
    return this.members.filter((member) => all.every((report) => !this.hiddenFrom(member, report)));
  }
}
