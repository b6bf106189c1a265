// Ids of what is sent: the same for the same thing until it has arrived, another for anything else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { SentOnce, randomId } from "../../src/page/sent-once";

test("a repetition has the same id, a changed message and the next one have others", () => {
  const once = new SentOnce();
  const file = { name: "a" };
  const first = once.of("où ?", "question", file);
  assert.match(first, /^[0-9a-f]{32}$/);
  assert.equal(once.of("où ?", "question", file), first);
  const changed = once.of("où ? quand ?", "question", file);
  assert.notEqual(changed, first);
  assert.notEqual(once.of("où ? quand ?", "question", { name: "a" }), changed, "another file of the same name");
  const last = once.of("où ?", "question");
  once.arrived();
  assert.notEqual(once.of("où ?", "question"), last, "the same words said again are another message");
});

test("an id is sixteen random bytes", () => {
  const ids = Array.from({ length: 1000 }, randomId);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.every((id) => /^[0-9a-f]{32}$/.test(id)));
});
