// The lint that keeps `instanceof` from classes of which each bundle has its own copy.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import type { ESLint, Linter } from "eslint";

// The tests' bundle lies in a temporary folder, where eslint is not found.
const eslint = createRequire(`${process.cwd()}/package.json`)("eslint") as { Linter: typeof Linter };

const cases: [code: string, isRefused: boolean][] = [
  ['import { Refused } from "./told"; export const is = (error) => error instanceof Refused;', true],
  ['import * as told from "./told"; export const is = (error) => error instanceof told.Refused;', true],
  ["export class Refused extends Error {} export const is = (error) => error instanceof Refused;", true],
  ["class Refused extends Error {} const is = (error) => error instanceof Refused; export { Refused, is };", true],
  ["class Refused extends Error {} export const is = (error) => error instanceof Refused;", false],
  ["export const is = (error) => error instanceof TypeError;", false],
];

test("`instanceof` is refused with a class that several bundles may hold", async () => {
  const rules = `${process.cwd()}/scripts/lint-rules.mjs`;
  const { ours } = (await import(rules)) as { ours: ESLint.Plugin };
  for (const [code, isRefused] of cases) {
    const found = new eslint.Linter().verify(code, { plugins: { ours }, rules: { "ours/no-copied-class": "error" } });
    assert.equal(found.length, isRefused ? 1 : 0, code);
  }
});
