// Sending over a poor link: slices that adapt, pause, cancel, a server that restarts; and when sending fails for good,
// the encrypted report as a file that somebody else hands in.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Page, expect, test } from "@playwright/test";
import { accessible, demo, desk, fillReport, fits, openCase, openInbox, send, type AttachedFile } from "./demo";
import { start } from "./instance";

// A page may still be asking for something when its test has seen enough.
test.afterEach(async ({ page }) => {
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

const LAPTOP = { width: 1280, height: 800 };

const large = (bytes: number, mark: string): AttachedFile => ({
  name: "grand.bin",
  mimeType: "application/octet-stream",
  buffer: Buffer.alloc(bytes, mark),
});

const submit = (page: Page): Promise<void> => page.getByTestId("submit").and(page.locator(":visible")).click();

const downloaded = async (page: Page): Promise<Buffer> => {
  const download = page.waitForEvent("download");
  await page.getByTestId("attachment").locator("button").click();
  return readFileSync(await (await download).path());
};

test("slices grow on a good link, shrink on a bad one, and nothing that arrived is sent again", async ({
  page,
  browser,
}, info) => {
  const mark = `tranches-${info.project.name}-${Date.now()}`;
  const sizes: number[] = [];
  let total = 0;
  let patches = 0;
  await page.route("**/api/uploads/*", async (route) => {
    const fails = route.request().method() === "PATCH" && [5, 6].includes(++patches);
    await (fails ? route.abort("connectionreset") : route.continue());
  });
  page.on("requestfinished", async (request) => {
    if (request.method() !== "PATCH") return;
    const { requestBodySize } = await request.sizes();
    total += requestBodySize;
    sizes.push(requestBodySize);
  });
  const file = large(3_000_000, mark);
  await fillReport(page, "fr", mark, [file]);
  await send(page);
  expect(patches).toBeGreaterThan(6);
  expect(Math.max(...sizes.slice(0, 4))).toBeGreaterThan(sizes[0] ?? 0);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(2 ** 20);
  expect(Math.min(...sizes.slice(0, -1))).toBeGreaterThanOrEqual(16 * 1024);
  // 3 MB padded and sealed; whatever was refused on the way was not counted as sent.
  expect(total).toBeGreaterThan(3_000_000);
  expect(total).toBeLessThan(3_000_000 * 1.13);
  const awa = await desk(browser, "awa", LAPTOP);
  await openCase(awa, mark);
  expect((await downloaded(awa)).equals(file.buffer)).toBe(true);
});

test("sending is paused, goes on, shows what is left, and is cancelled without losing a word", async ({
  page,
}, info) => {
  const mark = `pause-${info.project.name}-${Date.now()}`;
  let patches = 0;
  await page.route("**/api/uploads/*", async (route) => {
    if (route.request().method() === "PATCH") patches++;
    await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue().catch(() => undefined);
  });
  await fillReport(page, "fr", mark, [large(6_000_000, mark)]);
  await submit(page);
  const stage = page.locator("[data-sending] [data-stage]");
  await expect(stage).toContainText("Mo");
  await expect(stage).toContainText("encore");
  await accessible(page);
  await fits(page);
  await page.screenshot({ path: info.outputPath("sending.png") });
  await page.getByTestId("pause").click();
  await expect(stage).toHaveText("En pause");
  await page.waitForTimeout(700);
  const then = patches;
  await page.waitForTimeout(2000);
  expect(patches).toBe(then);
  await page.getByTestId("pause").click();
  await expect.poll(() => patches).toBeGreaterThan(then);
  await expect(stage).toContainText("Mo");
  await page.locator("[data-cancel]").click();
  await expect(page.locator("[data-review]")).toContainText(mark);
  await expect(page.locator("[data-review]")).toContainText("grand.bin");
  await page.waitForTimeout(700);
  const ended = patches;
  await page.waitForTimeout(1500);
  expect(patches).toBe(ended);
});

test("however large a file is, the page holds less than two megabytes of it", async ({ page }) => {
  const client = await page.context().newCDPSession(page);
  const held = async (): Promise<number> => {
    await client.send("HeapProfiler.collectGarbage");
    // The bytes behind arrays: what is held of a file.
    return ((await client.send("Runtime.getHeapUsage")) as { backingStorageSize?: number }).backingStorageSize ?? NaN;
  };
  const file = join(mkdtempSync(join(tmpdir(), "sutura-large-")), "film.bin");
  writeFileSync(file, "");
  truncateSync(file, 60 * 2 ** 20);
  await page.goto(`${demo().url}/fr/c/signaler/report`);
  await page.getByTestId("presentation").click();
  await page.getByTestId("answer-account").fill("x");
  await page.getByTestId("attach").setInputFiles(file);
  await expect(page.locator(".files .hint").first()).toBeVisible();
  await submit(page);
  await page.waitForTimeout(2000);
  const before = await held();
  const samples: number[] = [];
  await submit(page);
  while (!(await page.getByTestId("receipt").isVisible())) samples.push((await held()) - before);
  samples.sort((a, b) => a - b);
  expect(samples.length).toBeGreaterThan(10);
  expect(samples[samples.length - 1]).toBeGreaterThan(0);
  // On a busy machine what was handed over is freed a little late: the usual moment counts, and that nothing piles up.
  expect(samples[samples.length >> 1]).toBeLessThan(2e6);
  expect(samples[samples.length - 1]).toBeLessThan(12e6);
});

test("a server that is killed in the middle of an upload and started again loses nothing", async ({ page }) => {
  test.setTimeout(180_000);
  const own = await start();
  try {
    let patches = 0;
    page.on("request", (request) => request.method() === "PATCH" && patches++);
    // Slow enough to be caught in the middle.
    const client = await page.context().newCDPSession(page);
    await client.send("Network.enable");
    await page.goto(`${own.demo.url}/fr/c/signaler/report`);
    await page.getByTestId("presentation").click();
    await page.getByTestId("answer-account").fill("Le serveur tombe");
    await page.getByTestId("attach").setInputFiles([large(2_000_000, "x")]);
    await submit(page);
    await client.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 50,
      downloadThroughput: 200_000,
      uploadThroughput: 200_000,
    });
    await submit(page);
    await expect.poll(() => patches, { timeout: 60_000 }).toBeGreaterThan(3);
    const noticed = page.waitForEvent("requestfailed");
    process.kill(own.pid, "SIGKILL");
    await noticed;
    await own.serve();
    await expect(page.getByTestId("receipt")).toBeVisible({ timeout: 120_000 });
  } finally {
    await own.stop();
  }
});

/** Prepares a report, lets the network fail for good, and keeps it as a file. Returns its path and the receipt. */
const keepParcel = async (
  page: Page,
  mark: string,
  files: AttachedFile[],
): Promise<{ path: string; receipt: string }> => {
  let prepared = false;
  page.on("response", (response) => (prepared ||= response.url().endsWith("/api/instance")));
  await fillReport(page, "fr", mark, files, "2");
  await expect(page.locator("[data-review]")).toBeVisible();
  await expect.poll(() => prepared).toBe(true);
  await page.route("**/api/**", (route) => route.abort("internetdisconnected"));
  await submit(page);
  await expect(page.getByTestId("save-parcel")).toBeVisible({ timeout: 90_000 });
  await accessible(page);
  await fits(page);
  const download = page.waitForEvent("download");
  await page.getByTestId("save-parcel").click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe("fichier.tar");
  const path = join(mkdtempSync(join(tmpdir(), "sutura-parcel-")), "fichier.tar");
  await saved.saveAs(path);
  await expect(page.locator("[data-kept]")).toContainText("ne marchera qu'après l'envoi");
  await accessible(page);
  await page.unroute("**/api/**");
  return { path, receipt: ((await page.getByTestId("receipt").textContent()) ?? "").trim() };
};

test("a report that cannot be sent is kept encrypted, and somebody else hands it in", async ({
  page,
  browser,
}, info) => {
  test.setTimeout(240_000);
  const mark = `colis-${info.project.name}-${Date.now()}`;
  const file: AttachedFile = { name: "preuve.txt", mimeType: "text/plain", buffer: Buffer.from(`preuve ${mark}`) };
  const { path, receipt } = await keepParcel(page, mark, [file, large(300_000, mark)]);
  const bytes = readFileSync(path);
  for (const readable of [mark, "preuve", "sutura", "account", "signaler"])
    expect(bytes.includes(readable), readable).toBe(false);
  // Any tar reads it, and what is inside are age files.
  expect(
    execFileSync("tar", ["tf", path], { encoding: "utf8" })
      .trim()
      .split("\n")
      .map((name) => name.replace(/^[0-9a-f]{32}/, "*")),
  ).toEqual(["manifest.json", "*.age", "*.age", "envelope.age"]);
  await openRefused(page, receipt);

  // Handed in from another browser, without JavaScript, twice.
  const other = await (
    await browser.newContext({ javaScriptEnabled: false, viewport: info.project.use.viewport ?? LAPTOP })
  ).newPage();
  for (let time = 0; time < 2; time++) {
    await other.goto(`${demo().url}/fr/c/signaler/sealed`);
    await other.getByTestId("attach").setInputFiles(path);
    await other.getByTestId("submit").click();
    await expect(other.getByTestId("parcel-arrived")).toContainText("fonctionne maintenant");
  }
  await fits(other);
  await openInbox(page, receipt);
  const awa = await desk(browser, "awa", LAPTOP);
  await awa.locator("#query").fill(mark);
  await expect(awa.getByTestId("case-row")).toHaveCount(1);
  await openCase(awa, mark);
  const download = awa.waitForEvent("download");
  await awa.getByTestId("attachment").first().locator("button").click();
  expect(readFileSync(await (await download).path(), "utf8")).toBe(`preuve ${mark}`);
});

const openRefused = async (page: Page, receipt: string): Promise<void> => {
  await page.goto(`${demo().url}/fr/inbox`);
  await page.getByTestId("inbox-code").fill(receipt);
  await page.getByTestId("inbox-open").click();
  await expect(page.locator("[data-open] [role=alert]")).toContainText("Aucun signalement", { timeout: 60_000 });
};

test("without a key that was ever verified nothing is kept, and the page says why", async ({ page }) => {
  await page.route("**/api/**", (route) => route.abort("internetdisconnected"));
  await fillReport(page, "fr", "jamais");
  await submit(page);
  await page.getByTestId("save-parcel").click({ timeout: 90_000 });
  await expect(page.locator("[data-sending] [role=alert]")).toContainText("n'a pas pu être vérifiée", {
    timeout: 30_000,
  });
  await page.locator("[data-cancel]").click();
  await expect(page.locator("[data-review]")).toContainText("jamais");
});
