// The reviewers' desk with thousands of reports: `node benches/desk.mjs demo.json [count]`. Reports are sealed and sent
// as browsers do; then a real Chromium signs in twice: with nothing kept, and with the ciphertext of the first visit.
// Beside it the bare cost of as many hybrid decapsulations in as many threads as the desk has Workers.
import { build } from "../web/node_modules/esbuild/lib/main.js";
import { mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";

const needs = createRequire(new URL("../tests/browser/package.json", import.meta.url));

const compile = async () => {
  const out = join(mkdtempSync(join(tmpdir(), "sutura-bench-")), "age.mjs");
  const entry = [
    'export * from "./src/crypto/age";',
    'export { solve } from "./src/crypto/ticket";',
    'export { base64url, utf8 } from "./src/crypto/bytes";',
  ].join("\n");
  await build({
    stdin: { contents: entry, resolveDir: new URL("../web", import.meta.url).pathname, loader: "ts" },
    outfile: out,
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "error",
  });
  return out;
};

if (!isMainThread) {
  const { openUnpadded } = await import(workerData.module);
  for (let number = 0; number < workerData.count; number++) await openUnpadded(workerData.file, workerData.identity);
  parentPort.postMessage("done");
} else {
  await main(process.argv[2], Number(process.argv[3] ?? 10_000));
}

async function main(path, count) {
  const { chromium } = needs("@playwright/test");
  const { TOTP } = needs("otpauth");
  const demo = JSON.parse(readFileSync(path, "utf8"));
  const module = await compile();
  const { seal, identityOf, recipientOf, solve, base64url, utf8 } = await import(module);
  const random = (length) => crypto.getRandomValues(new Uint8Array(length));
  const consultation = demo.consultations[0].id;
  const source = await recipientOf(identityOf(random(32)));
  const offer = async () => (await fetch(`${demo.url}/api/intake/${consultation}`)).json();
  const words = ["marché", "barrage", "école", "patrouille", "bétail", "puits", "convoi", "impôt", "hôpital", "rumeur"];
  const send = async (number) => {
    const { version, epoch, recipient, ticket } = await offer();
    const account = `Signalement ${number} : ${words[number % 10]} ${words[(number * 7) % 10]} ${"texte ".repeat(200)}`;
    const envelope = {
      v: 1,
      consultation,
      version,
      answers: { account, category: ["SEC1.3"], place: { country: "ML", region: "gao" } },
      interface_language: "fr",
      report_language: "fr",
      consent: 2,
      source_recipient: source,
      attachments: [],
    };
    const form = new FormData();
    form.set("ticket", solve(ticket.challenge, ticket.work));
    form.set("verifier", base64url(random(32)));
    form.set("epoch", String(epoch));
    form.set("envelope", new Blob([await seal([recipient], utf8(JSON.stringify(envelope)))]));
    const answer = await fetch(`${demo.url}/api/intake/${consultation}`, { method: "POST", body: form });
    if (answer.status !== 201) throw new Error(`refused: ${answer.status}`);
  };
  for (let number = 0; number < count; number += 8)
    await Promise.all(Array.from({ length: Math.min(8, count - number) }, (_, at) => send(number + at)));

  const identity = identityOf(random(32));
  const file = await seal([await recipientOf(identity)], new Uint8Array(3000));
  const threads = Math.min(4, availableParallelism());
  const began = performance.now();
  await Promise.all(
    Array.from(
      { length: threads },
      () =>
        new Promise((resolve, reject) => {
          const worker = new Worker(new URL(import.meta.url), {
            workerData: { module, file, identity, count: Math.ceil(count / threads) },
          });
          worker.once("message", resolve);
          worker.once("error", reject);
        }),
    ),
  );
  const bare = (performance.now() - began) / 1000;
  console.log(`desk_bare_seconds ${bare.toFixed(1)}`);

  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.addInitScript(() => {
    window.longest = 0;
    new PerformanceObserver((list) =>
      list.getEntries().forEach((entry) => (window.longest = Math.max(window.longest, entry.duration))),
    ).observe({ type: "longtask", buffered: true });
  });
  const visit = async (name) => {
    const { passphrase, totp_secret } = demo.members[0];
    await page.goto(`${demo.url}/desk`);
    await page.locator("[data-test=desk-login]").fill("awa");
    await page.locator("[data-test=desk-passphrase]").fill(passphrase);
    await page.locator("[data-test=desk-totp]").fill(new TOTP({ secret: totp_secret }).generate());
    const entered = page.waitForResponse("**/reports");
    await page.locator("[data-test=desk-enter]").click();
    await entered;
    const start = performance.now();
    await page.locator("[data-test=case-row]").first().waitFor();
    const first = (performance.now() - start) / 1000;
    await page.waitForFunction(
      () => document.querySelector("[data-test=shown]") && !document.querySelector("[role=progressbar]"),
      undefined,
      { timeout: 600_000 },
    );
    const open = (performance.now() - start) / 1000;
    await page.waitForFunction(
      (expected) => {
        const input = document.querySelector("#query");
        if (input.value === "") {
          input.value = "signalement";
          input.dispatchEvent(new Event("input", { bubbles: true }));
        }
        return new RegExp(`^\\D*${expected}\\D`).test(
          document.querySelector("[data-test=shown]").textContent.replace(/[\u2068\u2069\s]/g, ""),
        );
      },
      count,
      { timeout: 600_000 },
    );
    const indexed = (performance.now() - start) / 1000;
    const latency = await page.evaluate(async () => {
      const input = document.querySelector("#query");
      const begin = performance.now();
      input.value = "barrage 77";
      input.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - begin;
    });
    const heap = await page.evaluate(() => performance.memory.usedJSHeapSize / 1e6);
    const longest = await page.evaluate(() => window.longest);
    // An observer that sees nothing would look like a fast page.
    const seen = await page.evaluate(async () => {
      await new Promise((resolve) =>
        setTimeout(() => {
          const end = performance.now() + 120;
          while (performance.now() < end);
          setTimeout(resolve, 200);
        }),
      );
      return window.longest;
    });
    if (seen < 100) throw new Error("long tasks are not observed here");
    for (const [what, value] of Object.entries({
      first_row_seconds: first,
      open_seconds: open,
      indexed_seconds: indexed,
      search_milliseconds: latency,
      heap_megabytes: heap,
      longest_task_milliseconds: longest,
      ratio: indexed / bare,
    })) {
      const digits = /(^|_)seconds$/.test(what) ? 1 : what === "ratio" ? 2 : 0;
      console.log(`desk_${name}_${what} ${value.toFixed(digits)}`);
    }
  };
  await visit("cold");
  await visit("kept");
  await browser.close();
}
