// What this browser has seen before, to notice when the server shows something else: the organisation's root key, the
// last epoch of each circle, whose statement fixes the roster too. All of it is public; kept in the browser's storage,
// per instance and member. A browser that stores nothing simply sees everything for the first time.
import { type Chain, type Statement, link } from "../../crypto/statement";

interface Pinned {
  root?: string;
  number?: number;
  link?: string;
}

export class Pins {
  constructor(private readonly member: string) {}

  private read<T>(kind: string, id: string): T | undefined {
    try {
      return (
        (JSON.parse(localStorage.getItem(`sutura ${kind} ${this.member} ${id}`) ?? "null") as T | undefined) ??
        undefined
      );
    } catch {
      return undefined;
    }
  }

  private write(kind: string, id: string, value: unknown): void {
    try {
      localStorage.setItem(`sutura ${kind} ${this.member} ${id}`, JSON.stringify(value));
    } catch {
      // A browser that refuses storage cannot remember; the checks against the keys held remain.
    }
  }

  /** Whether a verified chain continues the one that was seen before, under the same root. Remembers it if so. */
  continues(consultation: string, chain: Chain, statements: Statement[]): boolean {
    const seen = this.read<Pinned>("chain", consultation);
    if (seen?.root !== undefined && seen.root !== chain.root) return false;
    if (seen?.number !== undefined) {
      const same = chain.epochs[seen.number];
      if (!same || link(same) !== seen.link) return false;
    }
    const last = chain.epochs[statements.length - 1];
    if (last) this.write("chain", consultation, { root: chain.root, number: statements.length - 1, link: link(last) });
    return true;
  }

  /** Whether a chain of this circle was seen before. */
  hasChain(consultation: string): boolean {
    return this.read<Pinned>("chain", consultation) !== undefined;
  }

  /** The number of the last epoch of a circle that was seen before. */
  lastSeen(consultation: string): number | undefined {
    return this.read<Pinned>("chain", consultation)?.number;
  }
}
