// What each kind of member sees and may do at the desk: the one table, beside the server's (src/domain/role.rs), which
// decides. No other script names a role in order to decide something.
//
// To add a role: its line in ROLES, with its tabs, what it may do and whom it may invite, and in `invites` of those who
// may invite it. The server's side, the message `desk-role-<name>` and the table of docs/architecture.md are told of in
// src/domain/role.rs, which asks for them; tests/integration/texts.rs compares the names.
//
// To add a tab:
// 1. its name in TABS, or in CIRCLE_TABS where it is about one circle, and in `tabs` of the roles that see it. A role
//    whose `tabs` are TABS sees all: write them out where one is not for it. Which capability the server asks for is a
//    line of `acts` in tests/integration/texts.rs, but for tabs of a circle;
// 2. its room, a folder here, with a view that asks `useDesk()` or `useCircle()` (store/context.tsx) for what it needs.
//    A new room has its floor in .dependency-cruiser.cjs, and its row in docs/architecture.md;
// 3. a line in VIEWS or CIRCLE_VIEWS of desk.tsx: the compiler asks for it;
// 4. the message `desk-<tab>`, its name, and those of the view in locales/fr/desk-<room>.ftl, with drafts in the
//    complete languages; then `npm run generate`, so that the compiler knows them;
// 5. a spec in tests/browser that opens it by its `data-test="tab-<tab>"`, at both sizes (`fits`). One that is used on
//    laptops is named in DESK of playwright.config.ts.

import type { Role } from "../wire";

/** Tabs that are about one circle: seen by those who are in one. */
export const CIRCLE_TABS = ["cases", "summaries", "circle"] as const;

const TABS = [...CIRCLE_TABS, "team", "journal", "account"] as const;

export type CircleTab = (typeof CIRCLE_TABS)[number];
export type Tab = (typeof TABS)[number];

type Act = "join-circle" | "hold-root-key";

interface Duties {
  /** In their order. */
  tabs: readonly Tab[];
  /**
   * `join-circle`: may belong to a circle and read its reports. `hold-root-key`: makes the root key, starts circles
   * with it.
   */
  may: readonly Act[];
  /** Roles that they may invite somebody into, in the order in which they are offered. */
  invites: readonly Role[];
}

const COLLEAGUES: Role[] = ["moderator", "journalist", "relay", "analyst", "institution"];

/** The compiler asks for a row of every role that the server knows. */
const ROLES: Record<Role, Duties> = {
  owner: { tabs: TABS, may: ["join-circle", "hold-root-key"], invites: [...COLLEAGUES, "administrator", "owner"] },
  administrator: { tabs: ["team", "journal", "account"], may: [], invites: COLLEAGUES },
  moderator: { tabs: TABS, may: ["join-circle"], invites: COLLEAGUES },
  journalist: { tabs: ["account"], may: [], invites: [] },
  relay: { tabs: ["account"], may: [], invites: [] },
  analyst: { tabs: ["account"], may: [], invites: [] },
  institution: { tabs: ["account"], may: [], invites: [] },
};

/** A role that this desk does not know yet sees its own account. */
const UNKNOWN: Duties = { tabs: ["account"], may: [], invites: [] };

const dutiesOf = (role: string): Duties => (Object.hasOwn(ROLES, role) ? ROLES[role as Role] : UNKNOWN);

export const may = (role: string, act: Act): boolean => dutiesOf(role).may.includes(act);

export const invitableBy = (role: string): readonly Role[] => dutiesOf(role).invites;

export const isCircleTab = (tab: Tab): tab is CircleTab => (CIRCLE_TABS as readonly Tab[]).includes(tab);

/** The tabs of a member, who is in a circle or in none. */
export const tabsOf = (role: string, inCircle: boolean): Tab[] =>
  dutiesOf(role).tabs.filter((tab) => inCircle || !isCircleTab(tab));
