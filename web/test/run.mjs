// Bundles the tests (Node 20 does not read TypeScript) and runs them with Node's own runner.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { withoutUnused } from "../build.mjs";

const folder = mkdtempSync(join(tmpdir(), "sutura-web-"));
// Tests stand at the path of what they test.
const tests = readdirSync("test", { recursive: true }).filter((name) => name.endsWith(".test.ts"));
await build({
  entryPoints: tests.map((name) => join("test", name)),
  outdir: folder,
  outbase: "test",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  plugins: [withoutUnused],
  logLevel: "error",
});
const bundles = tests.map((name) => join(folder, name.replace(".ts", ".mjs")));
const { status } = spawnSync(process.execPath, ["--test", "--test-reporter=spec", ...bundles], { stdio: "inherit" });
rmSync(folder, { recursive: true, force: true });
process.exit(status ?? 1);
