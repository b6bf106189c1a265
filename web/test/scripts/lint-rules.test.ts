// The lints that no package has: `instanceof` of classes of which each bundle has its own copy, and requests that take
// any answer for success.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import type { ESLint, Linter } from "eslint";

// The tests' bundle lies in a temporary folder, where eslint is not found.
const eslint = createRequire(`${process.cwd()}/package.json`)("eslint") as { Linter: typeof Linter };

const copies: [code: string, isRefused: boolean][] = [
  ['import { Refused } from "./told"; export const is = (error) => error instanceof Refused;', true],
  ['import * as told from "./told"; export const is = (error) => error instanceof told.Refused;', true],
  ["export class Refused extends Error {} export const is = (error) => error instanceof Refused;", true],
  ["class Refused extends Error {} const is = (error) => error instanceof Refused; export { Refused, is };", true],
  ["class Refused extends Error {} export const is = (error) => error instanceof Refused;", false],
  ["export const is = (error) => error instanceof TypeError;", false],
];

const ASKER = "src/page/request.ts";
const OTHER = "src/desk/keys/chain-watch.ts";

const requests: [file: string, code: string, isRefused: boolean][] = [
  [ASKER, 'export const ask = (url, init) => fetch(url, { ...init, redirect: "error" });', false],
  [ASKER, 'export const ask = (url, init) => fetch(url, { redirect: "error", ...init });', true],
  [ASKER, 'export const ask = (url) => fetch(url, { redirect: "follow" });', true],
  [ASKER, "export const ask = (url, init) => fetch(url, init);", true],
  [ASKER, "export const ask = fetch;", true],
  [OTHER, 'export const ask = (url) => fetch(url, { redirect: "error" });', true],
  [OTHER, 'export const ask = (url) => window.fetch(url, { redirect: "error" });', true],
  [OTHER, "export const ask = () => new XMLHttpRequest();", true],
  [OTHER, "export const tell = (url, words) => navigator.sendBeacon(url, words);", true],
  [OTHER, "export class Watch { fetch() { return this.fetch(); } }", false],
];

/** How many faults a rule finds in the code of a file. */
const faults = async (rule: string, code: string, file: string): Promise<number> => {
  const path = `${process.cwd()}/scripts/lint-rules.mjs`;
  const { ours } = (await import(path)) as { ours: ESLint.Plugin };
  const config: Linter.Config = { files: ["**/*.ts"], plugins: { ours }, rules: { [`ours/${rule}`]: "error" } };
  return new eslint.Linter().verify(code, [config], file).length;
};

test("`instanceof` is refused with a class that several bundles may hold", async () => {
  for (const [code, isRefused] of copies)
    assert.equal(await faults("no-copied-class", code, OTHER), isRefused ? 1 : 0, code);
});

test("only one file asks the server, and it follows no redirection", async () => {
  for (const [file, code, isRefused] of requests)
    assert.equal(await faults("one-fetch", code, file), isRefused ? 1 : 0, `${file}: ${code}`);
});
