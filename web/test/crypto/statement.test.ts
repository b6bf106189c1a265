// For which weeks an epoch's key speaks, and how long one that nothing follows is sealed to.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Statement, isInPeriod, isOutdated } from "../../src/crypto/statement";

const from = (...days: string[]): Statement[] => days.map((day, number) => ({ number, from: day }) as Statement);

test("an epoch speaks from its first day to the first of the next, and not for other weeks", () => {
  // 2026-11-02 is the Monday of week 45.
  const chain = from("2026-11-02", "2026-12-02");
  const speaks = (number: number, week: string): boolean => isInPeriod(chain, number, week);
  assert.ok(!speaks(0, "2026-W43"));
  // A day more on both sides: clocks differ.
  assert.ok(speaks(0, "2026-W44"));
  assert.ok(speaks(0, "2026-W45"));
  assert.ok(speaks(0, "2026-W49"), "the week in which the next begins");
  assert.ok(!speaks(0, "2026-W50"), "who has left since still has the key");
  assert.ok(!speaks(1, "2026-W48"));
  assert.ok(speaks(1, "2026-W49"));
  assert.ok(speaks(1, "2027-W05"), "nothing follows yet");
  for (const wrong of ["", "2026", "2026-W", "W45", "yesterday"]) assert.ok(!speaks(0, wrong), wrong);
  assert.ok(!speaks(2, "2026-W49"), "an epoch that does not exist");
});

test("after forty-five days nothing more is sealed to an epoch", () => {
  const chain = from("2026-01-01", "2026-11-02");
  assert.ok(!isOutdated(chain, Date.parse("2026-12-17")));
  assert.ok(isOutdated(chain, Date.parse("2026-12-18")));
  assert.ok(!isOutdated([], Date.parse("2026-12-18")));
});

test("an epoch that says it begins in a far future is not sealed to either", () => {
  const chain = from("2026-01-01", "2026-11-02");
  assert.ok(!isOutdated(chain, Date.parse("2026-09-18")), "clocks of phones are wrong by weeks");
  assert.ok(isOutdated(chain, Date.parse("2026-09-17")));
  assert.ok(isOutdated(from("2030-01-01"), Date.parse("2026-11-02")));
});
