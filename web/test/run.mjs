// Bundles the tests (Node 20 does not read TypeScript) and runs them with Node's own runner.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { withoutUnused } from "../build.mjs";

const folder = mkdtempSync(join(tmpdir(), "sutura-web-"));
const outfile = join(folder, "vectors.test.mjs");
await build({ entryPoints: ["test/vectors.test.ts"], outfile, bundle: true, platform: "node", format: "esm", plugins: [withoutUnused], logLevel: "error" });
const { status } = spawnSync(process.execPath, ["--test", "--test-reporter=spec", outfile], { stdio: "inherit" });
rmSync(folder, { recursive: true, force: true });
process.exit(status ?? 1);
