// Writes what is made from other files, or with `--check` fails where the file that is checked in differs.
// To add a file: a line in FILES.
import { readFileSync, writeFileSync } from "node:fs";
import { messageIds } from "./message-ids.mjs";
import { promised } from "./promised.mjs";
import { wire } from "./wire.mjs";

const FILES = {
  "src/page/message-id.ts": messageIds,
  "src/page/promised.ts": promised,
  "src/wire.ts": wire,
};

const compare = process.argv.includes("--check");
for (const [path, make] of Object.entries(FILES)) {
  const file = new URL(`../${path}`, import.meta.url);
  const made = await make();
  if (!compare) writeFileSync(file, made);
  else if (readFileSync(file, "utf8") !== made) {
    console.error(`${path} is not what its sources make: npm run generate`);
    process.exitCode = 1;
  }
}
