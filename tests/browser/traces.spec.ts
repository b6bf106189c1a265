// What a seized phone tells: nothing but that the site was visited. The whole path is walked in a browser with a
// profile folder on disk; storage, history and then every file of the folder are searched for what was written and
// received.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, type Page, chromium, expect, test } from "@playwright/test";
import { demo, fillReport, openInbox, send } from "./demo";

const PHONE = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true };

/** A browser with a profile folder of its own; `preferences` are Chromium's. */
const phone = async (profile: string, options: object = {}, preferences: object = {}): Promise<BrowserContext> => {
  mkdirSync(join(profile, "Default"), { recursive: true });
  writeFileSync(join(profile, "Default", "Preferences"), JSON.stringify(preferences));
  const { launchOptions } = test.info().project.use;
  return chromium.launchPersistentContext(profile, { ...launchOptions, ...PHONE, ...options });
};

/** Everything a page can leave in the browser, as one text. */
const kept = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const found = {
      local: Object.entries(localStorage),
      session: Object.entries(sessionStorage),
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      cookies: document.cookie,
      state: JSON.stringify(history.state),
      address: location.href,
    };
    return JSON.stringify(found);
  });

const nothingKept = async (page: Page): Promise<void> => {
  const found = JSON.parse(await kept(page)) as Record<string, unknown>;
  expect(found).toMatchObject({ local: [], session: [], databases: [], caches: [], workers: 0, cookies: "" });
  expect([found.local, found.session]).toEqual([[], []]);
};

/** The files below `folder` that hold one of `words`, in the encodings browsers use on disk. */
const holding = (folder: string, words: string[]): string[] => {
  const needles = words.flatMap((word) => [
    Buffer.from(word, "utf8"),
    Buffer.from(word, "utf16le"),
    Buffer.from(Buffer.from(word).toString("base64").replace(/=+$/, "").slice(0, -1)),
  ]);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return needles.some((needle) => bytes.includes(needle));
    });
};

const secret = (name: string): string => `${name}${crypto.randomUUID().replace(/-/g, "")}`;

let profile = "";
test.beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), "sutura-profile-"));
});
test.afterEach(() => rmSync(profile, { recursive: true, force: true }));

test("after a report, an answer and a draft, neither the browser nor its folder holds a word of them", async () => {
  const [account, filed, draft, control] = ["recit", "fichier", "brouillon", "temoin"].map(secret) as [
    string,
    string,
    string,
    string,
  ];
  const context = await phone(profile);
  const page = context.pages()[0] ?? (await context.newPage());
  // The search itself is tried: what stands in an address is found afterwards.
  await page.goto(`${demo().url}/fr/?${control}`);
  await fillReport(page, "fr", account, [
    { name: `${filed}.txt`, mimeType: "text/plain", buffer: Buffer.from(filed.repeat(40)) },
  ]);
  await nothingKept(page);
  const receipt = await send(page);
  await nothingKept(page);
  const addresses = [page.url()];
  await openInbox(page, receipt);
  await page.getByTestId("reply").fill(draft);
  await page.getByTestId("reply-send").click();
  await expect(page.locator("[data-done]")).toBeVisible();
  await page.getByTestId("reply").fill(draft);
  await nothingKept(page);
  addresses.push(page.url());
  await page.getByTestId("inbox-leave").click();
  await page.waitForURL(/\/fr\/closed$/);
  await nothingKept(page);
  // Half a report that is only closed.
  await page.goto(`${demo().url}/fr/c/menaces/report`);
  await page.getByTestId("presentation").click();
  await page.getByTestId("answer-injustice").fill(draft);
  addresses.push(page.url());
  // Browsers save a session every few seconds.
  await page.waitForTimeout(6000);
  await context.close();
  const secrets = [account, filed, draft, receipt, receipt.replace(/\s/g, "")];
  for (const word of secrets) for (const address of addresses) expect(address).not.toContain(word);
  expect(holding(profile, [control]).length).toBeGreaterThan(0);
  expect(holding(profile, secrets)).toEqual([]);
  expect(holding(profile, ["/api/inbox", "/api/intake/"]).filter((path) => path.includes("Cache_Data"))).toEqual([]);
});

test("the forms without JavaScript leave no word in the browser's folder either", async () => {
  const [account, draft, control] = ["recit", "brouillon", "temoin"].map(secret) as [string, string, string];
  const context = await phone(profile, { javaScriptEnabled: false });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${demo().url}/fr/?${control}`);
  await page.goto(`${demo().url}/fr/c/${demo().consultations[0]?.slug}/plain`);
  await page.locator("input[name=agree]").check();
  await page.getByTestId("answer-account").fill(account);
  await page.getByTestId("submit").click();
  const receipt = ((await page.getByTestId("receipt").textContent()) ?? "").trim();
  await page.goto(`${demo().url}/fr/inbox/plain`);
  await page.locator("input[name=agree]").check();
  await page.getByTestId("inbox-code").fill(receipt);
  await page.getByTestId("inbox-open").click();
  await page.getByTestId("reply").fill(draft);
  await page.getByTestId("reply-send").click();
  await expect(page.getByRole("status")).toBeVisible();
  await page.getByTestId("reply").fill(draft);
  await page.waitForTimeout(6000);
  await context.close();
  expect(holding(profile, [control]).length).toBeGreaterThan(0);
  expect(holding(profile, [account, draft, receipt, receipt.replace(/\s/g, "")])).toEqual([]);
});

test("a private window that keeps nothing at all sends a report and opens the inbox", async () => {
  const context = await phone(profile, {}, { profile: { default_content_setting_values: { cookies: 2 } } });
  const page = context.pages()[0] ?? (await context.newPage());
  await fillReport(page, "fr", secret("prive"));
  expect(
    await page.evaluate(() => {
      try {
        return localStorage.length;
      } catch (refused) {
        return (refused as Error).name;
      }
    }),
  ).toBe("SecurityError");
  await openInbox(page, await send(page));
  await context.close();
});
