// What people do who enter an association from nothing: they join by a link, sign in, invite, and make the root key.
import { type Browser, type Page, expect } from "@playwright/test";
import { TOTP } from "otpauth";

/** What a person keeps: on paper and on their telephone. */
export interface Person {
  url: string;
  login: string;
  passphrase: string;
  secret: string;
}

/** Everything that the page sends from now on: addresses, bodies and headers. */
export const recordRequests = (page: Page): string[] => {
  const sent: string[] = [];
  page.on("request", (request) =>
    sent.push(`${request.url()} ${request.postData() ?? ""} ${JSON.stringify(request.headers())}`),
  );
  return sent;
};

/** A browser of somebody's own; every request that it makes is written down. */
export const browserOf = async (
  browser: Browser,
  viewport: { width: number; height: number },
): Promise<{ page: Page; sent: string[] }> => {
  const context = await browser.newContext({ viewport, permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  return { page, sent: recordRequests(page) };
};

export const size = (info: { project: { use: { viewport?: { width: number; height: number } | null } } }) =>
  info.project.use.viewport ?? { width: 1280, height: 800 };

export const code = (secret: string): string => new TOTP({ secret }).generate();

/** Reads the secret from the page, as somebody without a camera does, and proves it. */
export const secondFactor = async (page: Page): Promise<string> => {
  await page.getByText("Pas d'appareil photo").click();
  const secret = ((await page.getByTestId("totp-secret").textContent()) ?? "").replace(/\s/g, "");
  await page.getByTestId("first-code").fill(code(secret));
  return secret;
};

/** Takes the six words that are proposed. */
export const proposed = async (page: Page): Promise<string> => {
  const passphrase = (await page.getByTestId("passphrase-proposed").textContent()) ?? "";
  await page.getByTestId("passphrase-typed").fill(passphrase);
  return passphrase;
};

export const joinWith = async (page: Page, login: string, link: string): Promise<Person> => {
  await page.goto(link);
  await expect(page.getByTestId("invitation")).toContainText(login);
  expect(page.url()).not.toContain("join.");
  const passphrase = await proposed(page);
  const secret = await secondFactor(page);
  await page.getByTestId("join").click();
  await expect(page.getByTestId("joined")).toBeVisible({ timeout: 60_000 });
  return { url: new URL(link).origin, login, passphrase, secret };
};

export const enter = async (page: Page, person: Person): Promise<void> => {
  await page.goto(`${person.url}/desk`);
  await page.getByTestId("desk-login").fill(person.login);
  await page.getByTestId("desk-passphrase").fill(person.passphrase);
  await page.getByTestId("desk-totp").fill(code(person.secret));
  await page.getByTestId("desk-enter").click();
  await expect(page.getByTestId("desk-leave")).toBeVisible({ timeout: 60_000 });
};

export const confirm = async (page: Page, person: Person): Promise<void> => {
  await page.getByTestId("confirm-passphrase").fill(person.passphrase);
  await page.getByTestId("confirm-give").click();
};

/** The link that appears after an act; one that was shown before does not count. */
export const newLink = async (page: Page, act: () => Promise<void>): Promise<string> => {
  const made = page.getByTestId("invitation-link");
  const before = (await made.count()) > 0 ? ((await made.textContent()) ?? "") : "";
  await act();
  await expect(made).not.toHaveText(before || "-", { timeout: 30_000 });
  return (await made.textContent()) ?? "";
};

export const invite = async (page: Page, by: Person, login: string, role: string): Promise<string> => {
  await page.getByTestId("tab-team").click();
  await page.getByTestId("invite-login").fill(login);
  await page.getByTestId("invite-role").selectOption(role);
  return newLink(page, async () => {
    const answered = page.waitForResponse("**/api/desk/invitations");
    await page.getByTestId("invite").click();
    if ((await answered).status() === 403) await confirm(page, by);
  });
};

/** Hides the sheets and copies the last signs of each from the paper. */
export const prove = async (page: Page, sheets: string[]): Promise<void> => {
  await page.getByTestId("sheets-done").click();
  await expect(page.getByTestId("sheet-secret")).toHaveCount(0);
  for (const [number, sheet] of sheets.entries()) {
    await expect(page.getByTestId("sheets-proved")).toBeDisabled();
    const last = sheet.replace(/\s/g, "").slice(-4).toLowerCase();
    await page.getByTestId(`proof-${number}`).fill(`${last.slice(0, 1)} ${last.slice(1)}`);
  }
  await page.getByTestId("sheets-proved").click();
};

/** The founder's way to a circle that takes reports: root key on three sheets, and the first epoch. */
export const ceremony = async (page: Page, person: Person): Promise<string[]> => {
  await page.getByTestId("tab-team").click();
  for (const step of ["alone", "two", "printer", "safe"]) await page.getByTestId(`desk-ceremony-${step}`).check();
  await page.getByTestId("root-split").selectOption({ label: "⁨3⁩ feuilles, dont ⁨2⁩ suffisent".replace(/[⁨⁩]/g, "") });
  await page.getByTestId("root-make").click();
  const sheets = (await page.getByTestId("sheet-secret").allTextContents()).map((sheet) => sheet.trim());
  expect(sheets.length).toBe(3);
  await prove(page, sheets);
  await confirm(page, person);
  await expect(page.getByTestId("repair")).toBeVisible({ timeout: 30_000 });
  await page.getByTestId("repair-start").click();
  await expect(page.getByTestId("repair").getByRole("status")).toContainText("a commencé", { timeout: 30_000 });
  return sheets;
};
