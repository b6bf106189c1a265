// Writes the public CCTV age vectors of the npm package as files, for the Rust tests: node export-cctv.mjs FOLDER
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vectors from "cctv-age";

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
for (const [name, bytes] of Object.entries(vectors.default ?? vectors)) writeFileSync(join(folder, name), bytes);
