// One person who wants to be two, at the desk: each attack is told, and ends at a refusal that says what to do.
import { type Page, expect, test } from "@playwright/test";
import { signIn, member } from "./demo";
import { ownInstance } from "./own";
import { browserOf, newLink, size } from "./people";

const { inside } = ownInstance();

const colleague = (page: Page, login: string) =>
  page.getByTestId("colleague").filter({ has: page.getByRole("heading", { name: login, exact: true }) });

const give = async (page: Page, login: string): Promise<void> => {
  await page.getByTestId("confirm-passphrase").fill(member(login).passphrase);
  await page.getByTestId("confirm-give").click();
};

const invite = async (page: Page, by: string, login: string): Promise<string> => {
  await page.getByTestId("tab-team").click();
  await page.getByTestId("invite-login").fill(login);
  return newLink(page, async () => {
    const answered = page.waitForResponse("**/api/desk/invitations");
    await page.getByTestId("invite").click();
    if ((await answered).status() === 403) await give(page, by);
  });
};

const close = async (page: Page, login: string): Promise<void> => {
  await colleague(page, login).getByTestId("colleague-lost").click();
  await colleague(page, login).getByTestId("close-account").click();
  await colleague(page, login).getByTestId("close-account-sure").click();
};

test("one moderator closes the others and invites herself: in the end it takes the root key", async ({
  page,
  browser,
}, info) => {
  await inside(async () => {
    await signIn(page, "awa");
    await page.getByTestId("tab-team").click();
    await close(page, "moussa");
    await give(page, "awa");
    await expect(colleague(page, "moussa")).toContainText("compte fermé", { timeout: 30_000 });
    await close(page, "kadi");
    await expect(colleague(page, "kadi").getByRole("alert").first()).toContainText("clé racine", { timeout: 30_000 });
    await colleague(page, "kadi").getByTestId("root-act-sheets").fill("abcd");
    await colleague(page, "kadi").getByTestId("root-act-sign").click();
    await expect(colleague(page, "kadi").getByRole("alert").last()).toContainText("pas une fiche entière");
    await expect(colleague(page, "kadi")).not.toContainText("compte fermé");
    const link = await invite(page, "awa", "fausse");
    await expect(page.getByTestId("invitation-open")).toContainText("attend l'accord");
    await expect(page.getByTestId("invitation-approve")).toHaveCount(0);
    const second = await browserOf(browser, size(info));
    await second.page.goto(link);
    await expect(second.page.getByRole("alert")).toContainText("Un second collègue n'a pas encore");
  });
});

test("the only moderator of an organisation that shares a circle invites alone: the circle's people count", async ({
  page,
  browser,
}, info) => {
  await inside(async () => {
    await signIn(page, "fanta");
    const link = await invite(page, "fanta", "fausse");
    await expect(page.getByTestId("invitation-open")).toContainText("attend l'accord");
    const second = await browserOf(browser, size(info));
    await second.page.goto(link);
    await expect(second.page.getByRole("alert")).toContainText("Un second collègue n'a pas encore");
  });
});
