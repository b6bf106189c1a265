// Bundles `src` into `dist`: one file per entry, minified. Two builds give the same bytes.
//
// To add a script to a page of citizens:
//   1. `src/citizen/<name>.ts`, and a line in CITIZEN below.
//   2. A `scripts` block in the page's template, as in templates/report.html.
//   3. The texts that it needs in a function of src/web/http/page.rs, their file in HANDED (scripts/message-ids.mjs),
//      then `npm run generate`.
// To add a chunk, a script that is loaded when it is needed (whatever not every citizen needs should be one):
//   1. A file that puts its function on `window` and declares it there: src/media/list.ts is an example.
//   2. A line in CITIZEN, or in DESK for what only members load.
//   3. Its name in `chunk` (src/page/chunk.ts) and in OWN_SCRIPT (src/page/derivation.ts).
//   4. Its address in templates/part/chunks.html, or in the template of the one page that loads it.
// Whoever loads it imports nothing but its types: dependency-cruiser refuses more (.dependency-cruiser.cjs).
// Each file has its own copies of the classes that it uses: errors that cross are told apart as in src/page/told.ts.
import { build } from "esbuild";
import { copyFile, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";

// Parts of the age library that no file of ours uses. It refers to every recipient type, so it cannot be tree-shaken.
const unused = /^(@noble\/(curves\/nist|hashes\/scrypt)|\.\/(webauthn|armor|index))\.js$/;
// Other key types are made at the top of a module, which keeps them; marked as free of side effects they go.
const impure = /(?<!function )\b(QSF|createKitchenSink|ecdhKem)\(/g;
export const withoutUnused = {
  name: "without-unused-recipients",
  setup(builder) {
    builder.onLoad({ filter: /@noble\/post-quantum\/hybrid\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace(impure, "/* @__PURE__ */ $1("),
    }));
    builder.onResolve({ filter: unused }, ({ importer }) =>
      /node_modules\/(age-encryption|@noble)\//.test(importer)
        ? { path: new URL("src/crypto/unused.ts", import.meta.url).pathname }
        : undefined,
    );
  },
};

// ES2019 and BigInt is the syntax of Chrome 70, Firefox 68 and Safari 14.
const oldest = ["es2019"];
const oldestStyle = ["chrome70", "firefox68", "safari14"];
const common = {
  bundle: true,
  minify: true,
  legalComments: "none",
  format: "iife",
  charset: "utf8",
  logLevel: "warning",
  outdir: "dist",
  loader: { ".wasm": "binary" },
  plugins: [withoutUnused],
};

// The pictograms of icons.txt in one file, each a symbol under its name. Tabler Icons, MIT licence.
const sprite = async () => {
  const names = (await readFile("icons.txt", "utf8")).split("\n").filter((line) => line && !line.startsWith("#"));
  const symbols = names.map(async (name) => {
    const svg = await readFile(`node_modules/@tabler/icons/icons/outline/${name}.svg`, "utf8");
    const shapes = svg
      .match(/<(path|circle|line|rect|polyline|ellipse)[^>]*\/>/g)
      .filter((shape) => !shape.includes('stroke="none"'));
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.join("").replace(/ \/>/g, "/>")}</symbol>`;
  });
  const licence = "<!-- Tabler Icons, MIT licence, Copyright (c) Pawel Kuna -->";
  return `<svg xmlns="http://www.w3.org/2000/svg">${licence}${(await Promise.all(symbols)).join("")}</svg>`;
};

/** What citizens load, in the syntax of the oldest browsers. */
const CITIZEN = {
  report: "src/citizen/report.ts",
  inbox: "src/citizen/inbox.ts",
  page: "src/citizen/page.ts",
  receipt: "src/citizen/receipt.ts",
  crypto: "src/citizen/send/crypto.ts",
  "crypto-inbox": "src/citizen/crypto-inbox.ts",
  upload: "src/citizen/send/upload.ts",
  files: "src/media/list.ts",
  voice: "src/voice/recorder.ts",
  "voice-worklet": "src/voice/worklet.ts",
  "kdf-worker": "src/worker/kdf.ts",
  "kdf-worker-plain": "src/worker/kdf-plain.ts",
};

/** What members load. */
const DESK = {
  desk: "src/desk/main.tsx",
  strength: "src/crypto/strength.ts",
  charts: "src/desk/figures/charts.ts",
  "desk-worker": "src/desk/store/opener.ts",
  viewer: "src/viewer/main.ts",
};

const STYLES = { style: "src/style/style.css", desk: "src/style/desk.css", viewer: "src/style/viewer.css" };

/** Files whose sizes are printed. */
const MEASURED = [
  ...["report", "crypto", "upload", "files", "voice", "receipt", "page", "voice-worklet", "kdf-worker"],
  ...["desk", "strength", "charts"],
].map((name) => `${name}.js`);

const bundle = async (outdir) => {
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  await build({
    ...common,
    outdir,
    target: oldest,
    supported: { bigint: true },
    define: { globalThis: "self" },
    entryPoints: CITIZEN,
  });
  await build({
    ...common,
    outdir,
    target: ["chrome100", "firefox100", "safari15.4"],
    entryPoints: DESK,
    jsx: "automatic",
    jsxImportSource: "preact",
  });
  await build({ ...common, outdir, target: oldestStyle, entryPoints: STYLES });
  await copyFile("src/style/icon.svg", `${outdir}/icon.svg`);
  await writeFile(`${outdir}/icons.svg`, await sprite());
  for (const name of [...MEASURED, "icons.svg", "style.css"]) {
    console.log(name.padEnd(16), (await stat(`${outdir}/${name}`)).size);
  }
};

// Imported by the tests for its plug-in, run for its bundles.
if (process.argv[1]?.endsWith("build.mjs")) await bundle(process.argv[2] ?? "dist");
