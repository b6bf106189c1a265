// Names of colleagues are the server's word: the first one counts, and nobody gets another's.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../storage";
import { Names } from "../../../src/desk/keys/names";
import type { Me } from "../../../src/wire";

const me = (names: Record<string, string>): Me => {
  const members = Object.fromEntries(Object.entries(names).map(([id, login]) => [id, { login }]));
  return { member: "me", login: "awa", members, others: {} } as unknown as Me;
};

test("a member keeps the name under which this browser saw them first, after signing in again too", () => {
  assert.equal(new Names("me").of("b", me({ b: "fanta", c: "moussa" })), "fanta");
  const later = new Names("me");
  assert.equal(later.of("b", me({ b: "moussa", c: "fanta" })), "fanta");
  assert.equal(later.of("c", me({ b: "moussa", c: "fanta" })), "moussa");
});

test("two members of one name are told apart, and nobody is taken for who looks", () => {
  const names = new Names("me");
  const told = me({ "0123456789": "awa", b: "fanta", c: "fanta" });
  assert.equal(names.of("0123456789", told), "awa (01234567)");
  assert.equal(names.of("b", told), "fanta (b)");
  assert.equal(names.of("nobody", told), "nobody");
});
