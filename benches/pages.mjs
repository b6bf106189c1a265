// What pages weigh on the wire and how long a report takes on a slow phone, in Chromium: node pages.mjs DEMO.json
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../tests/browser/package.json", import.meta.url));
const { chromium } = require("@playwright/test");
const demo = JSON.parse(readFileSync(process.argv[2], "utf8"));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

const visit = async (page, path) => {
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  let bytes = 0;
  let requests = 0;
  client.on("Network.requestWillBeSent", () => requests++);
  client.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
  await page.goto(demo.url + path, { waitUntil: "networkidle" });
  await client.detach();
  return { bytes, requests };
};

for (const [name, path] of [["public_page", "/fr/issues"], ["report_page", `/fr/c/${demo.consultations[0].slug}/report`]]) {
  const page = await (await browser.newContext()).newPage();
  const first = await visit(page, path);
  await page.goto("about:blank");
  const second = await visit(page, path);
  console.log(`${name}_first_bytes ${first.bytes}`);
  console.log(`${name}_first_requests ${first.requests}`);
  console.log(`${name}_second_bytes ${second.bytes}`);
}

// 50 kbit/s, 600 ms, a processor six times slower.
const page = await (await browser.newContext({ viewport: { width: 360, height: 640 } })).newPage();
const client = await page.context().newCDPSession(page);
await client.send("Network.enable");
await client.send("Network.emulateNetworkConditions", { offline: false, latency: 600, downloadThroughput: 6250, uploadThroughput: 6250 });
await client.send("Emulation.setCPUThrottlingRate", { rate: 6 });
const start = Date.now();
await page.goto(`${demo.url}/fr/c/${demo.consultations[0].slug}/report`, { waitUntil: "commit", timeout: 120_000 });
await page.locator("[data-test=next]").waitFor({ timeout: 120_000 });
await page.locator("[data-step=harm]:not([hidden])").waitFor({ timeout: 120_000 });
console.log(`slow_phone_form_usable_seconds ${((Date.now() - start) / 1000).toFixed(1)}`);
await page.locator("[data-test=answer-harm] input").first().check();
await page.waitForFunction(() => "suturaCrypto" in window, undefined, { timeout: 120_000 });
console.log(`slow_phone_ready_to_encrypt_seconds ${((Date.now() - start) / 1000).toFixed(1)}`);
for (let step = 0; step < 9; step++) await page.locator("[data-test=next]:visible, [data-test=submit]:visible").first().click();
const sent = Date.now();
await page.locator("[data-test=submit]:visible").click();
await page.locator("[data-test=receipt]:visible").waitFor({ timeout: 300_000 });
console.log(`slow_phone_send_to_receipt_seconds ${((Date.now() - sent) / 1000).toFixed(1)}`);
await browser.close();
