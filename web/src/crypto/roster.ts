// Rosters (protocol 4.2): who belongs to a circle, with which keys. Each is a signed document whose hash the statement
// of its epoch names, and is sealed to that epoch: the chain fixes it without naming anybody. Pure.
import { sha256 } from "@noble/hashes/sha2.js";
import { base64url, fromBase64url, fromUtf8, hex, utf8 } from "./bytes";
import { type SignedDocument, signDocument, verifyDocument } from "./document";
import type { Chain, Statement } from "./statement";

/** Somebody who reads, with their keys. */
export interface Reader {
  /** Stays the same when somebody comes back under new keys. */
  person: string;
  member: string;
  organisation: string;
  role: string;
  /** `age1pq1…` */
  recipient: string;
  /** Ed25519, base64url. */
  signing: string;
}

/** Somebody on a roster, and for which epochs. */
export interface Person extends Reader {
  /** The first epoch that was made with them in the circle. */
  from: number;
  /** The first one after that without them. */
  until: number | null;
}

/** What is signed. */
export interface Roster {
  consultation: string;
  /** The epoch that it came into force with. */
  number: number;
  /** Hex SHA-256 of the roster before; `null` for number 0. */
  previous: string | null;
  /** 32 random bytes, base64url: nobody finds out by its hash who is on it. */
  random: string;
  /** In the order in which they came. */
  people: Person[];
}

/** Who signs a roster: the root key, which starts and hands over circles, or a member. */
export type RosterSigner = { root: Uint8Array } | { member: string; seed: Uint8Array };

/** People in one roster at most, those who left among them. */
const MOST_PEOPLE = 200;

export const isInForce = ({ from, until }: Pick<Person, "from" | "until">, epoch: number): boolean =>
  from <= epoch && (until === null || epoch < until);

/** Who is in the circle in the epoch that the roster came into force with. */
export const inForce = (roster: Roster): Person[] => roster.people.filter((person) => isInForce(person, roster.number));

/**
 * The roster of an epoch whose circle is `circle`: who is on the roster before and not in it has left, who is not on it
 * comes in. `previous` is the roster line of the statement before.
 */
export const rosterAfter = (
  before: Roster | undefined,
  { consultation, number, previous }: Pick<Roster, "consultation" | "number" | "previous">,
  circle: Reader[],
): Roster => {
  const seat = (id: string): Reader | undefined => circle.find(({ member }) => member === id);
  const stayed = (before?.people ?? []).map((person): Person => {
    if (person.until !== null) return person;
    const reader = seat(person.member);
    return reader ? { ...person, role: reader.role } : { ...person, until: number };
  });
  const isThere = ({ member }: Reader): boolean =>
    stayed.some((person) => person.until === null && person.member === member);
  const came = circle
    .filter((reader) => !isThere(reader))
    .map(({ person, member, organisation, role, recipient, signing }): Person => {
      const reader = { person, member, organisation, role, recipient, signing };
      return { ...reader, from: number, until: null };
    });
  const random = base64url(crypto.getRandomValues(new Uint8Array(32)));
  return { consultation, number, previous, random, people: [...stayed, ...came] };
};

/** The bytes that are hashed and sealed. */
export const signRoster = (roster: Roster, by: RosterSigner): Uint8Array => {
  const name = "root" in by ? "root" : `member:${by.member}`;
  return utf8(JSON.stringify(signDocument("roster", name, roster, "root" in by ? by.root : by.seed)));
};

/** What a statement names a roster by. */
export const rosterHash = (bytes: Uint8Array): string => hex(sha256(bytes));

const TEXTS = ["person", "member", "organisation", "role", "recipient", "signing"] as const;
const KEPT = ["person", "member", "organisation", "recipient", "signing", "from"] as const;

const isPerson = (person: Person, number: number): boolean =>
  TEXTS.every((field) => typeof person[field] === "string") &&
  person.recipient.startsWith("age1pq1") &&
  fromBase64url(person.signing).length === 32 &&
  Number.isInteger(person.from) &&
  person.from >= 0 &&
  person.from <= number &&
  (person.until === null || (Number.isInteger(person.until) && person.from < person.until && person.until <= number));

const isDistinct = (names: string[]): boolean => new Set(names).size === names.length;

/** What never changes for an account, also when it comes back. */
const FIXED = ["person", "organisation", "recipient", "signing"] as const;

const isOneAccount = (a: Person, b: Person): boolean =>
  a.member !== b.member || FIXED.every((field) => a[field] === b[field]);

/**
 * Whether everybody's keys are keys, no account is in the circle twice, and each stays the same person's, with the same
 * keys. Two may be of one person.
 */
const isWhole = (roster: Roster): boolean => {
  const { people, number, random } = roster;
  if (!Array.isArray(people) || people.length === 0 || people.length > MOST_PEOPLE) return false;
  const present = people.filter((person) => isInForce(person, number));
  return (
    fromBase64url(random).length === 32 &&
    people.every((person) => isPerson(person, number)) &&
    people.every((person) => people.every((other) => isOneAccount(person, other))) &&
    isDistinct(present.map(({ member }) => member))
  );
};

/** Whether everybody of `before` is still on it, in their order, unchanged but for leaving; and others came since. */
const continues = (roster: Roster, before: Roster): boolean =>
  roster.people.length >= before.people.length &&
  before.people.every((there, at) => {
    const here = roster.people[at];
    const left = there.until === null && (here?.until ?? 0) > before.number;
    return (
      here !== undefined && KEPT.every((field) => here[field] === there[field]) && (here.until === there.until || left)
    );
  }) &&
  roster.people.slice(before.people.length).every(({ from }) => from > before.number);

/**
 * Whether somebody signed who was in force in the epoch before: on the roster before where that is known, else on this
 * one.
 */
const isSigned = (roster: Roster, document: SignedDocument, before: Roster | undefined): boolean => {
  const last = roster.number - 1;
  const { people } = before?.number === last ? before : roster;
  const signer = people.find((person) => isInForce(person, last) && document.by === `member:${person.member}`);
  return signer !== undefined && verifyDocument(document, "roster", document.by, signer.signing);
};

/** The first epoch after `number` that the root key started. */
export const nextStart = (chain: Chain, number: number): number | undefined => {
  const next = chain.epochs.findIndex(({ signer }, at) => at > number && signer === "root");
  return next < 0 ? undefined : next;
};

/**
 * The roster of an epoch whose chain was verified. `last` is the last one that was verified of this circle. Throws for
 * other bytes than those that the statement names, another predecessor, somebody unknown as the signer, and when
 * somebody's keys, person or organisation changed, or somebody of the roster before is missing. The root key, which
 * starts and hands over circles, may say anything.
 */
export const verifyRoster = (
  bytes: Uint8Array,
  chain: Chain,
  statements: Statement[],
  number: number,
  last: Roster | undefined,
): Roster => {
  const statement = statements[number];
  const document = JSON.parse(fromUtf8(bytes)) as SignedDocument;
  const roster = JSON.parse(document.signed) as Roster;
  const start = last && nextStart(chain, last.number);
  const before = start !== undefined && start <= number ? undefined : last;
  const signed =
    chain.epochs[number]?.signer === "root"
      ? verifyDocument(document, "roster", "root", chain.root)
      : isSigned(roster, document, before);
  const sound =
    rosterHash(bytes) === statement?.roster &&
    roster.consultation === statement.consultation &&
    roster.number === number &&
    roster.previous === (statements[number - 1]?.roster ?? null) &&
    isWhole(roster) &&
    signed &&
    (!before || continues(roster, before));
  if (!sound) throw new Error(`the roster of epoch ${number} does not hold`);
  return roster;
};
