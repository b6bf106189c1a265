// How long a ticket takes at normal load on a phone: our solver in a Worker of Chromium, times six for a slow processor
// (Chromium slows pages down on demand, not their Workers). Prints the mean and the 95th percentile in seconds.
import { createRequire } from "node:module";

const load = (folder) => createRequire(new URL(`../${folder}/package.json`, import.meta.url));
const { chromium } = load("tests/browser")("@playwright/test");
const esbuild = load("web")("esbuild");

/** Bits of a proof of work at normal load, as `Config::default` has them. */
const WORK = 14;
const TIMES = 100;
const SLOWER = 6;

const built = await esbuild.build({
  stdin: {
    contents: `import { solve } from "./src/crypto/ticket";
      onmessage = ({ data }) => {
        const start = performance.now();
        solve(data, ${WORK});
        postMessage(performance.now() - start);
      };`,
    resolveDir: new URL("../web", import.meta.url).pathname,
    loader: "ts",
  },
  bundle: true,
  write: false,
  minify: true,
  target: "es2019",
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage();
const times = await page.evaluate(
  async ([source, count]) => {
    const worker = new Worker(URL.createObjectURL(new Blob([source])));
    const taken = [];
    for (let number = 0; number < count; number++) {
      worker.postMessage(`${crypto.getRandomValues(new Uint32Array(8)).join("")}`);
      taken.push(await new Promise((resolve) => (worker.onmessage = ({ data }) => resolve(data))));
    }
    return taken;
  },
  [built.outputFiles[0].text, TIMES],
);
await browser.close();
times.sort((a, b) => a - b);
const seconds = (milliseconds) => ((milliseconds * SLOWER) / 1000).toFixed(2);
console.log(`ticket_mean_seconds ${seconds(times.reduce((sum, time) => sum + time, 0) / TIMES)}`);
console.log(`ticket_p95_seconds ${seconds(times[Math.floor(TIMES * 0.95)])}`);
