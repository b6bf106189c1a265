// What a desk remembers between visits: another root, a shorter or forked chain, somebody who was not there before.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../storage";
import type { Chain, Statement } from "../../../src/crypto/statement";
import { Pins } from "../../../src/desk/keys/pins";

const chain = (root: string, ...names: string[]): [Chain, Statement[]] => [
  { root, epochs: names.map((name) => ({ statement: name, signature: "AAAA", signer: "epoch" })) },
  names as unknown as Statement[],
];

test("a chain may grow; it may not change its root, get shorter or say something else", () => {
  const pins = new Pins("me");
  assert.ok(!pins.hasChain("c"));
  assert.ok(pins.continues("c", ...chain("r", "a")));
  assert.ok(pins.hasChain("c"));
  assert.ok(pins.continues("c", ...chain("r", "a", "b")));
  assert.ok(!pins.continues("c", ...chain("r", "a")), "shorter");
  assert.ok(!pins.continues("c", ...chain("r", "a", "x")), "forked");
  assert.ok(!pins.continues("c", ...chain("s", "a", "b")), "another root");
  assert.ok(pins.continues("c", ...chain("r", "a", "b", "c")), "a refused chain was not remembered");
  assert.ok(pins.continues("d", ...chain("s", "x")), "another circle has its own memory");
  assert.ok(new Pins("other").continues("c", ...chain("s", "x")), "and another member of the same browser");
});

test("who appears in a circle later, or with other keys, is unknown until accepted", () => {
  const pins = new Pins("me");
  const keys = (name: string) => ({ recipient: `age ${name}`, signing: name });
  assert.deepEqual(pins.unknown("c", { a: keys("a"), b: keys("b") }), []);
  assert.deepEqual(pins.unknown("c", { a: keys("a"), b: keys("x") }), ["b"]);
  assert.deepEqual(pins.unknown("c", { a: keys("a"), z: keys("z") }), ["z"]);
  assert.deepEqual(pins.unknown("c", { z: keys("z") }), ["z"], "asking does not accept");
  pins.accept("c", "z", keys("z"));
  assert.deepEqual(pins.unknown("c", { a: keys("a"), z: keys("z") }), []);
  assert.deepEqual(pins.unknown("c", { z: keys("other") }), ["z"], "the very keys were accepted");
});

test("a browser that stores nothing, or something broken, sees everything for the first time", () => {
  localStorage.setItem("sutura chain me c", "{broken");
  assert.ok(new Pins("me").continues("c", ...chain("r", "a")));
  localStorage.getItem = () => {
    throw new Error("no storage");
  };
  assert.ok(new Pins("me").continues("c", ...chain("s", "x")));
});
