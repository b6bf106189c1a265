// The running demonstration, and the acts that several tests share.
import AxeBuilder from "@axe-core/playwright";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type Page, expect } from "@playwright/test";
import { TOTP } from "otpauth";

export const BINARY = process.env.TEST_BINARY ?? join(import.meta.dirname, "../../target/debug/sutura");

interface Member {
  login: string;
  passphrase: string;
  totp_secret: string;
  role: string;
}

export interface Demo {
  url: string;
  consultations: { id: string; slug: string; version: number }[];
  members: Member[];
  receipts: string[];
  /** The root key of the first organisation: known to everybody, for a demonstration only. */
  root_key: string;
}

export const demo = (): Demo => JSON.parse(process.env.TEST_DEMO ?? "{}") as Demo;

/** Runs `act` against another demonstration than the shared one. */
export const at = async (other: Demo, act: () => Promise<void>): Promise<void> => {
  const shared = process.env.TEST_DEMO;
  process.env.TEST_DEMO = JSON.stringify(other);
  try {
    await act();
  } finally {
    process.env.TEST_DEMO = shared;
  }
};

export const member = (login: string): Member => {
  const found = demo().members.find((person) => person.login === login);
  if (!found) throw new Error(`no member ${login}`);
  return found;
};

export const signIn = async (page: Page, login: string, path = "/desk"): Promise<void> => {
  const { passphrase, totp_secret } = member(login);
  await page.goto(demo().url + path);
  await page.getByTestId("desk-login").fill(login);
  await page.getByTestId("desk-passphrase").fill(passphrase);
  await page
    .getByTestId("desk-totp")
    .fill(new TOTP({ secret: totp_secret, algorithm: "SHA1", digits: 6, period: 30 }).generate());
  await page.getByTestId("desk-enter").click();
};

/** A desk in a browser context of its own: members do not share sessions. */
export const desk = async (
  browser: Browser,
  login: string,
  viewport: { width: number; height: number },
  path = "/desk",
): Promise<Page> => {
  const context = await browser.newContext({ viewport, javaScriptEnabled: true });
  const page = await context.newPage();
  await signIn(page, login, path);
  return page;
};

/** A file as Playwright attaches it. */
export interface AttachedFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Fills the report form step by step, as a person would, up to the review. */
export const fillReport = async (
  page: Page,
  lang: string,
  account: string,
  files: AttachedFile[] = [],
  consent = "3",
): Promise<void> => {
  await page.goto(`${demo().url}/${lang}/c/${demo().consultations[0]?.slug}/report`);
  const next = page.getByTestId("next");
  await page.getByTestId("answer-harm").locator("input[value=fear]").check();
  await next.click();
  const category = page.getByTestId("answer-category");
  await category.locator("summary").first().click();
  await category.locator("input[value='SEC1.3']").check();
  await next.click();
  await page.getByTestId("answer-place").selectOption("ML.gao");
  await page.getByTestId("answer-place-cercle").selectOption("ansongo");
  await next.click();
  await page.getByTestId("answer-when").locator("input[value=week]").check();
  await next.click();
  await page.getByTestId("answer-knowledge").locator("input[value=lived]").check();
  await next.click();
  await page.getByTestId("answer-account").fill(account);
  await next.click();
  await next.click();
  if (files.length > 0) await page.getByTestId("attach").setInputFiles(files);
  await next.click();
  await page.getByTestId("answer-consent").locator(`input[value='${consent}']`).check();
  await page.getByTestId("submit").and(page.locator(":visible")).click();
};

/** Sends what was reviewed and returns the receipt. */
export const send = async (page: Page): Promise<string> => {
  await page.getByTestId("submit").and(page.locator(":visible")).click();
  const receipt = page.getByTestId("receipt");
  await expect(receipt).toBeVisible({ timeout: 90_000 });
  return ((await receipt.textContent()) ?? "").trim();
};

export const openInbox = async (page: Page, receipt: string, lang = "fr"): Promise<void> => {
  await page.goto(`${demo().url}/${lang}/inbox`);
  await page.getByTestId("inbox-code").fill(receipt);
  await page.getByTestId("inbox-open").click();
  await expect(page.getByTestId("reply")).toBeVisible({ timeout: 60_000 });
};

/** Finds the case whose account contains `words` and opens it. */
export const openCase = async (page: Page, words: string): Promise<void> => {
  await page.locator("#query").fill(words);
  await page.getByTestId("case-open").first().click();
  await expect(page.getByTestId("case-body")).toContainText(words);
};

/** No violation of WCAG 2.2 A and AA that axe can see. */
export const accessible = async (page: Page): Promise<void> => {
  const result = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const found = result.violations.map(
    (violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(" ")).join(", ")}`,
  );
  expect(found, `axe at ${page.url()}`).toEqual([]);
};

const SIZES = [
  { width: 360, height: 640 },
  { width: 1280, height: 800 },
];

/** Nothing wider than the window, on a phone and on a laptop; afterwards the window is as it was. */
export const fits = async (page: Page): Promise<void> => {
  const before = page.viewportSize();
  for (const size of [...(before ? [before] : []), ...SIZES.filter((other) => other.width !== before?.width)]) {
    if (size !== before) await page.setViewportSize(size);
    // What is drawn by script follows the window a frame later; pages without scripts have no clock to wait by.
    await page.waitForTimeout(50);
    const [content, width] = await page.evaluate((): [number, number] => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect(content, `width at ${page.url()} of ${size.width}`).toBeLessThanOrEqual(width);
  }
  if (before) await page.setViewportSize(before);
};

/** Exports the open case and opens it with `sutura open`: what it says, and its files in order. */
export const exportCase = async (
  page: Page,
  login: string,
): Promise<{ text: string; files: Buffer[]; paths: string[] }> => {
  const folder = mkdtempSync(join(tmpdir(), "sutura-export-"));
  const exported = page.waitForEvent("download");
  await page.getByTestId("case-export").click();
  await (await exported).saveAs(join(folder, "case.age"));
  const key = page.waitForEvent("download");
  await page.getByTestId("key-file").click();
  await (await key).saveAs(join(folder, "key.json"));
  const told = execFileSync(
    BINARY,
    ["open", join(folder, "case.age"), "--key", join(folder, "key.json"), "--out", join(folder, "out")],
    {
      env: { ...process.env, SUTURA_MEMBER_PASSPHRASE: member(login).passphrase },
      maxBuffer: 64 * 2 ** 20,
    },
  ).toString();
  const text = told + readFileSync(join(folder, "out", "export.json"), "utf8");
  const paths = readdirSync(join(folder, "out"))
    .filter((name) => name.endsWith(".bin"))
    .sort()
    .map((name) => join(folder, "out", name));
  return { text, paths, files: paths.map((path) => readFileSync(path)) };
};
