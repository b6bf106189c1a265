// What the pages and the scripts are made of: packages come from the registry that npm asks, with the bytes that the
// lock file names, under a licence of deny.toml. Crates are the matter of cargo-deny (tests/audit.sh). `make audit`
// asks whether one has a known weakness; this needs no network.
import { readFileSync } from "node:fs";
import { permits } from "./licence.mjs";

const root = new URL("../..", import.meta.url).pathname;
const read = (path) => readFileSync(`${root}${path}`, "utf8");

/** Folders with packages of npm. */
const FOLDERS = ["web", "tests/browser"];
/** Test tools whose package says no licence, and where it does. */
const SAID_ELSEWHERE = { "combine-errors": "MIT" };
/** Licences of what only builds, checks and tests: nobody is handed it with the program. */
const TOOLS = ["BSD-2-Clause", "BlueOak-1.0.0", "CC-BY-4.0", "OFL-1.1", "Python-2.0"];

const problems = [];

/** The licences that the program may hold, from deny.toml. */
const allowed = () => {
  const toml = read("deny.toml").replace(/#.*$/gm, "");
  const [, list] = /^allow = \[([^\]]*)\]/m.exec(toml);
  return new Set([...list.matchAll(/"([^"]+)"/g)].map((match) => match[1]));
};

const npm = (folder, licences) => {
  const tools = new Set([...licences, ...TOOLS]);
  const { dependencies, devDependencies } = JSON.parse(read(`${folder}/package.json`));
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    if (!/^\d+\.\d+\.\d+$/.test(version)) problems.push(`${folder}: ${name} ${version} is not an exact version`);
  }
  const { packages } = JSON.parse(read(`${folder}/package-lock.json`));
  const installed = Object.entries(packages).filter(([path]) => path !== "");
  for (const [path, { resolved, integrity = "", license, dev = false }] of installed) {
    const said = license ?? SAID_ELSEWHERE[path.split("node_modules/").pop()] ?? "";
    // The lock files name no place: a package that has one of its own comes from elsewhere.
    if (resolved !== undefined) problems.push(`${folder}: ${path} comes from ${resolved}`);
    if (!integrity.startsWith("sha512-")) problems.push(`${folder}: ${path} has no hash`);
    if (!permits(said, dev ? tools : licences)) problems.push(`${folder}: ${path}: the licence ${said}`);
  }
  return installed.length;
};

const licences = allowed();
const counts = FOLDERS.map((folder) => npm(folder, licences));
for (const problem of problems) console.error(problem);
if (problems.length > 0 || counts.some((count) => count < 10)) process.exit(1);
