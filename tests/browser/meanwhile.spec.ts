// What changes between two steps of one person: a colleague begins a period, a second inbox writes first, strangers
// raise what a sign-in costs. The page goes on by itself, and says what it does.
import { randomBytes } from "node:crypto";
import { type Page, expect, test } from "@playwright/test";
import { demo, fillReport, openInbox, send, signIn } from "./demo";
import { UNHURRIED, ownInstance } from "./own";
import { size } from "./people";
import { deskOf, openFirst, refresh, report, saved } from "./reports";

const { inside } = ownInstance(UNHURRIED);

/** What is asked with the number of an epoch, and how it is answered, in order. */
const underEpochs = (page: Page): string[] => {
  const asked: string[] = [];
  page.on("response", (response) => {
    const { pathname, searchParams } = new URL(response.url());
    const epoch = searchParams.get("epoch");
    if (epoch !== null) asked.push(`${pathname.split("/").pop()} ${epoch} ${response.status()}`);
  });
  return asked;
};

test("a desk that a new period has overtaken seals again, to its key", async ({ browser }, info) => {
  test.slow();
  await inside(async () => {
    await report("changement de garde guimbarde", { category: ["SEC1.3"], place: { country: "ML", region: "gao" } });
    const [awa, fanta] = [await deskOf(browser, "awa", info), await deskOf(browser, "fanta", info)];
    const moussa = await deskOf(browser, "moussa", info);
    for (const page of [fanta, moussa]) await openFirst(page, "guimbarde");
    await awa.getByTestId("tab-circle").click();
    await awa.getByTestId("period-start").click();
    await expect(awa.getByTestId("period")).toContainText("Période 1", { timeout: 60_000 });

    const records = underEpochs(fanta);
    await fanta.getByTestId("case-notes").fill("relevé par Fanta");
    await saved(fanta);
    expect(records).toEqual(["case 0 409", "case 1 204"]);

    const messages = underEpochs(moussa);
    await moussa.getByTestId("case-reply").fill("Qui vous a relevé ?");
    await moussa.getByTestId("case-send").click();
    await expect(moussa.getByTestId("thread-message")).toContainText("Qui vous a relevé ?", { timeout: 30_000 });
    expect(messages).toEqual(["messages 0 409", "messages 1 201"]);

    // The new key opens both.
    await awa.getByTestId("tab-cases").click();
    await refresh(awa);
    await openFirst(awa, "guimbarde");
    await expect(awa.getByTestId("case-notes")).toHaveValue("relevé par Fanta");
    await expect(awa.getByTestId("thread-message")).toContainText("Qui vous a relevé ?");
  });
});

test("of two inboxes of one receipt the second signs its message again, for the place that is left", async ({
  page,
  browser,
}, info) => {
  await inside(async () => {
    await fillReport(page, "fr", "deux téléphones kora");
    const receipt = await send(page);
    const other = await (await browser.newContext({ viewport: size(info) })).newPage();
    for (const inbox of [page, other]) await openInbox(inbox, receipt);
    const answered: number[] = [];
    other.on("response", (response) => {
      if (response.url().endsWith("/api/inbox/messages")) answered.push(response.status());
    });
    for (const [inbox, words] of [[page, "Premier mot."] as const, [other, "Second mot."] as const]) {
      await inbox.getByTestId("reply").fill(words);
      await inbox.getByTestId("reply-send").click();
      await expect(inbox.locator("[data-done]")).toContainText("réponse est arrivée", { timeout: 60_000 });
    }
    expect(answered).toEqual([409, 201]);
    const awa = await deskOf(browser, "awa", info);
    await openFirst(awa, "kora");
    await expect(awa.getByTestId("thread-message")).toHaveText([/Premier mot\./, /Second mot\./]);
  });
});

/** Fails at a login, as a stranger, until work is asked for. */
const raiseWork = async (login: string): Promise<void> => {
  for (let attempts = 0; attempts < 20; attempts++) {
    const authenticator = randomBytes(32).toString("base64url");
    const body = JSON.stringify({ login, authenticator, totp: "000000", ticket: "" });
    const headers = { "Content-Type": "application/json", Origin: demo().url };
    const { status } = await fetch(`${demo().url}/api/desk/session`, { method: "POST", headers, body });
    if (status === 403) return;
  }
  throw new Error("no work is asked for");
};

test("work that is asked for only after the salt is done by itself, and the desk says so", async ({ page }) => {
  await inside(async () => {
    const attempts: number[] = [];
    page.on("response", (response) => {
      if (response.url().endsWith("/api/desk/session")) attempts.push(response.status());
    });
    let sent = 0;
    await page.route("**/api/desk/session", async (route) => {
      if (sent++ === 0) await raiseWork("awa");
      else await expect(page.getByText("ce navigateur fait d'abord un calcul")).toBeVisible();
      await route.continue();
    });
    await signIn(page, "awa");
    await expect(page.getByTestId("case-row").first()).toBeVisible({ timeout: 60_000 });
    expect(attempts).toEqual([403, 200]);
  });
});
