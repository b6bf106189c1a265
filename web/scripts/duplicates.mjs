// Code that stands twice, over the whole tree, as jscpd finds it (.jscpd.json): six lines and sixty tokens. What is
// found is told, unless an excuse is written here.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where code may stand twice, and why. Both sides of a pair must lie there. */
const EXCUSES = [
  // A migration is never changed again, so that it must not share code that changes.
  /^migrations\/src\//,
  // Made from the OpenAPI document.
  /^web\/src\/wire\.ts$/,
];

const root = new URL("../..", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "sutura-duplicates-"));
const options = ["-c", ".jscpd.json", "-o", folder, "src", "web/src", "web/test", "tests", "migrations"];
spawnSync("jscpd", options, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
const { duplicates } = JSON.parse(readFileSync(join(folder, "jscpd-report.json"), "utf8"));
rmSync(folder, { recursive: true });

/** Lists of imports look alike in neighbours that do the like. */
const isImports = ({ name, start, end }) => {
  const lines = readFileSync(join(root, name), "utf8").split("\n");
  const statement = (at) => lines.slice(0, at).findLastIndex((line) => /^(use|import|\/\/|const|fn|pub)\b/.test(line));
  const first = lines[statement(start)] ?? "";
  const last = lines[statement(end - 1)] ?? "";
  return [first, last].every((line) => /^(use|import|\/\/)/.test(line));
};

const isExcused = ({ firstFile, secondFile }) =>
  EXCUSES.some((place) => place.test(firstFile.name) && place.test(secondFile.name)) ||
  (isImports(firstFile) && isImports(secondFile));

const told = process.argv.includes("--all") ? duplicates : duplicates.filter((pair) => !isExcused(pair));
for (const { lines, tokens, firstFile, secondFile } of told) {
  console.error(
    `${firstFile.name}:${firstFile.start} and ${secondFile.name}:${secondFile.start}: ${lines} lines, ${tokens} tokens`,
  );
}
process.exit(told.length > 0 ? 1 : 0);
