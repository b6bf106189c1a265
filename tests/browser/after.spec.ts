// What happens after "send" and around it: the receipt that is checked, quick exit, a change of consent, a file of the
// circle, and browsers that cannot encrypt.
import { expect, test } from "@playwright/test";
import { accessible, demo, desk, fillReport, fits, openCase, openInbox, send } from "./demo";

const report = (lang = "fr"): string => `${demo().url}/${lang}/c/${demo().consultations[0]?.slug}/report`;

test("the receipt is checked against the paper and read aloud, and no digit is asked for by itself", async ({
  page,
}) => {
  await fillReport(page, "fr", "reçu à vérifier");
  const groups = (await send(page)).split(" ");
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(request.url()));
  await page.getByTestId("receipt-check").click();
  await page.getByTestId("receipt-group").fill("12");
  await page.getByTestId("receipt-group").press("Enter");
  await expect(page.getByTestId("receipt-checked")).toContainText("Relisez");
  const asked = Number(/groupe (\d)/.exec((await page.locator("label[for=group]").textContent()) ?? "")?.[1]);
  await page.getByTestId("receipt-group").fill(groups[asked - 1] ?? "");
  await page.getByTestId("receipt-group").press("Enter");
  await expect(page.getByTestId("receipt-checked")).toContainText("C'est juste");
  await page.getByTestId("receipt-read").click();
  await expect(page.locator(".receipt .now")).toHaveText(groups[0] ?? "");
  const offered = (await page.locator("[data-receipt-help]").getAttribute("data-digits"))
    ?.split(" ")
    .map((path) => demo().url + path);
  expect(fetched.filter((url) => url.includes("/audio/"))).toEqual(offered);
  await page.getByTestId("receipt-read").click();
  await expect(page.locator(".receipt .now")).toHaveCount(0);
  await accessible(page);
  await fits(page);
});

test("Escape three times leaves the form, and the way back does not lead into it", async ({ page }) => {
  await page.route("https://fr.wikipedia.org/**", (route) =>
    route.fulfill({ contentType: "text/html", body: "<h1>Mali</h1>" }),
  );
  await page.goto(`${demo().url}/fr/`);
  await page.goto(report());
  await page.getByTestId("answer-harm").locator("input[value=fear]").check();
  await page.getByTestId("next").click();
  await page.getByTestId("next").click();
  for (let times = 0; times < 3; times++) await page.keyboard.press("Escape");
  await page.waitForURL("https://fr.wikipedia.org/**");
  await page.goBack();
  expect(page.url()).toBe(`${demo().url}/fr/`);
  // The same on a page without a script of its own.
  await page.goto(`${demo().url}/fr/safety`);
  await page.getByTestId("quick-exit").click();
  await page.waitForURL("https://fr.wikipedia.org/**");
  await page.goBack();
  expect(page.url()).toBe(`${demo().url}/fr/`);
});

test("consent is changed, a file of the circle is read, and the inbox is left clean", async ({
  page,
  browser,
}, info) => {
  const mark = `suite-${info.project.name}-${Date.now()}`;
  await fillReport(page, "fr", mark);
  const receipt = await send(page);
  const awa = await desk(browser, "awa", { width: 1280, height: 800 });
  await openCase(awa, mark);
  await awa.getByTestId("case-reply").fill("Voyez le plan joint.");
  await awa
    .getByTestId("case-attach")
    .setInputFiles({ name: "plan.txt", mimeType: "text/plain", buffer: Buffer.from("plan fictif") });
  await awa.getByTestId("case-send").click();
  await expect(awa.getByTestId("thread-message")).toContainText("Voyez le plan joint.");
  await openInbox(page, receipt);
  await expect(page.locator("[data-state][aria-current]")).toHaveText("Une question pour vous");
  const download = page.waitForEvent("download");
  await page.getByTestId("attachment").getByRole("button").click();
  expect((await download).suggestedFilename()).toBe("plan.txt");
  await page.getByTestId("consent").click();
  await page.getByTestId("consent-save").click();
  await expect(page.locator("[data-consent] [role=alert]")).toBeVisible();
  await page.locator("[data-consent] input[value='0']").check();
  await page.getByTestId("consent-save").click();
  await expect(page.locator("[data-done]")).toContainText("accord est changé");
  await accessible(page);
  await fits(page);
  await page.getByTestId("inbox-leave").click();
  await page.waitForURL(/\/fr\/closed$/);
  await awa.getByTestId("refresh").click();
  await openCase(awa, mark);
  await expect(awa.getByTestId("consent-changed")).toBeVisible();
  await expect(awa.getByTestId("summary-new")).toBeDisabled();
  await awa.context().close();
});

for (const [name, spoil, words] of [
  ["is too old", () => Object.defineProperty(window, "BigInt", { value: undefined }), "trop ancien"],
  [
    "passes pages through a company",
    () => Object.defineProperty(navigator, "userAgent", { value: "Opera/9.80 (Opera Mini/36) Presto/2.12" }),
    "serveurs d'une entreprise",
  ],
] as const) {
  test(`a browser that ${name} is told before anything is written`, async ({ page }) => {
    await page.addInitScript(spoil);
    await page.goto(report());
    await expect(page.locator("[data-alarm]")).toContainText(words);
    await expect(page.getByTestId("report-form")).toBeHidden();
    await accessible(page);
  });
}

test("when the script does not come the other ways are on the page", async ({ page }) => {
  await page.route("**/assets/report.*.js", (route) => route.abort());
  await page.goto(report());
  await expect(page.locator("[data-ways]")).toBeVisible();
  await expect(page.locator("[data-ways] a").first()).toHaveAttribute("href", /plain$/);
});

test("letters that the keyboard lacks are written by a tap", async ({ page }) => {
  await page.goto(report("bm"));
  await page.locator("[data-presentation]").click();
  const field = page.getByTestId("answer-account");
  await field.fill("b");
  await field.locator("xpath=preceding-sibling::div[@role='group']").getByRole("button", { name: "ɛ" }).click();
  await expect(field).toHaveValue("bɛ");
});
