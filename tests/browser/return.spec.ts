// Coming back for answers: spoken messages both ways, the inbox without JavaScript with everything it has, the receipt
// that is copied; and at the desk, reports that came in a burst.
import { readFileSync } from "node:fs";
import { type Locator, type Page, expect, test } from "@playwright/test";
import { accessible, at, demo, desk, fillReport, fits, openCase, openInbox, send } from "./demo";
import { start } from "./instance";

const LAPTOP = { width: 1280, height: 800 };

/** Records about three seconds with the recorder that is open below `place`. */
const speak = async (page: Page): Promise<void> => {
  await page.getByTestId("voice-start").click();
  await expect(page.locator("meter")).toBeVisible();
  await page.waitForTimeout(3000);
  await page.getByTestId("voice-stop").click();
  await expect(page.getByTestId("voice-player")).toBeVisible();
};

/** Plays more than two seconds of what was received. */
const heard = async (player: Locator): Promise<void> => {
  await player.evaluate((audio: HTMLAudioElement) => {
    audio.muted = true;
    return audio.play();
  });
  await expect.poll(() => player.evaluate((audio: HTMLAudioElement) => audio.currentTime)).toBeGreaterThan(2);
};

test("the circle asks with a voice, the source answers with a voice, and each hears the other", async ({
  page,
  browser,
}, info) => {
  test.setTimeout(240_000);
  const mark = `vive-voix-${info.project.name}-${Date.now()}`;
  await fillReport(page, "fr", mark);
  const receipt = await send(page);
  const awa = await desk(browser, "awa", LAPTOP);
  await openCase(awa, mark);
  await awa.getByTestId("case-speak").click();
  await speak(awa);
  await accessible(awa);
  await awa.screenshot({ path: info.outputPath("desk-recorder.png"), fullPage: true });
  await awa.getByTestId("case-send").click();
  await expect(awa.getByTestId("thread-message")).toHaveCount(1);
  await openInbox(page, receipt);
  await page.getByTestId("attachment").getByRole("button").first().click();
  await heard(page.getByTestId("attachment").locator("audio"));
  await page.getByTestId("speak-reply").click();
  await speak(page);
  await page.screenshot({ path: info.outputPath("inbox-recorder.png"), fullPage: true });
  await fits(page);
  await page.getByTestId("reply-send").click();
  await expect(page.locator("[data-done]")).toContainText("réponse est arrivée", { timeout: 60_000 });
  await awa.getByTestId("refresh").click();
  await openCase(awa, mark);
  await expect(awa.getByTestId("thread-message")).toHaveCount(2);
  const answer = awa.getByTestId("thread-message").last().getByTestId("attachment");
  await answer.locator("button").first().click();
  await heard(answer.frameLocator("[data-test=viewer]").locator("audio"));
  await awa.context().close();
});

test("the receipt is copied as it is shown", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await fillReport(page, "fr", "reçu à copier");
  const receipt = await send(page);
  await page.getByTestId("receipt-copy").click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(receipt);
});

test("without JavaScript the inbox takes files, gives files, changes the consent and withdraws", async ({
  page,
  browser,
}, info) => {
  test.setTimeout(240_000);
  const mark = `inbox-simple-${info.project.name}-${Date.now()}`;
  await fillReport(page, "fr", mark);
  const receipt = await send(page);
  const awa = await desk(browser, "awa", LAPTOP);
  await openCase(awa, mark);
  await awa.getByTestId("case-reply").fill("Voyez le plan.");
  await awa
    .getByTestId("case-attach")
    .setInputFiles({ name: "plan.txt", mimeType: "text/plain", buffer: Buffer.from("plan fictif") });
  await awa.getByTestId("case-send").click();
  await expect(awa.getByTestId("thread-message")).toHaveCount(1);
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: page.viewportSize() });
  const plain = await context.newPage();
  const open = async (): Promise<void> => {
    await plain.goto(`${demo().url}/fr/inbox/plain`);
    await plain.locator("input[name=agree]").check();
    await plain.getByTestId("inbox-code").fill(receipt);
    await plain.getByTestId("inbox-open").click();
  };
  await open();
  await expect(plain.locator("[data-state][aria-current]")).toHaveText("Une question pour vous");
  const download = plain.waitForEvent("download");
  await plain.locator("button[value=file]").click();
  expect(readFileSync(await (await download).path(), "utf8")).toBe("plan fictif");
  await plain.getByTestId("reply").fill("Voici ma photo.");
  await plain
    .getByTestId("attach")
    .setInputFiles({ name: "reponse.txt", mimeType: "text/plain", buffer: Buffer.from("reponse fictive") });
  await plain.getByTestId("reply-send").click();
  await expect(plain.getByRole("status")).toBeVisible();
  await plain.locator("summary", { hasText: "accord" }).click();
  await plain.locator("input[name=consent][value='1']").check();
  await plain.screenshot({ path: info.outputPath("plain-inbox.png"), fullPage: true });
  await plain.locator("button[value=consent]").click();
  await expect(plain.getByRole("status")).toContainText("accord est changé");
  await awa.getByTestId("refresh").click();
  await openCase(awa, mark);
  await expect(awa.getByTestId("consent-changed")).toBeVisible();
  await expect(awa.getByTestId("thread-message").filter({ hasText: "Voici ma photo." })).toContainText("reponse.txt");
  await plain.locator(".danger-zone summary").click();
  await plain.locator("button[value=withdraw]").click();
  await expect(plain.getByRole("status")).toBeVisible();
  await open();
  await expect(plain.getByRole("alert")).toBeVisible();
  await context.close();
  await awa.context().close();
});

test("reports that came in a burst are told to the circle, set apart when asked, and none is lost", async ({
  page,
  browser,
}, info) => {
  test.setTimeout(240_000);
  const own = await start({ SUTURA_BURST_SIZE: "2" });
  try {
    await at(own.demo, async () => {
      const awa = await desk(browser, "awa", LAPTOP);
      await expect(awa.getByTestId("case-row").first()).toBeVisible({ timeout: 60_000 });
      await expect(awa.getByRole("progressbar")).toHaveCount(0);
      const before = await awa.getByTestId("case-row").count();
      for (let count = 0; count < 5; count++) {
        await fillReport(page, "fr", `rafale ${count}`);
        await send(page);
      }
      await awa.getByTestId("refresh").click();
      await expect(awa.getByTestId("burst-notice")).toBeVisible();
      await expect(awa.getByTestId("case-row")).toHaveCount(before + 5);
      await accessible(awa);
      await awa.screenshot({ path: info.outputPath("burst.png") });
      await awa.getByTestId("filter-bursts").selectOption("only");
      const marked = await awa.getByTestId("case-row").count();
      // What came before it was noticed is not marked.
      expect(marked).toBeGreaterThanOrEqual(2);
      expect(marked).toBeLessThanOrEqual(3);
      await awa.getByTestId("filter-bursts").selectOption("without");
      await expect(awa.getByTestId("case-row")).toHaveCount(before + 5 - marked);
      await awa.context().close();
    });
  } finally {
    await own.stop();
  }
});
