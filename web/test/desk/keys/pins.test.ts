// What a desk remembers between visits: another root, a shorter or forked chain.
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
  assert.equal(pins.lastSeen("c"), 1, "rosters are asked for from there");
  assert.ok(!pins.continues("c", ...chain("r", "a")), "shorter");
  assert.ok(!pins.continues("c", ...chain("r", "a", "x")), "forked");
  assert.ok(!pins.continues("c", ...chain("s", "a", "b")), "another root");
  assert.ok(pins.continues("c", ...chain("r", "a", "b", "c")), "a refused chain was not remembered");
  assert.ok(pins.continues("d", ...chain("s", "x")), "another circle has its own memory");
  assert.ok(new Pins("other").continues("c", ...chain("s", "x")), "and another member of the same browser");
});

test("a browser that stores nothing, or something broken, sees everything for the first time", () => {
  localStorage.setItem("sutura chain me c", "{broken");
  assert.ok(new Pins("me").continues("c", ...chain("r", "a")));
  localStorage.getItem = () => {
    throw new Error("no storage");
  };
  assert.ok(new Pins("me").continues("c", ...chain("s", "x")));
});
