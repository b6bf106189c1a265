// Writes what is made from other files, or with `--check` fails where the file that is checked in differs.
// To add a file: a line in FILES.
import { readFileSync, writeFileSync } from "node:fs";
import { messageIds } from "./message-ids.mjs";

const FILES = { "src/page/message-id.ts": messageIds };

const compare = process.argv.includes("--check");
for (const [path, make] of Object.entries(FILES)) {
  const file = new URL(`../${path}`, import.meta.url);
  if (!compare) writeFileSync(file, make());
  else if (readFileSync(file, "utf8") !== make()) {
    console.error(`${path} is not what its sources make: npm run generate`);
    process.exitCode = 1;
  }
}
