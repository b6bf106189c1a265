// A network and a server that fail: nothing is lost, and the page goes on by itself where it can.
import { expect, test } from "@playwright/test";
import { demo, desk, fillReport, openCase, send } from "./demo";

// A page may still be asking for something when its test has seen enough.
test.afterEach(async ({ page }) => {
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

test("an upload that breaks off resumes and arrives whole", async ({ page, browser }, info) => {
  const mark = `reprise-${info.project.name}-${Date.now()}`;
  let broken = 0;
  await page.route("**/api/uploads/*", async (route) => {
    if (route.request().method() === "PATCH" && broken < 2) {
      broken++;
      await route.abort("connectionreset");
    } else await route.continue();
  });
  const bytes = Buffer.alloc(1_500_000, mark);
  await fillReport(page, "fr", mark, [{ name: "grand.bin", mimeType: "application/octet-stream", buffer: bytes }]);
  await send(page);
  expect(broken).toBe(2);
  const awa = await desk(browser, "awa", { width: 1280, height: 800 });
  await openCase(awa, mark);
  const download = awa.waitForEvent("download");
  await awa.getByTestId("attachment").locator("button").click();
  const { readFileSync } = await import("node:fs");
  expect(readFileSync(await (await download).path()).equals(bytes)).toBe(true);
});

for (const code of ["stale-epoch", "ticket-expired"]) {
  test(`after ${code} the page asks again, encrypts again and succeeds`, async ({ page }) => {
    let refused = 0;
    let offers = 0;
    await page.route("**/api/intake/*", async (route) => {
      if (route.request().method() === "GET") offers++;
      if (route.request().method() === "POST" && refused === 0) {
        refused++;
        await route.fulfill({
          status: 409,
          contentType: "application/problem+json",
          json: { type: `/problems/${code}`, detail: "x" },
        });
      } else await route.continue();
    });
    await fillReport(page, "fr", `encore ${code}`);
    await send(page);
    expect([refused, offers]).toEqual([1, 2]);
  });
}

test("without a network the text stays, and trying again sends it once", async ({ page, browser }, info) => {
  const mark = `panne-${info.project.name}-${Date.now()}`;
  let fail = true;
  await page.route("**/api/**", (route) => (fail ? route.abort("internetdisconnected") : route.continue()));
  await fillReport(page, "fr", mark);
  await page.getByTestId("submit").and(page.locator(":visible")).click();
  await expect(page.locator("[data-retry]")).toBeVisible({ timeout: 60_000 });
  await expect(page.locator("[data-sending] [role=alert]")).toContainText("Pas de réseau");
  fail = false;
  await page.locator("[data-retry]").click();
  await expect(page.getByTestId("receipt")).toBeVisible({ timeout: 60_000 });
  const awa = await desk(browser, "awa", { width: 1280, height: 800 });
  await awa.locator("#query").fill(mark);
  await expect(awa.getByTestId("case-row")).toHaveCount(1);
});

test("a refusal is shown in the person's language and the text is kept", async ({ page }) => {
  await page.route("**/api/intake/*", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    await route.fulfill({
      status: 507,
      contentType: "application/problem+json",
      json: { type: "/problems/storage-full", detail: "لم يعد في الخادم مكان." },
    });
  });
  await fillReport(page, "ar", "نص يجب ألا يضيع");
  await page.getByTestId("submit").and(page.locator(":visible")).click();
  await expect(page.locator("[data-sending] [role=alert]")).toContainText("لم يعد في الخادم مكان");
  await page.locator("[data-cancel]").click();
  await expect(page.locator("[data-review]")).toContainText("نص يجب ألا يضيع");
  expect(demo().url).toContain("http");
});
