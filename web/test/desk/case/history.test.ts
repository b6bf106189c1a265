// The history of a case, for any sequence of changes by any members: it tells them, and nothing can be changed,
// dropped, moved or slipped in without being noticed.
import assert from "node:assert/strict";
import { randomBytes, randomInt } from "node:crypto";
import { test } from "node:test";
import { type SignedDocument, signDocument } from "../../../src/crypto/document";
import { publicKey } from "../../../src/crypto/signing";
import { type Change, extend, read } from "../../../src/desk/case/history";
import type { CaseRecord } from "../../../src/desk/case/case";

const pick = <T>(list: readonly T[]): T => list[randomInt(list.length)] as T;

const MEMBERS = ["m", "n", "o"].map((member) => ({ member, seed: new Uint8Array(randomBytes(32)) }));
const signers = MEMBERS.map(({ member, seed }) => ({ id: member, signing: publicKey(seed), from: 0, until: null }));

const empty: CaseRecord = {
  v: 1,
  report: "r",
  revision: 0,
  status: "fresh",
  severity: "",
  category: "",
  place: null,
  notes: "",
  assignee: "",
  labels: [],
  verification: "",
  links: [],
  words: {},
  masks: {},
  history: [],
};

const CHANGES: (() => Partial<CaseRecord>)[] = [
  () => ({ status: pick(["triage", "active", "closed"]) }),
  () => ({ severity: pick(["low", "danger"]) }),
  () => ({ labels: [pick(["a", "b"])] }),
  () => ({ notes: pick(["x", "y"]) }),
  () => ({ words: { "translation/account": pick(["x", "y"]) } }),
  () => ({ verification: pick(["plausible", "refuted"]), links: [pick(["p", "q"])] }),
];

/** A copy of a list with another element in one place. */
const withAt = <T>(list: readonly T[], at: number, element: T): T[] =>
  list.map((known, index) => (index === at ? element : known));

const some = (length: number): CaseRecord => {
  let record = empty;
  for (let at = 0; at < length; at++) {
    const { member, seed } = pick(MEMBERS);
    const after = { ...record, ...pick(CHANGES)(), revision: record.revision + 1 };
    record = { ...after, history: extend(record, after, { member, week: "2026-W48", seed }) };
  }
  return record;
};

test("what was changed is told, by whom, in order; long texts are not repeated", () => {
  for (let run = 0; run < 60; run++) {
    const record = some(1 + randomInt(6));
    const { events, sound } = read(record, signers);
    assert.ok(sound);
    assert.deepEqual(
      events.map((event) => event.revision),
      record.history.map((_, at) => at + 1),
    );
    const seen: Record<string, unknown> = {};
    for (const event of events) {
      for (const [field, values] of Object.entries(event.changes)) Object.assign(seen, { [field]: values?.[1] });
      assert.equal(event.changes.notes ?? null, null);
    }
    for (const [field, value] of Object.entries(seen))
      if (value !== undefined) assert.deepEqual(record[field as keyof CaseRecord], value);
  }
});

test("a history that was touched is noticed, however", () => {
  for (let run = 0; run < 50; run++) {
    const record = some(3 + randomInt(4));
    const { history } = record;
    const at = randomInt(history.length);
    const document = history[at] ?? history[0];
    assert.ok(document);
    const event = JSON.parse(document.signed) as Change;
    const forger = new Uint8Array(randomBytes(32));
    const other = pick(MEMBERS);
    const stranger = MEMBERS.find(({ member }) => !document.by.endsWith(member));
    /** The history with another document in the place of the one that was chosen. */
    const replaced = (changed: SignedDocument): CaseRecord => ({ ...record, history: withAt(history, at, changed) });
    const rewritten = { ...event, week: "2020-W01" };
    const byOther = (content: unknown): SignedDocument =>
      signDocument("event", `member:${other.member}`, content, other.seed);
    const cut = at === history.length - 1 ? -1 : undefined;
    const touched: [string, CaseRecord][] = [
      ["one is dropped", { ...record, history: history.filter((_, index) => index !== at) }],
      ["two are swapped", { ...record, history: [...history].reverse() }],
      ["a text is changed", replaced({ ...document, signed: JSON.stringify(rewritten) })],
      ["another is named", replaced({ ...document, by: `member:${stranger?.member ?? ""}` })],
      ["a stranger signs in a member's name", replaced(signDocument("event", document.by, event, forger))],
      [
        "a member rewrites what another did",
        { ...record, history: withAt(history, at, byOther(rewritten)).slice(0, cut) },
      ],
      ["the record is another than the last event left", { ...record, severity: "moderate" }],
      ["an event of another report", replaced(byOther({ ...event, report: "s" }))],
      ["a later revision", { ...record, revision: record.revision + 1 }],
    ];
    for (const [what, forged] of touched) assert.equal(read(forged, signers).sound, false, what);
  }
});

test("whom no roster names is told as such, and the history does not hold", () => {
  const { events, sound } = read(some(4), []);
  assert.ok(!sound && events.every((event) => !event.known));
});
