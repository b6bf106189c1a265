// The readers of a circle: which of its members are shown a report (case/hidden.ts), by what each of them has declared.
import type { Case } from "../case/case";
import type { Circle } from "../case/circle";
import { type Hidden, hiddenFrom, wordsOf } from "../case/hidden";
import { type Declared, type Prepared, prepared } from "../case/interest";
import { type Traits, traitsOf } from "../case/traits";
import type { Session } from "../keys/session";

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
    return this.session.people(this.circle.consultation).map(({ member }) => member);
  }

  /** Why something with these traits and words is not shown to a member of the circle. */
  hides(member: string, traits: Traits, words: () => string): Hidden | undefined {
    if (traits.hidden_from?.includes(member)) return "interest";
    const organisation = this.session.organisationOf(this.circle.consultation, member);
    return hiddenFrom(organisation, this.declared.get(member), traits, words);
  }

  hiddenFrom(member: string, report: Case): Hidden | undefined {
    // Mostly there is nothing to compare, and there are thousands of reports.
    if (!this.declared.has(member) && !report.envelope?.withheld_from.length) return undefined;
    return this.hides(member, traitsOf(report), () => wordsOf(report));
  }

  /** The members who are shown each of these reports. */
  of(reports: Case[]): string[] {
    return this.members.filter((member) => reports.every((report) => !this.hiddenFrom(member, report)));
  }
}
