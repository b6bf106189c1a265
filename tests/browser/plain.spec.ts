// Without JavaScript, and what a page says when encryption must not happen.
import { execFileSync } from "node:child_process";
import { expect, test } from "@playwright/test";
import { accessible, demo, desk, fillReport, fits, openCase } from "./demo";

// A page may still be asking for something when its test has seen enough.
test.afterEach(async ({ page }) => {
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

const slug = (): string => demo().consultations[0]?.slug ?? "";

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a report and its thread pass by plain forms", async ({ page, browser }, info) => {
    const mark = `sans-script-${info.project.name}-${Date.now()}`;
    await page.goto(`${demo().url}/fr/c/${slug()}/report`);
    await page.getByRole("link", { name: "formulaire simple" }).first().click();
    await page.locator("input[name=agree]").check();
    await page.getByTestId("answer-account").fill(mark);
    await page.getByTestId("answer-place").selectOption("ML.kayes");
    await page
      .getByTestId("attach")
      .setInputFiles([{ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("A") }]);
    await fits(page);
    await page.getByTestId("submit").click();
    const receipt = ((await page.getByTestId("receipt").textContent()) ?? "").trim();
    expect(receipt.replace(/\s/g, "")).toMatch(/^\d{24}$/);
    const awa = await desk(browser, "awa", { width: 1280, height: 800 });
    await openCase(awa, mark);
    await awa.getByTestId("case-reply").fill("Merci. Depuis quand ?");
    await awa.getByTestId("case-send").click();
    await expect(awa.getByTestId("thread-message")).toContainText("Depuis quand");
    await page.goto(`${demo().url}/fr/inbox/plain`);
    await page.locator("input[name=agree]").check();
    await page.getByTestId("inbox-code").fill(receipt);
    await page.getByTestId("inbox-open").click();
    await expect(page.getByTestId("thread-message")).toContainText("Depuis quand");
    await page.getByTestId("reply").fill("Depuis un mois.");
    await page.getByTestId("reply-send").click();
    await expect(page.getByRole("status")).toBeVisible();
  });
});

test("public pages have no violation and fit a phone, in French and Arabic, light and dark", async ({ page }) => {
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const path of [
      "/",
      "/fr/",
      "/ar/",
      "/fr/issues",
      `/fr/c/${slug()}`,
      `/ar/c/${slug()}`,
      `/fr/c/${slug()}/plain`,
      `/fr/c/${slug()}/sealed`,
      "/fr/inbox",
      "/ar/inbox",
      "/fr/inbox/plain",
      "/fr/keys",
      "/fr/safety",
      "/ar/about",
      "/fr/nowhere",
      "/desk",
      "/fr/press",
    ]) {
      await page.goto(demo().url + path);
      await accessible(page);
      // Colours move nothing.
      if (scheme === "light") await fits(page);
    }
  }
});

test("every step of the form is accessible and the back button keeps the answers", async ({ page }) => {
  await page.goto(`${demo().url}/fr/c/${slug()}/report`);
  await page.getByTestId("answer-harm").locator("input[value=fear]").check();
  for (let step = 0; step < 9; step++) {
    await accessible(page);
    await fits(page);
    const next = page.getByTestId("next").or(page.getByTestId("submit")).and(page.locator(":visible")).first();
    await next.click();
  }
  for (let step = 0; step < 9; step++) await page.goBack();
  await expect(page.getByTestId("answer-harm").locator("input[value=fear]")).toBeChecked();
});

test("a forged key chain raises the alarm and nothing is sent", async ({ page }) => {
  const sent: string[] = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
  await page.route("**/api/keys/*", async (route) => {
    const answer = await route.fetch();
    const chain = (await answer.json()) as { root: string; epochs: { statement: string }[] };
    const epoch = chain.epochs[0];
    if (epoch) epoch.statement = epoch.statement.replace(/from \d{4}/, "from 2020");
    await route.fulfill({ json: chain });
  });
  await fillReport(page, "fr", "rien ne doit partir");
  await page.getByTestId("submit").and(page.locator(":visible")).click();
  await expect(page.locator("[data-alarm]")).toContainText("n'est pas authentique");
  expect(sent).toEqual([]);
  await expect(page.getByTestId("submit").and(page.locator(":visible"))).toBeVisible();
});

test("an offered key that is not the chain's raises the alarm", async ({ page }) => {
  await page.route("**/api/intake/*", async (route) => {
    if (route.request().method() !== "GET") return route.continue();
    const offer = (await (await route.fetch()).json()) as { recipient: string };
    // Another last letter than it has, whichever that is.
    offer.recipient = offer.recipient.slice(0, -1) + (offer.recipient.endsWith("q") ? "p" : "q");
    await route.fulfill({ json: offer });
  });
  await fillReport(page, "fr", "rien ne doit partir");
  await page.getByTestId("submit").and(page.locator(":visible")).click();
  await expect(page.locator("[data-alarm]")).toBeVisible();
});

test("the desk raises the alarm when the published key is not the circle's", async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.route("**/api/keys/*", (route) => route.fulfill({ json: { root: "A".repeat(43), epochs: [] } }));
  const { signIn } = await import("./demo");
  await signIn(page, "moussa");
  await expect(page.getByTestId("key-alarm")).toBeVisible({ timeout: 60_000 });
});

test("a reply out of its place is not shown and raises the alarm", async ({ page }) => {
  await page.route("**/api/inbox", async (route) => {
    const answer = await route.fetch();
    const inbox = (await answer.json()) as { messages: { sequence: number }[] };
    for (const message of inbox.messages) message.sequence += 1;
    await route.fulfill({ json: inbox });
  });
  await page.goto(`${demo().url}/fr/inbox`);
  await page.getByTestId("inbox-code").fill(demo().receipts[4] ?? "");
  await page.getByTestId("inbox-open").click();
  await expect(page.locator("[data-alarm]")).toContainText("n'est pas signé", { timeout: 60_000 });
  await expect(page.getByTestId("thread-message")).toHaveCount(0);
});

test("a chain under another root raises the alarm", async ({ page }) => {
  await page.route("**/api/keys/*", async (route) => {
    const chain = (await (await route.fetch()).json()) as { root: string };
    chain.root = "A".repeat(43);
    await route.fulfill({ json: chain });
  });
  await fillReport(page, "fr", "rien ne doit partir");
  await page.getByTestId("submit").click();
  await expect(page.locator("[data-alarm]")).toContainText("n'est pas authentique");
});

test("the plain forms can be read and filled in a text browser", () => {
  const dump = execFileSync("lynx", ["-dump", "-nolist", `${demo().url}/fr/c/${slug()}/plain`]).toString();
  for (const words of ["le serveur voit mon texte", "Racontez", "Envoyer"]) expect(dump).toContain(words);
  const receipt = execFileSync("curl", [
    "-sL",
    "-F",
    "agree=yes",
    "-F",
    "account=curl",
    "-F",
    "harm=fear",
    `${demo().url}/fr/c/${slug()}/plain`,
  ]).toString();
  expect(receipt).toContain('data-test="receipt"');
});

test("a mistyped receipt is found before anything is derived or asked", async ({ page }) => {
  await page.goto(`${demo().url}/fr/inbox`);
  await page.waitForFunction(() => "suturaCrypto" in window);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  for (const [code, words] of [
    ["1234", "il y en a"],
    ["abcd", "que des chiffres"],
    ["1".repeat(24), "faute de frappe"],
  ] as const) {
    await page.getByTestId("inbox-code").fill(code);
    await page.getByTestId("inbox-open").click();
    await expect(page.locator("[data-open] [role=alert]")).toContainText(words);
  }
  expect(asked).toEqual([]);
});
