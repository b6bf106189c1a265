// What a masked version shows: never a sign of a masked passage, whatever the passages are.
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { test } from "node:test";
import { maskText, maskedAnswers, maskedWords, passages } from "../../../src/desk/case/mask";
import type { Case } from "../../../src/desk/case/case";
import { envelopeOf } from "../../../src/desk/case/reading";

test("no sign of a masked passage is left, and every other sign is", () => {
  for (let run = 0; run < 5000; run++) {
    const text = Array.from({ length: randomInt(40) }, (_, at) => String.fromCharCode(0x4e00 + at)).join("");
    const masks = Array.from({ length: randomInt(4) }, () => [randomInt(45) - 2, randomInt(45) - 2]);
    const hidden = new Set(
      masks.flatMap(([start = 0, end = 0]) => Array.from(text).filter((_, at) => at >= start && at < end)),
    );
    const masked = maskText(text, masks);
    for (const sign of text) assert.equal(masked.includes(sign), !hidden.has(sign));
    const found = passages(masks, text.length);
    found.forEach(([, end], at) => assert.ok(end < (found[at + 1]?.[0] ?? Infinity)));
  }
});

const plain = (answers: object): Uint8Array =>
  new TextEncoder().encode(JSON.stringify({ answers, source_recipient: "age1pq1x", attachments: [] }));

test("line ends of a form count once, as in the field in which a passage is chosen", () => {
  const envelope = envelopeOf(plain({ account: "un\r\ndeux\rtrois" }));
  assert.equal(envelope.answers.account, "un\ndeux\ntrois");
});

test("only what can be masked leaves, without a cercle; a translation of masked words only if it is masked too", () => {
  const envelope = envelopeOf(
    plain({
      account: "chez Untel",
      "category-other": "mot",
      unknown: "x",
      place: { country: "ML", region: "gao", cercle: "ansongo" },
    }),
  );
  const report = {
    envelope,
    record: {
      masks: { account: [[5, 10]] },
      words: { "translation/account": "at Untel's", "translation/other": "fine" },
    },
  } as unknown as Case;
  assert.deepEqual(maskedAnswers(report, ["account", "place", "category-other"]), {
    account: "chez █████",
    "category-other": "mot",
    place: { country: "ML", region: "gao" },
  });
  assert.deepEqual(maskedWords(report), { "translation/other": "fine" });
  report.record.masks["translation/account"] = [[3, 10]];
  assert.deepEqual(maskedWords(report), { "translation/account": "at █████", "translation/other": "fine" });
});
