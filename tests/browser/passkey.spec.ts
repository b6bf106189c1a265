// Passkeys with Chromium's virtual authenticator: one that opens the keys alone, and one that only replaces the code.
import { type Page, expect, test } from "@playwright/test";
import { accessible, fits } from "./demo";
import { type Founded, found } from "./instance";
import { searchMemory } from "./memory";
import { browserOf, ceremony, confirm, enter, joinWith, prove, size } from "./people";

let own: Founded;
test.beforeEach(async () => {
  own = await found("hawa");
});
test.afterEach(() => own.stop());

/** A device in the browser's hands: fingerprint always given. Returns its name, to take it away again. */
const authenticator = async (page: Page, hasPrf: boolean): Promise<void> => {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      ctap2Version: "ctap2_1",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  } as never);
};

const add = async (page: Page, name: string): Promise<void> => {
  await page.getByTestId("tab-account").click();
  await page.getByTestId("passkey-name").fill(name);
  await page.getByTestId("passkey-add").click();
};

const words = async (page: Page): Promise<string> => {
  await page.getByTestId("tab-account").click();
  await expect(page.getByTestId("own-words")).toHaveText(/\S/);
  return (await page.getByTestId("own-words").textContent()) ?? "";
};

test("a passkey with a PRF opens the member's keys alone, confirms acts, and is gone when it is removed", async ({
  browser,
}, info) => {
  const { page, sent } = await browserOf(browser, size(info));
  await authenticator(page, true);
  const hawa = await joinWith(page, "hawa", own.invitation);
  await enter(page, hawa);
  const before = await words(page);
  await add(page, "portable du bureau");
  await confirm(page, hawa);
  await expect(page.getByTestId("passkeys").getByRole("status")).toContainText("ouvre aussi vos clés", {
    timeout: 30_000,
  });
  await expect(page.getByTestId("passkey")).toContainText("portable du bureau");
  await accessible(page);
  await fits(page);
  await page.getByTestId("passkeys").screenshot({ path: info.outputPath("passkeys.png") });
  await page.getByTestId("desk-leave").click();
  await accessible(page);
  await page.getByTestId("desk-passkey").click();
  await expect(page.getByTestId("desk-leave")).toBeVisible({ timeout: 30_000 });
  expect(await words(page)).toBe(before);
  // The root key is published with the passkey in place of the passphrase.
  await page.getByTestId("tab-team").click();
  for (const step of ["alone", "two", "printer", "safe"]) await page.getByTestId(`desk-ceremony-${step}`).check();
  await page.getByTestId("root-split").selectOption({ index: 0 });
  await page.getByTestId("root-make").click();
  const sheet = ((await page.getByTestId("sheet-secret").textContent()) ?? "").replace(/\s/g, "");
  await prove(page, [sheet]);
  await page.getByTestId("confirm-passkey").click();
  await expect(page.getByTestId("repair")).toBeVisible({ timeout: 30_000 });
  for (const secret of [hawa.passphrase, "AGE-SECRET-KEY-PQ-1", sheet]) {
    expect(
      sent.filter((line) => line.includes(secret)),
      secret,
    ).toEqual([]);
    expect(searchMemory(own.pid, secret), `memory holds ${secret}`).toBe(false);
  }
  // What the authenticator's PRF made is in no request: the answers hold four fields and no extension results.
  const answer = JSON.parse(
    sent.find((line) => line.includes("/api/desk/session/passkey {"))?.replace(/^\S+ (\{.*\}) \{.*$/, "$1") ?? "{}",
  ) as { credential: { extensions: object; response: object } };
  expect(answer.credential.extensions).toEqual({});
  expect(Object.keys(answer.credential.response).sort()).toEqual([
    "authenticatorData",
    "clientDataJSON",
    "signature",
    "userHandle",
  ]);

  await page.getByTestId("tab-account").click();
  await page.getByTestId("passkey-remove").click();
  await expect(page.getByTestId("passkey")).toHaveCount(0);
  await page.getByTestId("desk-leave").click();
  await page.getByTestId("desk-passkey").click();
  await expect(page.getByRole("alert")).toContainText("n'a pas été reconnue");
});

test("a passkey without a PRF replaces the code: the passphrase is still asked for", async ({ browser }, info) => {
  const { page } = await browserOf(browser, size(info));
  await authenticator(page, false);
  const hawa = await joinWith(page, "hawa", own.invitation);
  await enter(page, hawa);
  await ceremony(page, hawa);
  await page.getByTestId("root-forget").click();
  await add(page, "clé USB");
  await expect(page.getByTestId("passkeys").getByRole("status")).toContainText("reste nécessaire", { timeout: 30_000 });
  await page.getByTestId("desk-leave").click();
  await page.getByTestId("desk-passkey").click();
  await expect(page.getByRole("alert")).toContainText("Écrivez aussi votre nom");
  await page.getByTestId("desk-login").fill("hawa");
  await page.getByTestId("desk-passphrase").fill("une autre phrase");
  await page.getByTestId("desk-passkey").click();
  await expect(page.getByRole("alert")).not.toContainText("Écrivez aussi", { timeout: 30_000 });
  await expect(page.getByTestId("desk-enter")).toBeVisible();
  await page.getByTestId("desk-passphrase").fill(hawa.passphrase);
  await page.getByTestId("desk-passkey").click();
  await expect(page.getByTestId("desk-leave")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByTestId("key-alarm")).toHaveCount(0);
});
