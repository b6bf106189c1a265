// The whole path of a real report: phone to reviewers, question and answer, summary, press, public.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { accessible, demo, desk, fillReport, fits, openCase, openInbox, send } from "./demo";

const LAPTOP = { width: 1280, height: 800 };

for (const lang of ["fr", "ar"]) {
  test(`a report travels from the form to the public in ${lang}`, async ({ page, browser }, info) => {
    const errors: string[] = [];
    page.on("console", (line) => line.type() === "error" && errors.push(line.text()));
    page.on("pageerror", (error) => errors.push(String(error)));
    const mark = `canari-${lang}-${info.project.name}-${Date.now()}`;
    const account = `${mark} ߒߞߏ 𞤆𞤵𞤤𞤢𞤪 ⵜⵎⵛⵈ العربية 🌍 « é »`;
    const photo = { name: "صورة الطريق.txt", mimeType: "text/plain", buffer: Buffer.from("contenu du fichier") };

    await fillReport(page, lang, account, [photo]);
    await expect(page.locator("[data-review]")).toContainText(mark);
    await expect(page.locator("[data-review]")).toContainText("صورة الطريق.txt");
    await accessible(page);
    await fits(page);
    const receipt = await send(page);
    expect(receipt.replace(/\s/g, "")).toMatch(/^\d{24}$/);
    await accessible(page);
    await page.screenshot({ path: info.outputPath("receipt.png") });

    const awa = await desk(browser, "awa", LAPTOP);
    await expect(awa.getByTestId("case-row").first()).toBeVisible({ timeout: 60_000 });
    await openCase(awa, mark);
    await expect(awa.getByTestId("case-body")).toContainText(account);
    await accessible(awa);
    const download = awa.waitForEvent("download");
    await awa.getByTestId("attachment").locator("button").click();
    expect(readFileSync(await (await download).path(), "utf8")).toBe("contenu du fichier");
    await awa.getByTestId("case-status").selectOption("active");
    await awa.getByTestId("case-notes").fill("à vérifier");
    await awa.getByTestId("case-save").click();
    await awa.getByTestId("case-reply").fill(`Question ${mark} ?`);
    await awa.getByTestId("case-send").click();
    await expect(awa.getByTestId("thread-message")).toContainText(`Question ${mark} ?`);

    await openInbox(page, receipt, lang);
    await expect(page.getByTestId("thread-message")).toContainText(`Question ${mark} ?`);
    await accessible(page);
    await fits(page);
    await page.screenshot({ path: info.outputPath("inbox.png") });
    await page.getByTestId("reply").fill(`Réponse ${mark}`);
    await page
      .getByTestId("attach")
      .setInputFiles([{ name: "suite.txt", mimeType: "text/plain", buffer: Buffer.from("suite") }]);
    await page.getByTestId("reply-send").click();
    await expect(page.locator("[data-done]")).toBeVisible({ timeout: 30_000 });

    await awa.getByTestId("refresh").click();
    await openCase(awa, mark);
    await expect(awa.getByTestId("thread-message").nth(1)).toContainText(`Réponse ${mark}`);
    await awa.getByTestId("summary-new").click();
    const title = `Résumé ${mark}`;
    await awa.getByTestId("summary-title").fill(title);
    await awa.getByTestId("summary-body").fill("Ce que l'on sait.");
    await awa.getByTestId("summary-side_effects").fill("Aucun effet connu.");
    for (const box of await awa.getByTestId("harm-checklist").locator("input").all()) await box.check();
    await accessible(awa);
    await awa.getByTestId("summary-propose").click();
    await expect(awa.getByTestId("summary-saved")).toBeVisible();
    await awa.getByTestId("tab-summaries").click();
    const own = awa.getByTestId("summary-draft").filter({ hasText: title });
    await expect(own).toBeVisible();
    await expect(own.getByTestId("summary-approve")).toHaveCount(0);

    const fanta = await desk(browser, "fanta", LAPTOP);
    await fanta.getByTestId("tab-summaries").click();
    const draft = fanta.getByTestId("summary-draft").filter({ hasText: title });
    await expect(draft).toBeVisible();
    for (const box of await draft.getByTestId("harm-checklist").locator("input").all()) await box.check();
    const later = new Date(Date.now() + 20 * 86400e3).toISOString().slice(0, 10);
    await draft.getByTestId("summary-embargo").fill(later);
    await accessible(fanta);
    await draft.getByTestId("summary-approve").click();
    await expect(fanta.getByTestId("summary-said")).toBeVisible();

    const press = await desk(browser, "oumar", LAPTOP, `/${lang}/press`);
    await expect(press.getByTestId("press-summary").filter({ hasText: title })).toContainText(later);
    await accessible(press);
    await page.goto(`${demo().url}/${lang}/issues`);
    await expect(page.getByText(title)).toHaveCount(0);
    expect(errors).toEqual([]);
  });
}

test("a summary for today is public at once: page, feed and data; the desk works on a phone and in Arabic", async ({
  page,
  browser,
}, info) => {
  const viewport = info.project.use.viewport ?? LAPTOP;
  const title = `Publié ${info.project.name} ${Date.now()}`;
  const awa = await desk(browser, "awa", viewport, "/desk?lang=ar");
  await expect(awa.getByTestId("case-row").first()).toBeVisible({ timeout: 60_000 });
  await expect(awa.locator("html")).toHaveAttribute("dir", "rtl");
  await accessible(awa);
  await fits(awa);
  await openCase(awa, "barrière il faut payer");
  await fits(awa);
  await awa.screenshot({ path: info.outputPath("desk.png") });
  await awa.getByTestId("summary-new").click();
  await awa.getByTestId("summary-title").fill(title);
  await awa.getByTestId("summary-body").fill("Ce que l'on sait.");
  await awa.getByTestId("summary-side_effects").fill("Aucun effet connu.");
  for (const box of await awa.getByTestId("harm-checklist").locator("input").all()) await box.check();
  await fits(awa);
  await awa.getByTestId("summary-propose").click();
  await expect(awa.getByTestId("summary-saved")).toBeVisible();
  // Two organisations read here: the second person is of the other one, and a colleague of one's own is told so.
  const moussa = await desk(browser, "moussa", viewport);
  await moussa.getByTestId("tab-summaries").click();
  const seen = moussa.getByTestId("summary-draft").filter({ hasText: title });
  await expect(seen).toContainText("d'une autre organisation", { timeout: 60_000 });
  await expect(seen.getByTestId("summary-approve")).toHaveCount(0);
  const fanta = await desk(browser, "fanta", viewport);
  await fanta.getByTestId("tab-summaries").click();
  const draft = fanta.getByTestId("summary-draft").filter({ hasText: title });
  await expect(draft).toBeVisible({ timeout: 60_000 });
  for (const box of await draft.getByTestId("harm-checklist").locator("input").all()) await box.check();
  await draft.getByTestId("summary-approve").click();
  await expect(fanta.getByTestId("summary-said")).toBeVisible();
  await page.goto(`${demo().url}/fr/issues`);
  await page.getByRole("link", { name: title }).click();
  await expect(page.locator("h1")).toHaveText(title);
  await accessible(page);
  await fits(page);
  await page.screenshot({ path: info.outputPath("issue.png") });
  for (const path of ["/fr/issues.atom", "/api/public/issues"]) {
    expect(await (await page.request.get(demo().url + path)).text()).toContain(title);
  }
});

test("a source deletes a reply and withdraws", async ({ page }) => {
  const receipt = demo().receipts[test.info().project.name === "browser" ? 0 : 1] ?? "";
  await openInbox(page, receipt);
  await expect(page.getByTestId("thread-message")).toHaveCount(1);
  await page.getByTestId("message-delete").click();
  await expect(page.getByTestId("message-delete")).toHaveText("Oui, supprimer");
  await page.getByTestId("message-delete").click();
  await expect(page.getByTestId("thread-message")).toHaveCount(0);
  await page.getByTestId("withdraw").click();
  await page.getByTestId("withdraw-confirm").click();
  await expect(page.locator("[data-withdrawn]")).toBeVisible();
  await page.goto(`${demo().url}/fr/inbox`);
  await page.getByTestId("inbox-code").fill(receipt);
  await page.getByTestId("inbox-open").click();
  await expect(page.locator("[data-open] [role=alert]")).toBeVisible({ timeout: 60_000 });
});
