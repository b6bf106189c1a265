// What this browser has seen before, to notice when the server shows something else: the organisation's root key, the
// last epoch of each circle, the public keys of colleagues. All of it is public; kept in the browser's storage, per
// instance and member. A browser that stores nothing simply sees everything for the first time.
import { type Chain, type Statement, link } from "../../crypto/statement";
import type { Signer } from "../case/author";

interface Pinned {
  root?: string;
  number?: number;
  link?: string;
}

interface PublicKeys {
  recipient: string;
  signing: string;
}

const both = (keys: PublicKeys): string => `${keys.recipient} ${keys.signing}`;

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

  /**
   * The colleagues of a circle whose keys this browser has not seen there before. Only the very first sight of a circle
   * is taken as it is: who appears later must be compared by voice, or the server could add somebody of its own.
   */
  unknown(consultation: string, members: Record<string, PublicKeys>): string[] {
    const seen = this.read<Record<string, string>>("circle", consultation);
    if (!seen) {
      this.write(
        "circle",
        consultation,
        Object.fromEntries(Object.entries(members).map(([id, keys]) => [id, both(keys)])),
      );
      return [];
    }
    return Object.entries(members)
      .filter(([id, keys]) => seen[id] !== both(keys))
      .map(([id]) => id);
  }

  /**
   * Which of those who are in the circle no more may have been: seen there, or there before this browser's first sight
   * of the organisation. Records that they signed must stay readable, and somebody whom the server made up must not
   * pass for one.
   */
  authors(consultation: string, others: Record<string, { signing: string }>): Signer[] {
    const seen = this.read<Record<string, string>>("circle", consultation) ?? {};
    let first = this.read<Record<string, string>>("author", consultation);
    if (!first) {
      first = Object.fromEntries(Object.entries(others).map(([id, { signing }]) => [id, signing]));
      this.write("author", consultation, first);
    }
    const authors = first;
    return Object.entries(others).map(([id, { signing }]) => ({
      id,
      signing,
      known: authors[id] === signing || seen[id]?.endsWith(` ${signing}`) === true,
    }));
  }

  /** Remembers keys that were compared by voice. */
  accept(consultation: string, id: string, keys: PublicKeys): void {
    this.write("circle", consultation, {
      ...this.read<Record<string, string>>("circle", consultation),
      [id]: both(keys),
    });
  }
}
