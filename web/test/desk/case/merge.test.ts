// Three-way merge of case records, for any changes: nothing that either side wrote is lost without being told.
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { test } from "node:test";
import { FIELDS, merge, withFields } from "../../../src/desk/case/merge";
import type { CaseRecord } from "../../../src/desk/case/case";

const pick = <T>(all: T[]): T => all[randomInt(all.length)] as T;

const WORDS = ["a", "b", "c", "d"];

const some = (): CaseRecord => ({
  v: 1,
  report: "r",
  revision: randomInt(9),
  status: pick(["fresh", "triage", "closed"]),
  severity: pick(["", "low", "danger"]),
  category: pick(["", "SEC1"]),
  place: pick([null, { country: "ML", region: "gao" }, { country: "ML", region: "mopti" }]),
  notes: pick(["", "x", "y"]),
  assignee: pick(["", "m", "n"]),
  labels: WORDS.filter(() => randomInt(2) === 1),
  verification: pick(["", "plausible", "refuted"]),
  links: WORDS.filter(() => randomInt(2) === 1),
  words: Object.fromEntries(WORDS.filter(() => randomInt(2) === 1).map((key) => [key, pick(["x", "y"])])),
  masks: Object.fromEntries(WORDS.filter(() => randomInt(2) === 1).map((key) => [key, [[randomInt(3), 5]]])),
  history: [],
});

/** Fields that join instead of clashing. */
const JOINING = ["labels", "links", "words", "masks"];

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

test("whatever two people changed: one side's change is taken, a clash is told, and labels are a set", () => {
  for (let run = 0; run < 20_000; run++) {
    const [base, mine, theirs] = [some(), some(), some()];
    const { merged, conflicts } = merge(base, mine, theirs);
    for (const field of FIELDS.filter((one) => !JOINING.includes(one))) {
      const [byMe, byThem] = [!same(mine[field], base[field]), !same(theirs[field], base[field])];
      if (byMe) assert.ok(same(merged[field], mine[field]), "what I wrote is there");
      else assert.ok(same(merged[field], theirs[field]), "what they wrote is there");
      assert.equal(
        conflicts.includes(field),
        byMe && byThem && !same(mine[field], theirs[field]),
        "a clash is told, and nothing else",
      );
    }
    for (const label of WORDS) {
      const [before, here, there] = [base, mine, theirs].map((one) => one.labels.includes(label)) as [
        boolean,
        boolean,
        boolean,
      ];
      assert.equal(merged.labels.includes(label), before ? here && there : here || there);
    }
    for (const key of WORDS) {
      const [before = "", here = "", there = ""] = [base.words[key], mine.words[key], theirs.words[key]];
      const text = merged.words[key] ?? "";
      if (here !== before) assert.ok(text.includes(here), "what I wrote is there");
      if (there !== before) assert.ok(text.includes(there), "what they wrote is there");
      if (here === before && there === before) assert.equal(text, before);
      const [masked, mine_, theirs_] = [merged, mine, theirs].map((record) => JSON.stringify(record.masks[key] ?? []));
      if (mine_ === theirs_) assert.equal(masked, mine_);
      else if (JSON.stringify(base.masks[key] ?? []) === mine_) assert.equal(masked, theirs_);
    }
    assert.equal(merged.revision, theirs.revision, "it goes on top of theirs");
    if (conflicts.length === 0) {
      const other = merge(base, theirs, mine).merged;
      const plain = (record: CaseRecord): object => ({ ...record, revision: 0, words: Object.keys(record.words) });
      assert.deepEqual(plain(other), plain(merged), "without a clash it does not matter who was second");
    }
    const decided = withFields(merged, theirs, conflicts);
    for (const field of conflicts) assert.deepEqual(decided[field], theirs[field]);
  }
});

test("nothing changed here: theirs, as it is", () => {
  for (let run = 0; run < 1000; run++) {
    const [base, theirs] = [some(), some()];
    assert.deepEqual(merge(base, base, theirs), {
      merged: { ...theirs, labels: [...theirs.labels].sort(), links: [...theirs.links].sort() },
      conflicts: [],
    });
  }
});
