// What members are called. The keys of colleagues are signed, their names are what the server says: it could show what
// one has signed under the name of another. So a name stays what this browser was told first, and where two are told
// under one name each has a part of the id beside it. Kept in the browser's storage, per member.
import type { Me } from "../../wire";

export class Names {
  private readonly first: Map<string, string>;
  private told: Me["members"] | undefined;

  constructor(private readonly member: string) {
    this.first = new Map(this.kept());
  }

  private get key(): string {
    return `sutura names ${this.member}`;
  }

  private kept(): [string, string][] {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key) ?? "{}") as Record<string, unknown>;
      return Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === "string");
    } catch {
      return [];
    }
  }

  /** Takes note of whom the server names and nobody has named before. */
  private note(me: Me): void {
    if (this.told === me.members) return;
    this.told = me.members;
    const before = this.first.size;
    const named = [[me.member, me.login] as const, ...Object.entries({ ...me.others, ...me.members })];
    for (const [id, said] of named) {
      if (!this.first.has(id)) this.first.set(id, typeof said === "string" ? said : said.login);
    }
    if (this.first.size === before) return;
    try {
      localStorage.setItem(this.key, JSON.stringify(Object.fromEntries(this.first)));
    } catch {
      // A browser that refuses storage keeps them until sign-out.
    }
  }

  /** The name of a member, as it was told first. */
  of(id: string, me: Me): string {
    this.note(me);
    const short = id.slice(0, 8);
    const name = this.first.get(id);
    if (name === undefined) return short;
    const shared = [...this.first].some(([other, called]) => other !== id && called === name);
    return shared ? `${name} (${short})` : name;
  }
}
