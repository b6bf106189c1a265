// Which of the keys that a server hands out a desk keeps: those alone that the circle's verified chain names.
import assert from "node:assert/strict";
import { test } from "node:test";
import { identityOf, recipientOf } from "../../../src/crypto/age";
import { type Bundle, wrap } from "../../../src/crypto/bundle";
import { base64 } from "../../../src/crypto/bytes";
import { publicKey } from "../../../src/crypto/signing";
import type { Statement } from "../../../src/crypto/statement";
import type { Circle } from "../../../src/desk/case/circle";
import { KeyRing } from "../../../src/desk/keys/key-ring";

const CONSULTATION = "c".repeat(32);
const random = (): Uint8Array => crypto.getRandomValues(new Uint8Array(32));
const member = identityOf(random());

const bundle = (number: number): Bundle => ({
  kind: "epoch",
  id: `${CONSULTATION}/${number}`,
  identity: identityOf(random()),
  signing: random(),
});

const named = async ({ identity, signing }: Bundle, number: number): Promise<Statement> => ({
  consultation: CONSULTATION,
  number,
  recipient: await recipientOf(identity),
  signing: publicKey(signing),
  from: "2026-11-01",
  previous: "-",
  roster: "0".repeat(64),
});

const circle = async (...wraps: [number, Bundle, string?][]): Promise<Circle> => {
  const epochs = wraps.map(async ([number, keys, identity = member]) => ({
    number,
    wrap: base64(await wrap(keys, await recipientOf(identity))),
  }));
  return { consultation: CONSULTATION, epochs: await Promise.all(epochs) } as unknown as Circle;
};

test("a desk keeps the keys that the chain names, and says when it is handed others", async () => {
  const [first, second, foreign] = [bundle(0), bundle(1), bundle(1)];
  const chain = [await named(first, 0), await named(second, 1)];
  const sound = new KeyRing(member);
  assert.ok(await sound.open(await circle([0, first], [1, second]), chain));
  assert.deepEqual(sound.held(CONSULTATION), [1, 0]);
  assert.equal(sound.epoch(CONSULTATION, 1)?.identity, second.identity);
  const lies: Record<string, Circle> = {
    "a number that the chain lacks": await circle([0, first], [2, bundle(2)]),
    "other keys under a number of the chain": await circle([0, first], [1, foreign]),
    "the right keys under another number": await circle([0, first], [1, first]),
    "half of the right keys": await circle([0, first], [1, { ...second, signing: foreign.signing }]),
    "a wrap to somebody else": await circle([0, first], [1, second, identityOf(random())]),
  };
  for (const [name, lie] of Object.entries(lies)) {
    const ring = new KeyRing(member);
    assert.ok(!(await ring.open(lie, chain)), name);
    assert.deepEqual(ring.held(CONSULTATION), [0], name);
  }
  assert.ok(!(await new KeyRing(member).open(await circle([0, first], [0, first]), chain)), "two wraps of an epoch");
  assert.ok(!(await sound.open(await circle([0, first], [1, second]), chain.slice(0, 1))), "a chain that got shorter");
});
