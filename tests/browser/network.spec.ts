// A network and a server that fail: nothing is lost, and the page goes on by itself where it can.
import { readFileSync } from "node:fs";
import { type Browser, expect, test } from "@playwright/test";
import { WRONG, WRONG_DELETION, interfere } from "./answers";
import { demo, desk, fillReport, openCase, openInbox, send } from "./demo";

// A page may still be asking for something when its test has seen enough.
test.afterEach(async ({ page }) => {
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

/** Opens the report of this mark and compares its one file. */
const arrivedWhole = async (browser: Browser, mark: string, bytes: Buffer): Promise<void> => {
  const awa = await desk(browser, "awa", { width: 1280, height: 800 });
  await openCase(awa, mark);
  const download = awa.waitForEvent("download");
  await awa.getByTestId("attachment").locator("button").click();
  expect(readFileSync(await (await download).path()).equals(bytes)).toBe(true);
  await awa.context().close();
};

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
  await arrivedWhole(browser, mark, bytes);
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

test("whatever else answers a report, no receipt is shown, and it is sent once when the server answers", async ({
  page,
  browser,
}, info) => {
  const mark = `entretien-${info.project.name}-${Date.now()}`;
  let posts = 0;
  await page.route("**/api/intake/*", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    const wrong = WRONG[posts];
    posts++;
    // The first one arrives: its answer alone is another's.
    if (posts === 1) await route.fetch();
    await (wrong ? route.fulfill(wrong) : route.fallback());
  });
  await fillReport(page, "fr", mark);
  await page.getByTestId("submit").and(page.locator(":visible")).click();
  await expect(page.locator("[data-sending] [role=alert]")).toContainText("Une autre page a répondu", {
    timeout: 60_000,
  });
  await expect(page.locator("[data-keep]")).toBeVisible();
  await expect(page.getByTestId("receipt")).toBeHidden();
  await expect(page.getByTestId("receipt")).toBeVisible({ timeout: 90_000 });
  expect(posts).toBe(WRONG.length + 1);
  const awa = await desk(browser, "awa", { width: 1280, height: 800 });
  await awa.locator("#query").fill(mark);
  await expect(awa.getByTestId("case-row")).toHaveCount(1);
  await awa.context().close();
});

test("whatever else answers an upload, the file is not taken for sent", async ({ page, browser }, info) => {
  const mark = `portail-${info.project.name}-${Date.now()}`;
  let asked = 0;
  await page.route(/\/api\/uploads(\/\w+)?$/, async (route) => {
    // Every second request is answered by somebody else.
    const wrong = asked++ % 2 === 0 ? WRONG[Math.floor(asked / 2) % WRONG.length] : undefined;
    await (wrong && asked < 14 ? route.fulfill(wrong) : route.fallback());
  });
  const bytes = Buffer.alloc(60_000, mark);
  await fillReport(page, "fr", mark, [{ name: "a.bin", mimeType: "application/octet-stream", buffer: bytes }]);
  await send(page);
  await arrivedWhole(browser, mark, bytes);
});

test("whatever else answers the inbox, nothing is said to be sent, changed, deleted or withdrawn", async ({
  page,
  browser,
}, info) => {
  test.setTimeout(240_000);
  const mark = `faux-${info.project.name}-${Date.now()}`;
  await fillReport(page, "fr", mark);
  const receipt = await send(page);
  const awa = await desk(browser, "awa", { width: 1280, height: 800 });
  await openCase(awa, mark);
  await awa.getByTestId("case-reply").fill("Combien de fois ?");
  await awa.getByTestId("case-send").click();
  await expect(awa.getByTestId("thread-message")).toHaveCount(1);
  await openInbox(page, receipt);
  const done = page.locator("[data-done]");
  const other = "Une autre page a répondu|Pas de réseau";

  const messages = await interfere(page, "**/api/inbox/messages", ["POST"]);
  const reply = page.locator("form[data-reply] [data-error]");
  await page.getByTestId("reply").fill("Trois fois.");
  for (const wrong of WRONG) {
    messages.answer(wrong);
    await page.getByTestId("reply-send").click();
    await expect(reply).toHaveText(new RegExp(other));
    await expect(done).toBeHidden();
    await expect(page.getByTestId("reply")).toHaveValue("Trois fois.");
  }
  messages.loseAnswers();
  await page.getByTestId("reply-send").click();
  await expect(reply).toContainText("Une autre page a répondu");
  await expect(page.getByTestId("reply-send")).toBeEnabled();
  messages.answer(undefined);
  await page.getByTestId("reply-send").click();
  await expect(done).toContainText("réponse est arrivée", { timeout: 60_000 });

  await page.getByTestId("consent").click();
  await page.locator("form[data-consent] input[value='0']").check();
  for (const wrong of WRONG) {
    messages.answer(wrong);
    await page.getByTestId("consent-save").click();
    await expect(page.locator("form[data-consent] [data-error]")).toHaveText(new RegExp(other));
    await expect(done).not.toContainText("accord est changé");
  }
  messages.loseAnswers();
  await page.getByTestId("consent-save").click();
  await expect(page.locator("form[data-consent] [data-error]")).toContainText("Une autre page a répondu");
  messages.answer(undefined);
  await page.getByTestId("consent-save").click();
  await expect(done).toContainText("accord est changé", { timeout: 60_000 });
  // Both were sent twice, and are there once: a question, an answer, a change.
  await awa.getByTestId("refresh").click();
  await openCase(awa, mark);
  await expect(awa.getByTestId("thread-message")).toHaveCount(3);
  await awa.context().close();

  const deletions = await interfere(page, "**/api/inbox/messages/*", ["DELETE"]);
  await page.getByTestId("message-delete").click();
  for (const wrong of WRONG_DELETION) {
    deletions.answer(wrong);
    await page.getByTestId("message-delete").click();
    await expect(reply).toHaveText(new RegExp(other));
    await expect(done).not.toContainText("supprimé");
    await expect(page.getByTestId("thread-message")).toHaveCount(1);
  }
  deletions.loseAnswers();
  await page.getByTestId("message-delete").click();
  await expect(reply).toContainText("Une autre page a répondu");
  deletions.answer(undefined);
  await page.getByTestId("message-delete").click();
  await expect(done).toContainText("supprimé", { timeout: 60_000 });
  await expect(page.getByTestId("thread-message")).toHaveCount(0);

  const withdrawal = await interfere(page, "**/api/inbox", ["DELETE"]);
  await page.getByTestId("withdraw").click();
  for (const wrong of WRONG_DELETION) {
    withdrawal.answer(wrong);
    await page.getByTestId("withdraw-confirm").click();
    await expect(page.locator("[data-withdraw-error]")).toHaveText(new RegExp(other));
    await expect(page.locator("[data-withdrawn]")).toBeHidden();
    await expect(page.getByTestId("reply")).toBeVisible();
  }
  withdrawal.loseAnswers();
  await page.getByTestId("withdraw-confirm").click();
  await expect(page.locator("[data-withdraw-error]")).toContainText("Une autre page a répondu");
  withdrawal.answer(undefined);
  await page.getByTestId("withdraw-confirm").click();
  await expect(page.locator("[data-withdrawn]")).toBeVisible({ timeout: 60_000 });
});
