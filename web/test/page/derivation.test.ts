// The work that a ticket asks for files must be the same here and on the server.
import assert from "node:assert/strict";
import { test } from "node:test";

Object.assign(globalThis, { window: globalThis, document: { currentScript: null } });

test("twice the bytes are twice the work", async () => {
  const { workFor } = await import("../../src/page/derivation");
  const paid = 8 * 1024 * 1024;
  const bits = [0, 1, paid, paid + 1, 2 * paid, 2 * paid + 1, 2 ** 31].map((bytes) => workFor(14, bytes));
  // src/crypto/ticket.rs has the same numbers.
  assert.deepEqual(bits, [14, 14, 14, 15, 15, 16, 22]);
  assert.equal(workFor(0, 2 ** 31), 0, "switched off");
});
