// Who belongs to a circle: its rosters, opened with the keys of their epochs and held against the verified chain. Whom
// no roster names is nobody, whatever the server says of people.
import { open } from "../../crypto/age";
import { fromBase64 } from "../../crypto/bytes";
import { type Person, type Roster, inForce, nextStart, verifyRoster } from "../../crypto/roster";
import type { Chain, Statement } from "../../crypto/statement";
import type { CircleRosters, SealedRoster } from "../../wire";
import type { Signer } from "../case/author";
import type { Api } from "../ui/api";
import type { KeyRing } from "./key-ring";

/** Somebody who may sign, as two persons are told apart. */
export interface Seat extends Signer {
  person: string;
  organisation: string;
}

/** What holds of a circle: its rosters by number, the last one, and who may have signed in which epochs. */
export interface HeldRosters {
  byNumber: Map<number, Roster>;
  last: Roster;
  signers: Seat[];
}

/**
 * Whoever is on a roster, with the epochs in which they count: a roster that the root key replaced counts until then.
 */
const signersOf = (rosters: Iterable<Roster>, chain: Chain): Seat[] => {
  const signers = new Map<string, Seat>();
  for (const roster of rosters) {
    const end = nextStart(chain, roster.number) ?? null;
    for (const { member, signing, person, organisation, from, until } of roster.people)
      signers.set(`${member} ${from}`, { id: member, signing, person, organisation, from, until: until ?? end });
  }
  return [...signers.values()];
};

export class Rosters {
  private readonly held = new Map<string, HeldRosters>();

  constructor(
    private readonly api: Api,
    private readonly ring: KeyRing,
  ) {}

  /** What the server has of rosters that were not opened yet. `seen` is the last epoch that this browser verified. */
  async fetch(consultation: string, seen: number | undefined): Promise<{ from: number; rosters: SealedRoster[] }> {
    const last = this.held.get(consultation)?.last.number;
    const from = last === undefined ? (seen ?? 0) : last + 1;
    const path = `/api/desk/circles/${consultation}/rosters?from=${from}`;
    return { from, rosters: (await this.api.json<CircleRosters>(path)).rosters };
  }

  /**
   * What holds with these rosters, of the verified chain of a circle. Throws when one does not hold, or one is missing
   * whose key is here. Nothing is kept yet.
   */
  async read(
    { chain, statements }: { chain: Chain; statements: Statement[] },
    { from, rosters }: { from: number; rosters: SealedRoster[] },
  ): Promise<HeldRosters> {
    const consultation = statements[0]?.consultation ?? "";
    const byNumber = new Map(this.held.get(consultation)?.byNumber);
    const before = (number: number): Roster | undefined =>
      byNumber.get(Math.max(...[...byNumber.keys()].filter((other) => other < number)));
    for (const { number, roster } of [...rosters].sort((a, b) => a.number - b.number)) {
      const key = this.ring.epoch(consultation, number);
      if (!key || byNumber.has(number)) continue;
      const bytes = await open(fromBase64(roster), key.identity);
      byNumber.set(number, verifyRoster(bytes, chain, statements, number, before(number)));
    }
    const expected = this.ring.held(consultation).filter((number) => number >= from);
    const last = byNumber.get(statements.length - 1);
    if (!last || expected.some((number) => !byNumber.has(number))) throw new Error("a roster is missing");
    const inOrder = [...byNumber].sort(([a], [b]) => a - b).map(([, roster]) => roster);
    return { byNumber, last, signers: signersOf(inOrder, chain) };
  }

  keep(consultation: string, held: HeldRosters): void {
    this.held.set(consultation, held);
  }

  /** The roster in force; none before the first epoch. */
  last(consultation: string): Roster | undefined {
    return this.held.get(consultation)?.last;
  }

  /** Who is in the circle, as the roster in force says. */
  present(consultation: string): Person[] {
    const last = this.last(consultation);
    return last ? inForce(last) : [];
  }

  /** Everybody who is or was in the circle, with the epochs in which they were. */
  signers(consultation: string): Seat[] {
    return this.held.get(consultation)?.signers ?? [];
  }
}
