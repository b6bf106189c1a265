// What a package may state of its licence, and what of it is enough.
import assert from "node:assert/strict";
import { test } from "node:test";

const cases: [expression: string, isPermitted: boolean][] = [
  ["MIT", true],
  ["GPL-2.0-only", false],
  ["MIT/GPL-2.0-only", true],
  ["GPL-2.0-only OR MIT", true],
  ["MIT AND GPL-2.0-only", false],
  ["GPL-2.0-only AND ISC OR MIT", true],
  ["GPL-2.0-only OR MIT AND ISC", true],
  ["(GPL-2.0-only OR MIT) AND (ISC OR WTFPL)", true],
  ["(GPL-2.0-only OR MIT) AND WTFPL", false],
  ["MIT WITH LLVM-exception", false],
  ["ISC WITH LLVM-exception OR MIT", true],
  ["", false],
  ["(MIT", false],
  ["MIT MIT", false],
  ["UNLICENSED", false],
];

test("a licence is permitted if one of its ways is", async () => {
  const module = `${process.cwd()}/scripts/licence.mjs`;
  const { permits } = (await import(module)) as { permits: (expression: string, licences: Set<string>) => boolean };
  for (const [expression, isPermitted] of cases)
    assert.equal(permits(expression, new Set(["MIT", "ISC"])), isPermitted, expression);
});
