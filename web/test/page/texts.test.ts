// Texts by their id: what stands in the page, with its values; an id or a value that no text has does not compile.
import assert from "node:assert/strict";
import { test } from "node:test";

const texts = { "js-pause": "Pause", "jsr-limit": "{minutes} minutes" };
Object.assign(globalThis, { document: { getElementById: () => ({ textContent: JSON.stringify(texts) }) } });

test("a text of the page comes with its values", async () => {
  const { text } = await import("../../src/page/texts");
  assert.equal(text("js-pause"), "Pause");
});

test("a missing text, a missing value and a value too many do not compile", async () => {
  const { text } = await import("../../src/page/texts");
  // @ts-expect-error -- no text has this id.
  assert.equal(text("js-no-such-text"), "js-no-such-text");
  // @ts-expect-error -- it takes `count`.
  text("js-seconds");
  // @ts-expect-error -- it takes no values.
  text("js-pause", { count: 1 });
});
