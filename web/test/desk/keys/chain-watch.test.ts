// What a desk takes for its circle's chain: the wraps, rosters and heads that come with it must fit, and the last
// roster must name the keys that are open here.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../page";
import "../../storage";
import { recipientOf, seal } from "../../../src/crypto/age";
import { wrap } from "../../../src/crypto/bundle";
import { base64 } from "../../../src/crypto/bytes";
import type { Reader } from "../../../src/crypto/roster";
import { signAs } from "../../../src/desk/case/author";
import type { Circle } from "../../../src/desk/case/circle";
import { ChainWatch } from "../../../src/desk/keys/chain-watch";
import { KeyRing } from "../../../src/desk/keys/key-ring";
import { Pins } from "../../../src/desk/keys/pins";
import type { Api } from "../../../src/desk/ui/api";
import { CONSULTATION, type Made, type Somebody, chainOf, extended, somebody } from "./made";

const [awa, fanta, phantom] = (await Promise.all(["awa", "fanta", "phantom"].map(somebody))) as [
  Somebody,
  Somebody,
  Somebody,
];

interface Served {
  handed?: Made[];
  heads?: Circle["heads"];
}

/** Whether the desk of `who`, which sees everything for the first time, takes these epochs for its circle's. */
const isSound = async (
  who: Somebody,
  epochs: Made[],
  { handed = epochs, heads = [] }: Served = {},
): Promise<boolean> => {
  const rosters = handed.map(async ({ bundle, plain }, number) => ({
    number,
    roster: base64(await seal([await recipientOf(bundle.identity)], plain)),
  }));
  const served = { rosters: await Promise.all(rosters) };
  const api = { json: async () => served, put: async () => undefined } as unknown as Api;
  globalThis.fetch = async () => Response.json(chainOf(epochs));
  const wraps = epochs.map(async ({ bundle }, number) => ({ number, wrap: base64(await wrap(bundle, who.recipient)) }));
  const circle = { consultation: CONSULTATION, epochs: await Promise.all(wraps), heads } as unknown as Circle;
  const watch = new ChainWatch(api, new KeyRing(who.identity), new Pins(who.member));
  return watch.isSound(circle, { member: who.member, week: "2026-W45", seed: who.seed });
};

const people: Reader[] = [awa, fanta];

test("a chain whose roster names this member's keys is sound", async () => {
  const founded = await extended([], people);
  assert.ok(await isSound(fanta, founded));
  assert.ok(await isSound(fanta, await extended(founded, [...people, phantom], awa)));
});

test("a roster that names other keys for this member, or does not name them, is an alarm", async () => {
  const lies: Record<string, Reader[]> = {
    "another signing key": [awa, { ...fanta, signing: phantom.signing }],
    "another recipient": [awa, { ...fanta, recipient: phantom.recipient }],
    "not named": [awa],
  };
  for (const [lie, circle] of Object.entries(lies)) assert.ok(!(await isSound(fanta, await extended([], circle))), lie);
});

test("a head that a colleague has signed of another chain is an alarm, one of a stranger is none", async () => {
  const founded = await extended([], people);
  const head = { consultation: CONSULTATION, number: 0, link: "0".repeat(64) };
  assert.ok(!(await isSound(fanta, founded, { heads: [signAs(awa, "head", head)] })));
  assert.ok(!(await isSound(fanta, founded, { heads: [signAs(awa, "head", { ...head, number: 1 })] })), "cut off");
  assert.ok(await isSound(fanta, founded, { heads: [signAs(phantom, "head", head)] }));
});
