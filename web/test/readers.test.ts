// Who is shown a report: whatever is declared, a source's choice and a declared interest hold, and what is not known hides.
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { test } from "node:test";
import { hiddenFrom } from "../src/desk/readers";
import type { Interest } from "../src/desk/interest";
import { type Case, envelopeOf, fresh } from "../src/desk/report";

const plain = (envelope: object): Uint8Array => new TextEncoder().encode(JSON.stringify({ answers: {}, source_recipient: "age1pq1x", attachments: [], ...envelope }));

const report = (withheld_from: unknown, place?: object): Case => {
  const envelope = envelopeOf(plain({ answers: place ? { place } : {}, withheld_from }));
  return { envelope, record: fresh({ id: "r", revision: 0, state: "fresh" } as Case["row"], envelope) } as Case;
};

const declared = (home: string[] | undefined, more: Partial<Interest> = {}): Interest => ({ consultation: "c", places: [], categories: [], week: "2026-W01", home, ...more });

const ANSONGO = { country: "ML", region: "gao", cercle: "ansongo" };
const GAO = { country: "ML", region: "gao" };

test("an organisation that the source excludes is shown nothing, another is", () => {
  assert.equal(hiddenFrom("a", declared([]), report(["a"])), "source");
  assert.equal(hiddenFrom("b", declared([]), report(["a"])), undefined);
  assert.equal(hiddenFrom("b", undefined, report(["a"])), undefined);
});

test("readers from the place are kept out as far as the place is known; who has not said it waits", () => {
  const table: [object | undefined, string[] | undefined, string | undefined][] = [
    [ANSONGO, undefined, "home"],
    [ANSONGO, [], undefined],
    [ANSONGO, ["ML.gao.ansongo"], "source"],
    [ANSONGO, ["ML.gao.bourem"], undefined],
    [ANSONGO, ["ML.gao"], "source"],
    [GAO, ["ML.gao.ansongo"], "source"],
    [GAO, ["ML.kayes", "ML.gao.bourem"], "source"],
    [GAO, ["ML.gaoua"], undefined],
    [undefined, undefined, undefined],
    [undefined, ["ML.gao"], undefined],
  ];
  for (const [place, home, expected] of table) assert.equal(hiddenFrom("a", declared(home), report(["near"], place)), expected, JSON.stringify([place, home]));
  assert.equal(hiddenFrom("a", undefined, report(["near"], GAO)), "home");
  assert.equal(hiddenFrom("a", undefined, report([], GAO)), undefined);
});

test("the place that the circle noted counts too", () => {
  const one = report(["near"]);
  one.record.place = GAO as never;
  assert.equal(hiddenFrom("a", declared(["ML.gao"]), one), "source");
});

test("a declared interest hides whatever the source said, and an unreadable report hides nothing", () => {
  assert.equal(hiddenFrom("a", declared([], { places: ["ML.gao"] }), report([], GAO)), "interest");
  assert.equal(hiddenFrom("a", declared([], { places: ["ML.gao"] }), report(["near", "a"], GAO)), "interest");
  assert.equal(hiddenFrom("a", declared(["ML.gao"]), { envelope: null, record: report([]).record } as Case), undefined);
});

test("what a stranger wrote in its stead hides nothing and breaks nothing", () => {
  for (const forged of [null, 7, "near", { near: true }, [null, 3, {}], undefined]) assert.equal(hiddenFrom("a", undefined, report(forged, GAO)), undefined);
  for (let run = 0; run < 500; run++) {
    const place = Object.fromEntries(["country", "region", "cercle"].map((part) => [part, [randomInt(9), null, "gao", [], ""][randomInt(5)]]));
    assert.ok([undefined, "source"].includes(hiddenFrom("a", declared(["ML.gao"]), report(["near"], place))));
  }
});
