// What a citizen sees in each state around sending, at phone size, in French and Arabic, compared with a picture of it.
// Letters come from pinned fonts, so that a page breaks its lines alike on every machine; what differs from one report
// to another is covered. After a change that is meant: `npx playwright test reference.spec.ts --update-snapshots`, and
// look.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Locator, type Page, expect, test } from "@playwright/test";
import { demo, fillReport, openInbox, send } from "./demo";

// The pinned fonts are added to the page, which its policy forbids.
test.use({ bypassCSP: true, colorScheme: "light" });

test.afterEach(async ({ page }) => {
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

const face = (font: string, subset: string, weight: number): string => {
  const path = join(
    import.meta.dirname,
    `node_modules/@fontsource/${font}/files/${font}-${subset}-${weight}-normal.woff2`,
  );
  const source = `url(data:font/woff2;base64,${readFileSync(path).toString("base64")})`;
  const range = subset === "arabic" ? "unicode-range: U+600-6FF, U+FB50-FDFF, U+FE70-FEFF;" : "";
  return `@font-face { font-family: Pinned; font-weight: ${weight}; src: ${source}; ${range} }`;
};

const PINNED = [
  face("noto-sans", "latin", 400),
  face("noto-sans", "latin", 700),
  face("noto-sans-arabic", "arabic", 400),
  face("noto-sans-arabic", "arabic", 700),
  "* { font-family: Pinned !important; }",
].join("\n");

/** Compares the window, scrolled to `at`, with its reference. */
const matches = async (
  page: Page,
  name: string,
  { at, cover = [] }: { at?: Locator; cover?: Locator[] } = {},
): Promise<void> => {
  if (!(await page.evaluate(() => "pinned" in window))) {
    await page.addStyleTag({ content: PINNED });
    await page.evaluate(async () => {
      const loading: Promise<FontFace>[] = [];
      document.fonts.forEach((font) => loading.push(font.load()));
      await Promise.all(loading);
      (window as unknown as { pinned: boolean }).pinned = true;
    });
  }
  if (at) await at.evaluate((element) => element.scrollIntoView({ block: "start" }));
  else await page.evaluate(() => scrollTo(0, 0));
  await expect(page).toHaveScreenshot(`${name}.png`, { maxDiffPixelRatio: 0.04, mask: cover, maskColor: "#888888" });
};

const report = (lang: string): string => `${demo().url}/${lang}/c/${demo().consultations[0]?.slug}/report`;

for (const lang of ["fr", "ar"]) {
  const picture = (name: string): string => `${name}-${lang}`;

  test(`the way to the receipt looks as it should in ${lang}`, async ({ page }) => {
    await page.goto(report(lang));
    await page.getByTestId("report-form").waitFor();
    await matches(page, picture("question"));
    await fillReport(page, lang, "Un récit fictif.");
    await matches(page, picture("review"));
    await page.route("**/api/intake/*", (route) => route.abort("internetdisconnected"));
    await page.getByTestId("submit").and(page.locator(":visible")).click();
    await expect(page.locator("[data-retry]")).toBeVisible({ timeout: 60_000 });
    await matches(page, picture("no-network"));
    await page.unroute("**/api/intake/*");
    await page.locator("[data-cancel]").click();
    await send(page);
    const digits = page.getByTestId("receipt").locator("span");
    await matches(page, picture("receipt"), { cover: [digits] });
    await page.getByTestId("receipt-check").click();
    await matches(page, picture("receipt-check"), {
      at: page.locator("[data-receipt-help]"),
      cover: [digits, page.locator("label[for=group]")],
    });
  });

  test(`the inbox looks as it should in ${lang}`, async ({ page }) => {
    await page.goto(`${demo().url}/${lang}/inbox`);
    await page.getByTestId("inbox-code").waitFor();
    await matches(page, picture("inbox-door"));
    await openInbox(page, demo().receipts[4] ?? "", lang);
    const cover = [page.locator(".who")];
    await matches(page, picture("inbox"), { cover });
    await matches(page, picture("inbox-reply"), { at: page.locator("label[for=reply]"), cover });
    await page.getByTestId("consent").click();
    await matches(page, picture("inbox-consent"), { at: page.getByTestId("consent"), cover });
    await page.getByTestId("withdraw").click();
    await matches(page, picture("inbox-withdraw"), { at: page.locator(".danger-zone"), cover });
  });

  test(`guidance, goodbye and the plain forms look as they should in ${lang}`, async ({ page }) => {
    for (const [name, path] of [
      ["safety", "/safety"],
      ["closed", "/closed"],
      ["plain", `/c/${demo().consultations[0]?.slug}/plain`],
      ["inbox-plain", "/inbox/plain"],
      ["page-over", `/shown/${"A".repeat(43)}`],
    ] as const) {
      await page.goto(`${demo().url}/${lang}${path}`);
      await matches(page, picture(name));
    }
  });

  for (const [name, spoil] of [
    ["too-old", () => Object.defineProperty(window, "BigInt", { value: undefined })],
    ["proxy", () => Object.defineProperty(navigator, "userAgent", { value: "Opera/9.80 (Opera Mini/36) Presto/2.12" })],
    ["insecure", () => Object.defineProperty(window, "isSecureContext", { value: false })],
  ] as const) {
    test(`a browser that is ${name} is told in ${lang} as it should be`, async ({ page }) => {
      await page.addInitScript(spoil);
      await page.goto(report(lang));
      await expect(page.locator("[data-alarm]")).toBeVisible();
      await matches(page, picture(name));
    });
  }
}
