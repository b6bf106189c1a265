// Who belongs to a circle is what its rosters say, and nothing else that a server hands out: each lie is refused, and
// nothing of it is kept.
import assert from "node:assert/strict";
import { test } from "node:test";
import { recipientOf, seal } from "../../../src/crypto/age";
import { base64 } from "../../../src/crypto/bytes";
import { type Person, type Reader, type Roster, rosterHash, signRoster } from "../../../src/crypto/roster";
import { verifyChain } from "../../../src/crypto/statement";
import { signersIn } from "../../../src/desk/case/author";
import type { KeyRing } from "../../../src/desk/keys/key-ring";
import { Rosters } from "../../../src/desk/keys/rosters";
import { Api } from "../../../src/desk/ui/api";
import { CONSULTATION, type Forge, type Made, type Somebody, chainOf, extended, random, somebody } from "./made";

const [awa, fanta, moussa, phantom] = (await Promise.all(["awa", "fanta", "moussa", "phantom"].map(somebody))) as [
  Somebody,
  Somebody,
  Somebody,
  Somebody,
];

/** A desk that holds the keys of these epochs, but for some, which it may be given later. */
const deskOf = (epochs: Made[], without: number[] = []): Rosters => {
  const held = (): number[] => epochs.map((_, number) => number).filter((number) => !without.includes(number));
  const ring = {
    epoch: (_: string, number: number) => (held().includes(number) ? epochs[number]?.bundle : undefined),
    held: () => held().reverse(),
  };
  return new Rosters(new Api(""), ring as unknown as KeyRing);
};

/** What the desk makes of the rosters that a server hands out for a chain. */
const read = async (rosters: Rosters, epochs: Made[], { from = 0, handed = epochs } = {}) => {
  const chain = chainOf(epochs);
  const statements = verifyChain(chain, CONSULTATION);
  const sealed = handed.map(async ({ bundle, plain }, number) => ({
    number,
    roster: base64(await seal([await recipientOf(bundle.identity)], plain)),
  }));
  const served = (await Promise.all(sealed)).filter(({ number }) => number >= from);
  const found = await rosters.read({ chain, statements }, { from, rosters: served });
  rosters.keep(CONSULTATION, found);
  return found;
};

const names = (rosters: Rosters, epoch: number): string[] =>
  signersIn(rosters.signers(CONSULTATION), epoch).map(({ id }) => id);

const founded = await extended([], [awa, fanta]);
const joined = await extended(founded, [awa, fanta, moussa], awa);
const left = await extended(joined, [awa, moussa], moussa);

test("who is in the circle in an epoch is who its roster says; who left counts for the epochs before", async () => {
  const desk = deskOf(left);
  await read(desk, left);
  assert.deepEqual(names(desk, 0), ["awa", "fanta"]);
  assert.deepEqual(names(desk, 1), ["awa", "fanta", "moussa"]);
  assert.deepEqual(names(desk, 2), ["awa", "moussa"]);
  assert.deepEqual(
    desk.present(CONSULTATION).map(({ member }) => member),
    ["awa", "moussa"],
  );
});

test("the newest roster alone says who was there before", async () => {
  const newcomer = deskOf(left, [0, 1]);
  await read(newcomer, left);
  assert.deepEqual(names(newcomer, 0), ["awa", "fanta"]);
});

test("whoever was away during an admission and a removal sees the new roster next time", async () => {
  const without = [1, 2];
  const desk = deskOf(left, without);
  await read(desk, founded);
  without.length = 0;
  await read(desk, left, { from: 1 });
  assert.deepEqual(names(desk, 2), ["awa", "moussa"]);
  const again = deskOf(left);
  await read(again, left, { from: 1 });
  assert.deepEqual(names(again, 0), ["awa", "fanta"], "a browser that remembers the epoch, and not its roster");
});

test("a circle that the root key hands over begins anew, and what its people signed before still counts", async () => {
  const stranger = await somebody("kadi");
  const handed = await extended(left, [awa, stranger]);
  const desk = deskOf(handed);
  await read(desk, handed);
  assert.deepEqual(names(desk, 2), ["awa", "moussa"]);
  assert.deepEqual(names(desk, 3), ["awa", "kadi"]);
  // The owner may have held no key of the circle before.
  const blind: Forge = (roster) => ({ ...roster, people: roster.people.filter(({ from }) => from === 3) });
  const anew = await extended(left, [stranger, phantom], undefined, blind);
  const other = deskOf(anew);
  await read(other, anew);
  assert.deepEqual(names(other, 2), ["awa", "moussa"]);
  assert.deepEqual(names(other, 3), ["kadi", "phantom"]);
});

const withPerson =
  (change: (people: Roster["people"]) => Roster["people"]): Forge =>
  (roster) => ({
    ...roster,
    people: change(roster.people),
  });

const changed = (name: string, change: Partial<Reader>): Forge =>
  withPerson((people) => people.map((person) => (person.member === name ? { ...person, ...change } : person)));

/** What an epoch on top of the sound ones may not say, by whom it is signed. */
const FORGED: Record<string, [by: Somebody, forge?: Forge]> = {
  "a phantom signs its own coming": [phantom],
  "somebody signs who has left": [fanta],
  "another key of somebody who stays": [awa, changed("moussa", { signing: phantom.signing })],
  "another recipient of somebody who stays": [awa, changed("moussa", { recipient: phantom.recipient })],
  "another person behind the keys": [awa, changed("moussa", { person: "p-awa-2" })],
  "another organisation": [awa, changed("moussa", { organisation: "other" })],
  "other keys of somebody who left": [awa, changed("fanta", { signing: phantom.signing })],
  "somebody vanished": [awa, withPerson((people) => people.filter(({ member }) => member !== "fanta"))],
  "somebody left earlier than they did": [
    awa,
    withPerson((people) => people.map((one) => (one.member === "fanta" ? { ...one, until: 1 } : one))),
  ],
  "somebody who left is back under the same seat": [
    awa,
    withPerson((people) => people.map((one) => (one.member === "fanta" ? { ...one, until: null } : one))),
  ],
  "somebody was there before they came": [
    awa,
    withPerson((people) => people.map((one) => (one.member === "phantom" ? { ...one, from: 0 } : one))),
  ],
  "an account that is back as another person": [
    awa,
    withPerson((people) =>
      people.map((one) => (one.from === 3 ? { ...fanta, person: "p-x", from: 3, until: null } : one)),
    ),
  ],
  "an account that is back under other keys": [
    awa,
    withPerson((people) =>
      people.map((one) => (one.from === 3 ? { ...fanta, signing: phantom.signing, from: 3, until: null } : one)),
    ),
  ],
  "one account in two seats": [awa, withPerson((people) => [...people, { ...(people[0] as Person), from: 3 }])],
  nobody: [awa, withPerson(() => [])],
  "another circle's": [awa, (roster) => ({ ...roster, consultation: "d".repeat(32) })],
  "another number": [awa, (roster) => ({ ...roster, number: 2 })],
  "not linked to the one before": [
    awa,
    (roster) => ({ ...roster, previous: rosterHash(joined[1]?.plain ?? random()) }),
  ],
  "no random value": [awa, (roster) => ({ ...roster, random: "" })],
};

for (const [what, [by, forge]] of Object.entries(FORGED)) {
  test(`a roster does not hold: ${what}`, async () => {
    const forged = await extended(left, [awa, moussa, phantom], by, forge);
    const without = [3];
    const desk = deskOf(forged, without);
    await read(desk, left);
    without.pop();
    await assert.rejects(read(desk, forged, { from: 3 }), what);
    assert.deepEqual(names(desk, 3), ["awa", "moussa"], "nothing of it is kept");
  });
}

test("the same epoch without a forgery holds", async () => {
  const sound = await extended(left, [awa, moussa, phantom], moussa);
  const desk = deskOf(sound);
  await read(desk, sound);
  assert.deepEqual(names(desk, 3), ["awa", "moussa", "phantom"]);
});

test("the root key's roster is the root key's: nobody else signs where it starts a circle", async () => {
  const sound = await extended(left, [phantom]);
  const last = sound[3];
  assert.ok(last);
  const plain = signRoster(last.roster, { member: awa.member, seed: awa.seed });
  await assert.rejects(read(deskOf(sound), sound, { handed: [...left, { ...last, plain }] }));
});

test("an older roster, another one, or none in the place of the one that the chain names is refused", async () => {
  const [first, second] = left as [Made, Made];
  const swapped = [first, second, { ...(left[2] as Made), plain: second.plain }];
  await assert.rejects(read(deskOf(left), left, { handed: swapped }), "an older one");
  const phantoms = await extended(joined, [awa, moussa, phantom], awa);
  await assert.rejects(
    read(deskOf(left), left, { handed: [first, second, { ...(left[2] as Made), plain: (phantoms[2] as Made).plain }] }),
  );
  await assert.rejects(read(deskOf(left), left, { handed: left.slice(0, 2) }), "the last one is missing");
  const desk = deskOf(left);
  await assert.rejects(read(desk, left, { from: 1, handed: left.slice(0, 1) }), "all are missing");
});
