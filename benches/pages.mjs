// What pages weigh on the wire, step by step, and how long a report takes on a slow phone, in Chromium:
// node pages.mjs DEMO.json
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { poorLink } from "./link.mjs";

const require = createRequire(new URL("../tests/browser/package.json", import.meta.url));
const { chromium } = require("@playwright/test");
const demo = JSON.parse(readFileSync(process.argv[2], "utf8"));
const port = Number(new URL(demo.url).port);
const folder = mkdtempSync(join(tmpdir(), "sutura-bench-"));
const microphone = join(folder, "microphone.wav");
execFileSync("flite", [
  "-voice",
  "kal16",
  "-t",
  "one, two, three, four, five, six, seven, eight, nine, zero.",
  "-o",
  microphone,
]);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    `--use-file-for-fake-audio-capture=${microphone}`,
  ],
});
const say = (name, value) => console.log(`${name} ${value}`);
const seconds = (since) => ((Date.now() - since) / 1000).toFixed(1);
const patient = { timeout: 600_000 };

/** Counts what a page loads; `since` gives bytes and requests since it was last asked. */
const counting = async (page) => {
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  const now = { bytes: 0, requests: 0 };
  client.on("Network.requestWillBeSent", () => now.requests++);
  client.on("Network.loadingFinished", (event) => (now.bytes += event.encodedDataLength));
  return async () => {
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(300);
    const seen = { ...now };
    now.bytes = now.requests = 0;
    return seen;
  };
};

const report = (slug) => `/fr/c/${slug}/report`;

for (const [name, path] of [
  ["public_page", "/fr/issues"],
  ["report_page", report("signaler")],
]) {
  const page = await (await browser.newContext()).newPage();
  const since = await counting(page);
  await page.goto(demo.url + path);
  const first = await since();
  await page.goto("about:blank");
  await page.goto(demo.url + path);
  const second = await since();
  say(`${name}_first_bytes`, first.bytes);
  say(`${name}_first_requests`, first.requests);
  say(`${name}_second_bytes`, second.bytes);
}

/** One step further: the next question, or the review. */
const next = (page) => page.locator("[data-test=next]:visible, [data-test=submit]:visible").first().click(patient);
const atReview = (page) => page.locator("[data-step=review]").isVisible();

// Bytes per step: what the recorder, the files and the uploader add, each when it is used.
{
  const page = await (await browser.newContext()).newPage();
  const since = await counting(page);
  await page.goto(demo.url + report("signaler"));
  await since();
  await page.locator("[data-test=presentation]").click();
  await page.locator("[data-test=answer-account]").fill("x");
  say("step_typing_bytes", (await since()).bytes);
  await page.locator("[data-say]:visible").first().click();
  await page.waitForTimeout(500);
  say("step_prompt_bytes", (await since()).bytes);
  await page.locator("[data-test=speak-account]").click();
  await page.locator("[data-test=voice-start]").click();
  await page.waitForTimeout(1500);
  await page.locator("[data-test=voice-stop]").click();
  say("step_recorder_bytes", (await since()).bytes);
  await page
    .locator("[data-test=attach]")
    .setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
  say("step_files_bytes", (await since()).bytes);
  await next(page);
  say("step_review_bytes", (await since()).bytes);
  await page.locator("[data-test=submit]:visible").click();
  await page.locator("[data-test=receipt]:visible").waitFor(patient);
  say("step_send_bytes", (await since()).bytes);
  await page.close();
}

const EDGE = { to: port, bytesPerSecond: 6250, roundTrip: 600 };

/** A phone six times slower than this machine, behind a poor link. */
const phone = async (link) => {
  const page = await (await browser.newContext({ viewport: { width: 360, height: 640 } })).newPage();
  const client = await page.context().newCDPSession(page);
  await client.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  return { page, client, goto: (path) => page.goto(link.url + path, { waitUntil: "commit", ...patient }) };
};

const send = async (page) => {
  await page.locator("[data-test=submit]:visible").click(patient);
  await page.locator("[data-test=receipt]:visible").waitFor(patient);
};

// 50 kbit/s, 600 ms, CPU 6×: a text report, a survey by pictures alone, a spoken minute.
{
  const link = await poorLink(EDGE);
  const { page, goto } = await phone(link);
  const start = Date.now();
  await goto(report("signaler"));
  await page.locator("[data-step=harm]:not([hidden])").waitFor(patient);
  say("slow_phone_form_usable_seconds", seconds(start));
  await page.locator("[data-test=answer-harm] input").first().check(patient);
  await page.waitForFunction(() => "suturaCrypto" in window, undefined, patient);
  say("slow_phone_ready_to_encrypt_seconds", seconds(start));
  while (!(await atReview(page))) {
    const account = page.locator("[data-test=answer-account]:visible");
    if (await account.count()) await account.fill("Un récit de quelques lignes, écrit sur un téléphone. ".repeat(8));
    await next(page);
  }
  const sent = Date.now();
  await send(page);
  say("slow_phone_send_to_receipt_seconds", seconds(sent));
  say("slow_phone_text_cold_to_receipt_seconds", seconds(start));
  await page.close();
  link.stop();
}
{
  const link = await poorLink(EDGE);
  const { page, goto } = await phone(link);
  const start = Date.now();
  await goto(report("menaces"));
  await page.locator("[data-step=intro]:not([hidden])").waitFor(patient);
  while (!(await atReview(page))) {
    const tile = page.locator("[data-step]:visible .row input:visible").first();
    if (await tile.count()) await tile.check(patient);
    await next(page);
  }
  await send(page);
  say("slow_phone_pictures_cold_to_receipt_seconds", seconds(start));
  await page.close();
  link.stop();
}

/** A spoken minute; returns the seconds from cold to the receipt without the minute, and what went up the link. */
const spoken = async (cutEvery) => {
  const link = await poorLink({ ...EDGE, cutEvery });
  const { page, client, goto } = await phone(link);
  const start = Date.now();
  for (;;) {
    await goto(report("signaler")).catch(() => undefined);
    if (
      await page
        .locator("[data-step=harm]:not([hidden])")
        .waitFor({ timeout: 60_000 })
        .then(
          () => true,
          () => false,
        )
    )
      break;
  }
  await page.locator("[data-test=presentation]").click(patient);
  // Asked for again if the link was cut while the recorder was loading.
  while (!(await page.locator("[data-test=voice-start]").isVisible())) {
    await page
      .locator("[data-test=speak-account]")
      .click({ timeout: 2000 })
      .catch(() => undefined);
    await page.waitForTimeout(1000);
  }
  // Speech is heard by the audio thread of a phone, which no one else slows down.
  await client.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await page.locator("[data-test=voice-start]").click(patient);
  await page.locator("[data-test=voice-stop]").waitFor(patient);
  await page.waitForTimeout(60_000);
  await page.locator("[data-test=voice-stop]").click(patient);
  await page.locator("[data-test=voice-player]").waitFor(patient);
  await client.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  await page.waitForFunction(() => "suturaCrypto" in window, undefined, patient);
  await next(page);
  const before = link.count.up;
  await page.locator("[data-test=submit]:visible").click(patient);
  const receipt = page.locator("[data-test=receipt]:visible");
  while (!(await receipt.isVisible())) {
    await page
      .locator("[data-retry]:visible")
      .click({ timeout: 500 })
      .catch(() => undefined);
  }
  const result = {
    seconds: ((Date.now() - start) / 1000 - 60).toFixed(1),
    up: link.count.up - before,
    cuts: link.count.cuts,
  };
  await page.close();
  link.stop();
  return result;
};
const steady = await spoken(0);
say("slow_phone_voice_cold_to_receipt_seconds", steady.seconds);
say("voice_minute_up_bytes", steady.up);
const cut = await spoken(20_000);
say("cut_link_voice_cold_to_receipt_seconds", cut.seconds);
say("cut_link_cuts", cut.cuts);
say("cut_link_sent_twice_percent", Math.max(0, (100 * (cut.up - steady.up)) / steady.up).toFixed(1));

// Memory of the page while 100 MB are encrypted and sent.
{
  const page = await (await browser.newContext()).newPage();
  const session = await browser.newBrowserCDPSession();
  await page.goto(demo.url + report("signaler"));
  const rss = (id) =>
    existsSync(`/proc/${id}/status`)
      ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1] ?? 0) / 1024
      : 0;
  // All pages together: this is the only one that does anything.
  const pages = (await session.send("SystemInfo.getProcessInfo")).processInfo
    .filter((running) => running.type === "renderer")
    .map((running) => running.id);
  const resident = () => pages.reduce((sum, id) => sum + rss(id), 0);
  const client = await page.context().newCDPSession(page);
  // What the page holds on to: objects and the bytes behind arrays, once the garbage is taken out.
  const held = async () => {
    await client.send("HeapProfiler.collectGarbage");
    const usage = await client.send("Runtime.getHeapUsage");
    return (usage.usedSize + (usage.backingStorageSize ?? 0)) / 1e6;
  };
  await page.locator("[data-test=presentation]").click();
  await page.locator("[data-test=answer-account]").fill("x");
  const file = join(folder, "large.bin");
  writeFileSync(file, "");
  truncateSync(file, 100e6);
  await page.locator("[data-test=attach]").setInputFiles(file);
  await page.locator(".files .hint").first().waitFor();
  await next(page);
  await page.waitForTimeout(3000);
  const idle = [resident(), await held()];
  let [most, mostHeld] = idle;
  const started = Date.now();
  await page.locator("[data-test=submit]:visible").click();
  const receipt = page.locator("[data-test=receipt]");
  while (!(await receipt.isVisible())) {
    most = Math.max(most, resident());
    mostHeld = Math.max(mostHeld, await held());
    await page.waitForTimeout(50);
  }
  say("hundred_megabytes_seconds", seconds(started));
  say("hundred_megabytes_resident_growth", (most - idle[0]).toFixed(1));
  say("hundred_megabytes_held_growth", (mostHeld - idle[1]).toFixed(1));
}
await browser.close();
process.exit(0);
