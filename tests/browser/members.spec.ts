// People in real browsers from nothing: a founder's ceremony, an invitation, lost and found keys, a dead circle.
import { type Page, expect, test } from "@playwright/test";
import { accessible, at, fillReport, fits, openCase, send } from "./demo";
import { type Founded, found } from "./instance";
import { searchMemory } from "./memory";
import {
  browserOf,
  ceremony,
  code,
  confirm,
  enter,
  invite,
  joinWith,
  newLink,
  proposed,
  prove,
  secondFactor,
  size,
} from "./people";

let own: Founded;
test.beforeEach(async () => {
  own = await found("hawa");
});
test.afterEach(() => own.stop());

const PASSPHRASE = "lampe ortie canari-4417 vitrail sept moutons";

const inside = async (act: () => Promise<void>): Promise<void> => {
  const { chains } = (await (await fetch(`${own.url}/api/keys`)).json()) as {
    chains: { consultation: string; slug: string }[];
  };
  await at(
    {
      url: own.url,
      consultations: chains.map((chain) => ({ id: chain.consultation, slug: chain.slug, version: 1 })),
      members: [],
      receipts: [],
      root_key: "",
    },
    act,
  );
};

test("an association from nothing: founder's keys, an invited colleague, words compared, a report both read", async ({
  page,
  browser,
}, info) => {
  test.slow();
  const founder = await browserOf(browser, size(info));
  await founder.page.goto(own.invitation);
  await expect(founder.page.getByTestId("invitation")).toContainText("hawa");
  await founder.page.getByTestId("passphrase-choose").check();
  await founder.page.getByTestId("passphrase-own").fill("motdepasse2026");
  await expect(founder.page.getByTestId("strength")).toContainText("Trop facile");
  await founder.page.getByTestId("passphrase-own").fill(PASSPHRASE);
  await expect(founder.page.getByTestId("strength")).toContainText("Assez forte");
  await expect(founder.page.getByTestId("join")).toBeDisabled();
  await founder.page.getByTestId("passphrase-own-again").fill(PASSPHRASE);
  await founder.page.getByTestId("first-code").fill("000000");
  await accessible(founder.page);
  await fits(founder.page);
  await founder.page.screenshot({ path: info.outputPath("join.png"), fullPage: true });
  await founder.page.getByTestId("join").click();
  await expect(founder.page.getByRole("alert")).toContainText("Ce code n'est pas", { timeout: 30_000 });
  const secret = await secondFactor(founder.page);
  await founder.page.getByTestId("join").click();
  await expect(founder.page.getByTestId("joined-words")).toHaveText(/^\S+( \S+){7}$/, { timeout: 60_000 });
  await accessible(founder.page);
  const hawa = { url: own.url, login: "hawa", passphrase: PASSPHRASE, secret };
  await enter(founder.page, hawa);
  await accessible(founder.page);
  await fits(founder.page);
  await founder.page.screenshot({ path: info.outputPath("ceremony.png"), fullPage: true });
  const sheets = await ceremony(founder.page, hawa);
  await accessible(founder.page);
  await fits(founder.page);
  await founder.page.screenshot({ path: info.outputPath("started.png"), fullPage: true });
  await founder.page.getByTestId("root-forget").click();
  await expect(founder.page.getByTestId("root-words")).toHaveText(/^\S+( \S+){7}$/);

  // The link works once; the colleague's keys are made in their own browser.
  const link = await invite(founder.page, hawa, "issa", "moderator");
  await accessible(founder.page);
  await founder.page.screenshot({ path: info.outputPath("invited.png"), fullPage: true });
  const colleague = await browserOf(browser, size(info));
  const issa = await joinWith(colleague.page, "issa", link);
  const words = (await colleague.page.getByTestId("joined-words").textContent()) ?? "";
  await page.goto(link);
  await expect(page.getByRole("alert")).toContainText("a servi");
  await enter(colleague.page, issa);
  await expect(colleague.page.getByText("Vous n'êtes dans aucun cercle")).toBeVisible();

  await founder.page.getByTestId("tab-circle").click();
  await founder.page.getByTestId("person-admit").click();
  await expect(founder.page.getByTestId("person-words")).toHaveText(words);
  await founder.page.getByTestId("compared").check();
  await founder.page.getByTestId("admit").click();
  await expect(founder.page.getByTestId("circle-said")).toContainText("issa", { timeout: 30_000 });

  await inside(async () => {
    const mark = `fondation ${Date.now()}`;
    await fillReport(page, "fr", mark);
    await send(page);
    for (const [window, person] of [
      [founder.page, hawa],
      [colleague.page, issa],
    ] as const) {
      await enter(window, person);
      await openCase(window, mark);
    }
  });
  const secrets = [
    PASSPHRASE,
    encodeURIComponent(PASSPHRASE),
    issa.passphrase,
    "AGE-SECRET-KEY-PQ-1",
    ...sheets.map((sheet) => sheet.replace(/\s/g, "")),
    ...sheets,
  ];
  for (const hidden of secrets) {
    for (const { sent } of [founder, colleague])
      expect(
        sent.filter((line) => line.includes(hidden)),
        hidden,
      ).toEqual([]);
    expect(searchMemory(own.pid, hidden), `memory holds ${hidden}`).toBe(false);
  }
  expect(own.command("check")).toContain("The audit log holds");
});

test("lost and found: a recovery sheet, another second factor by two, new keys by two", async ({ browser }, info) => {
  test.slow();
  const founder = await browserOf(browser, size(info));
  const hawa = await joinWith(founder.page, "hawa", own.invitation);
  await enter(founder.page, hawa);
  const rootSheets = await ceremony(founder.page, hawa);
  await founder.page.getByTestId("root-forget").click();
  const colleague = await browserOf(browser, size(info));
  const third = await browserOf(browser, size(info));
  // Both are invited while the founder is alone: they count as a second person after fourteen days. Until then the root
  // key agrees in their place.
  const links = [
    await invite(founder.page, hawa, "issa", "moderator"),
    await invite(founder.page, hawa, "nana", "administrator"),
  ];
  const issa = await joinWith(colleague.page, "issa", links[0] ?? "");
  const nana = await joinWith(third.page, "nana", links[1] ?? "");

  // A sheet is made, the passphrase forgotten, and the sheet opens the same keys.
  await enter(colleague.page, issa);
  await colleague.page.getByTestId("tab-account").click();
  const words = async (): Promise<string> => {
    await expect(colleague.page.getByTestId("own-words")).toHaveText(/\S/);
    return (await colleague.page.getByTestId("own-words").textContent()) ?? "";
  };
  const before = await words();
  await expect(colleague.page.getByTestId("recovery-missing")).toBeVisible();
  await colleague.page.getByTestId("recovery-make").click();
  await expect(colleague.page.getByTestId("sheet-secret")).toBeVisible({ timeout: 30_000 });
  const sheet = (await colleague.page.getByTestId("sheet-secret").textContent()) ?? "";
  await accessible(colleague.page);
  await fits(colleague.page);
  await colleague.page.screenshot({ path: info.outputPath("sheet.png"), fullPage: true });
  // On paper the sheet stands alone.
  await colleague.page.evaluate(() => {
    window.print = () => undefined;
  });
  await colleague.page.getByTestId("sheet-print").click();
  await colleague.page.emulateMedia({ media: "print" });
  await expect(colleague.page.locator("body > .printed .sheet")).toBeVisible();
  await expect(colleague.page.getByTestId("desk-leave")).toBeHidden();
  await colleague.page.emulateMedia({ media: "screen" });
  // Where no event says that the printing is over, hiding the sheet takes it out of the page all the same.
  await colleague.page.getByTestId("sheets-done").click();
  await expect(colleague.page.locator(".printed")).toHaveCount(0);
  await colleague.page.getByTestId("proof-0").fill("xxxx");
  await expect(colleague.page.getByTestId("recovery").getByRole("alert")).toContainText("Relisez le papier");
  await colleague.page.getByTestId("sheets-again").click();
  await prove(colleague.page, [sheet]);
  await confirm(colleague.page, issa);
  await expect(colleague.page.getByTestId("recovery")).toContainText("La fiche est en service", { timeout: 30_000 });
  await colleague.page.getByTestId("desk-leave").click();
  await colleague.page.getByTestId("desk-recover").click();
  await colleague.page.getByTestId("recover-login").fill("issa");
  await colleague.page.getByTestId("recover-sheet").fill(sheet.replace(/.$/, (last) => (last === "Q" ? "P" : "Q")));
  issa.passphrase = await proposed(colleague.page);
  issa.secret = await secondFactor(colleague.page);
  await accessible(colleague.page);
  await fits(colleague.page);
  await colleague.page.getByTestId("recover").click();
  await expect(colleague.page.getByRole("alert")).toContainText("n'est pas une fiche entière");
  await colleague.page.getByTestId("recover-sheet").fill(sheet.toLowerCase());
  await colleague.page.getByTestId("first-code").fill(code(issa.secret));
  await colleague.page.getByTestId("recover").click();
  await expect(colleague.page.getByTestId("recovered")).toBeVisible({ timeout: 60_000 });
  await enter(colleague.page, issa);
  await colleague.page.getByTestId("tab-account").click();
  expect(await words()).toBe(before);

  // The telephone is lost: one colleague asks, another agrees, the passphrase is still needed.
  const colleagueOf = (page: Page, login: string) =>
    page.getByTestId("colleague").filter({ has: page.getByRole("heading", { name: login, exact: true }) });
  await enter(third.page, nana);
  await founder.page.getByTestId("team-refresh").click();
  await colleagueOf(founder.page, "issa").getByTestId("colleague-lost").click();
  const second = await newLink(founder.page, () =>
    colleagueOf(founder.page, "issa").getByTestId("second-factor").click(),
  );
  await expect(founder.page.getByTestId("invitation-approve")).toHaveCount(0);
  await colleague.page.goto("about:blank");
  await colleague.page.goto(second);
  await expect(colleague.page.getByRole("alert")).toContainText("Un second collègue n'a pas encore");
  await third.page.getByTestId("team-refresh").click();
  await third.page.getByTestId("invitation-approve").click();
  await confirm(third.page, nana);
  await expect(third.page.getByTestId("invitation-open").getByRole("alert")).toContainText("trop récent");
  await expect(colleagueOf(founder.page, "nana")).toContainText("compte comme seconde personne à partir du");
  const agreeAsRoot = async (): Promise<void> => {
    const open = founder.page.getByTestId("invitation-open");
    await open.getByTestId("invitation-root").click();
    await open.getByTestId("root-act-sheets").fill(`${rootSheets[0]}\n${rootSheets[2]}`);
    await accessible(founder.page);
    await open.getByTestId("root-act-sign").click();
    await expect(founder.page.getByTestId("invitation-root")).toHaveCount(0, { timeout: 30_000 });
  };
  await agreeAsRoot();
  await colleague.page.reload();
  await colleague.page.goto("about:blank");
  await colleague.page.goto(second);
  await colleague.page.getByTestId("join-passphrase").fill("une autre phrase");
  const fresh = await secondFactor(colleague.page);
  await colleague.page.getByTestId("join").click();
  await expect(colleague.page.getByRole("alert")).toBeVisible({ timeout: 30_000 });
  await colleague.page.getByTestId("join-passphrase").fill(issa.passphrase);
  await colleague.page.getByTestId("first-code").fill(code(fresh));
  await colleague.page.getByTestId("join").click();
  await expect(colleague.page.getByTestId("joined")).toBeVisible({ timeout: 60_000 });
  issa.secret = fresh;
  await enter(colleague.page, issa);

  // Everything is lost: new keys under the old login, other words, and the old account is closed.
  await founder.page.getByTestId("team-refresh").click();
  await accessible(founder.page);
  await fits(founder.page);
  await founder.page.screenshot({ path: info.outputPath("team.png"), fullPage: true });
  const back = await newLink(founder.page, () => colleagueOf(founder.page, "issa").getByTestId("readmit").click());
  await agreeAsRoot();
  await colleague.page.goto("about:blank");
  const again = await joinWith(colleague.page, "issa", back);
  expect(await colleague.page.getByTestId("joined-words").textContent()).not.toBe(before);
  await enter(colleague.page, again);
  await founder.page.getByTestId("tab-journal").click();
  await expect(founder.page.getByTestId("journal")).toContainText("est revenu avec de nouvelles clés");
  await founder.page.getByTestId("tab-team").click();
  await expect(colleagueOf(founder.page, "issa.1")).toContainText("compte fermé");

  // Somebody in no circle is shut out too.
  await colleagueOf(founder.page, "nana").getByTestId("colleague-lost").click();
  await colleagueOf(founder.page, "nana").getByTestId("close-account").click();
  await colleagueOf(founder.page, "nana").getByTestId("close-account-sure").click();
  await expect(colleagueOf(founder.page, "nana")).toContainText("compte fermé", { timeout: 30_000 });
  await third.page.getByTestId("team-refresh").click();
  await expect(third.page.getByRole("alert").filter({ hasText: "Votre session est terminée" })).toBeVisible();
});

test("the circle is dead: the owner brings two of three sheets, hands it over, and can stop every intake", async ({
  page,
  browser,
}, info) => {
  test.slow();
  const founder = await browserOf(browser, size(info));
  const hawa = await joinWith(founder.page, "hawa", own.invitation);
  await enter(founder.page, hawa);
  const sheets = await ceremony(founder.page, hawa);
  await founder.page.getByTestId("root-forget").click();
  const colleague = await browserOf(browser, size(info));
  const issa = await joinWith(colleague.page, "issa", await invite(founder.page, hawa, "issa", "moderator"));
  const words = (await colleague.page.getByTestId("joined-words").textContent()) ?? "";
  // Nobody but the founder was ever in the circle; from now on it is the colleague's alone.
  await founder.page.getByTestId("root-use").click();
  await founder.page.getByTestId("root-sheets").fill(`${sheets[0]}\n`);
  await founder.page.getByTestId("root-bring").click();
  await expect(founder.page.getByRole("alert")).toContainText("Il manque des parties");
  await founder.page.getByTestId("root-sheets").fill(`${sheets[2]?.toLowerCase()}\n${sheets[0]}`);
  await founder.page.getByTestId("root-bring").click();
  await expect(founder.page.getByTestId("repair")).toContainText(words);
  await founder.page.getByTestId("repair-issa").check();
  await founder.page.getByTestId("repair-hawa").uncheck();
  await accessible(founder.page);
  await fits(founder.page);
  await founder.page.screenshot({ path: info.outputPath("repair.png"), fullPage: true });
  await founder.page.getByTestId("repair-start").click();
  await expect(founder.page.getByTestId("desk-leave").or(founder.page.getByTestId("desk-enter")).first()).toBeVisible();
  const chain = async () =>
    (
      (await (await fetch(`${own.url}/api/keys`)).json()) as { chains: { epochs: { signer: string }[] }[] }
    ).chains[0]?.epochs.map((epoch) => epoch.signer);
  await expect.poll(chain, { timeout: 30_000 }).toEqual(["root", "root"]);
  await inside(async () => {
    const mark = `reprise ${Date.now()}`;
    await fillReport(page, "fr", mark);
    await send(page);
    await enter(colleague.page, issa);
    await openCase(colleague.page, mark);
  });
  await colleague.page.getByTestId("tab-team").click();
  await expect(colleague.page.getByTestId("root")).toHaveCount(0);
  await colleague.page.getByTestId("lock-all").click();
  await expect(
    colleague.page.getByText("La réception de toutes les consultations de votre organisation est arrêtée."),
  ).toBeVisible();
  await page.goto(`${own.url}/fr/c/signaler`);
  await expect(page.getByText("La réception est arrêtée par prudence.")).toBeVisible();
});

test("who comes in is told of attempts by somebody who knew the passphrase, until they have read it", async ({
  browser,
}, info) => {
  const { page } = await browserOf(browser, size(info));
  const hawa = await joinWith(page, "hawa", own.invitation);
  await enter(page, hawa);
  const notice = page.getByTestId("since-last-sign-in");
  await expect(notice).toHaveCount(0);
  await page.goto(`${own.url}/desk`);
  await page.getByTestId("desk-login").fill(hawa.login);
  await page.getByTestId("desk-passphrase").fill(hawa.passphrase);
  await page.getByTestId("desk-totp").fill(code("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"));
  await page.getByTestId("desk-enter").click();
  await expect(page.getByRole("alert")).toBeVisible({ timeout: 30_000 });
  await enter(page, hawa);
  await expect(notice).toContainText("un code faux : 1");
  await expect(notice).toContainText("quelqu'un connaît votre phrase");
  await accessible(page);
  await fits(page);
  await page.screenshot({ path: info.outputPath("since.png"), fullPage: true });
  await page.getByTestId("since-read").click();
  await expect(notice).toHaveCount(0);
  await enter(page, hawa);
  await expect(notice).toHaveCount(0);
});
