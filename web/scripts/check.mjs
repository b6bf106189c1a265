// Everything that a machine can say about the scripts: `npm run check`. One check alone: `npm run check lint`.
// To add a check: a line in CHECKS.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const FOLDERS = ["web/src", "web/test", "web/scripts", "web/*.mjs", "tests/browser", "benches/*.mjs"];

const CHECKS = {
  generated: ["node", "web/scripts/generate.mjs", "--check"],
  format: [
    "prettier",
    "--check",
    "--log-level=warn",
    "web/{src,test,scripts}/**/*.{ts,tsx,mjs}",
    "web/*.mjs",
    "tests/browser/*.ts",
    "benches/*.mjs",
  ],
  imports: ["sh", "-c", "cd web && depcruise --config .dependency-cruiser.cjs --output-type err src"],
  duplicates: ["node", "web/scripts/duplicates.mjs"],
  packages: ["node", "web/scripts/packages.mjs"],
  types: ["tsc", "--noEmit", "-p", "web"],
  "types of the tests": ["tsc", "--noEmit", "-p", "web/test"],
  lint: [
    "eslint",
    "-c",
    "web/eslint.config.mjs",
    "--cache",
    "--cache-location",
    "web/node_modules/.cache/eslint/",
    "--no-error-on-unmatched-pattern",
    "--no-warn-ignored",
    ...FOLDERS,
  ],
};

const root = new URL("../..", import.meta.url).pathname;
const env = { ...process.env, PATH: `${root}web/node_modules/.bin:${process.env.PATH}` };
// The linter reads the types of what the browser tests import.
if (!existsSync(`${root}tests/browser/node_modules`)) {
  const install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"];
  spawnSync("npm", install, { cwd: `${root}tests/browser`, stdio: "inherit" });
}

const chosen = process.argv.slice(2);
let failed = false;
for (const [name, [command, ...options]] of Object.entries(CHECKS)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const begun = Date.now();
  const { status } = spawnSync(command, options, { cwd: root, env, stdio: "inherit" });
  console.log(`${status === 0 ? "passed" : "FAILED"} ${name} (${((Date.now() - begun) / 1000).toFixed(0)} s)`);
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
