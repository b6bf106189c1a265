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

/** Fewer lines than this may stand twice. */
const { minLines } = JSON.parse(readFileSync(join(root, ".jscpd.json"), "utf8"));

/** What each line of a file is. An import may have several lines. */
const kindsOfLines = (text) => {
  let isInside = false;
  return text.split("\n").map((line) => {
    const isImport = isInside || /^\s*(pub(\([^)]*\))? )?(use|import)\b/.test(line);
    isInside = isImport && !line.trimEnd().endsWith(";");
    if (isImport) return "import";
    return /^\s*(\/\/|\/?\*|$)/.test(line) ? "comment" : "code";
  });
};

/** Lists of imports look alike in neighbours that do the like: whether too little is left of a part without them. */
const isImports = ({ name, start, end }) => {
  const kinds = kindsOfLines(readFileSync(join(root, name), "utf8")).slice(start - 1, end);
  return kinds.includes("import") && kinds.filter((kind) => kind === "code").length < minLines;
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
