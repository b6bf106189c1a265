// The circle's people and keys in real browsers: an arrest, leaving and coming back, two at once, the lock, alarms.
import { type Page, expect, test } from "@playwright/test";
import { TOTP } from "otpauth";
import { accessible, demo, desk, fillReport, fits, member, openCase, send, signIn } from "./demo";
import { searchMemory } from "./memory";
import { ownInstance } from "./own";
import { recordRequests, size } from "./people";

const { instance, inside } = ownInstance();

const confirm = async (page: Page, login: string): Promise<void> => {
  await page.getByTestId("confirm-passphrase").fill(member(login).passphrase);
  await page.getByTestId("confirm-give").click();
};

const person = (page: Page, login: string) =>
  page.getByTestId("person").filter({ has: page.getByRole("heading", { name: login, exact: true }) });

const ready = async (page: Page): Promise<Page> => {
  await expect(page.getByTestId("case-row").first()).toBeVisible({ timeout: 60_000 });
  return page;
};

test("a colleague was arrested: one act cuts everything off and publishes a key they lack, in every circle", async ({
  page,
  browser,
}, info) => {
  await inside(async () => {
    const moussa = await ready(await desk(browser, "moussa", size(info)));
    const awa = await ready(await desk(browser, "awa", size(info)));
    await awa.getByTestId("tab-circle").click();
    await expect(awa.getByTestId("period")).toContainText("Période 0");
    await accessible(awa);
    await fits(awa);
    await person(awa, "moussa").getByTestId("person-remove").click();
    await fits(awa);
    await awa.screenshot({ path: info.outputPath("removal.png"), fullPage: true });
    const began = Date.now();
    await awa.getByTestId("remove-account").click();
    await accessible(awa);
    await awa.screenshot({ path: info.outputPath("confirm.png") });
    await confirm(awa, "awa");
    await expect(awa.getByTestId("circle-said")).toBeVisible({ timeout: 60_000 });
    await expect(awa.getByTestId("period")).toContainText("Période 1");
    await expect(person(awa, "moussa")).toHaveCount(0);
    // Published within a minute, and in the circle that nobody looked at too.
    for (const { id } of demo().consultations) {
      const chain = (await (await page.request.get(`${demo().url}/api/keys/${id}`)).json()) as { epochs: unknown[] };
      expect(chain.epochs.length).toBe(2);
    }
    expect(Date.now() - began).toBeLessThan(60_000);

    await awa.getByTestId("tab-journal").click();
    await expect(awa.getByTestId("journal-state")).toHaveText("Le journal est entier.");
    await expect(awa.getByTestId("journal")).toContainText("a tout coupé pour quelqu'un");
    await accessible(awa);
    await fits(awa);

    await moussa.getByTestId("refresh").click();
    await expect(moussa.getByRole("alert")).toBeVisible();
    await signIn(moussa, "moussa");
    await expect(moussa.getByRole("alert")).toBeVisible({ timeout: 60_000 });
    await expect(moussa.getByTestId("case-row")).toHaveCount(0);

    const mark = `après ${Date.now()}`;
    await fillReport(page, "fr", mark);
    await send(page);
    const fanta = await ready(await desk(browser, "fanta", size(info)));
    await openCase(fanta, mark);
  });
});

test("somebody leaves a circle, is added again after comparing words, and reads only the periods given", async ({
  page,
  browser,
}, info) => {
  await inside(async () => {
    const awa = await ready(await desk(browser, "awa", size(info)));
    await awa.getByTestId("tab-circle").click();
    // "Back" goes to the tab before.
    await awa.goBack();
    await expect(awa.getByTestId("tab-cases")).toHaveAttribute("aria-pressed", "true");
    await awa.goForward();
    await person(awa, "moussa").getByTestId("person-remove").click();
    await expect(awa.getByTestId("removal-alone")).toHaveCount(0);
    await awa.getByTestId("remove-circle").click();
    await confirm(awa, "awa");
    await expect(awa.getByTestId("circle-said")).toBeVisible({ timeout: 60_000 });
    const mark = `entre-temps ${Date.now()}`;
    await fillReport(page, "fr", mark);
    await send(page);

    const moussa = await desk(browser, "moussa", size(info));
    await moussa.getByTestId("tab-account").click();
    await expect(moussa.getByTestId("own-words")).toHaveText(/^\S+( \S+){7}$/);
    const words = (await moussa.getByTestId("own-words").textContent()) ?? "";
    await accessible(moussa);
    await fits(moussa);
    await moussa.screenshot({ path: info.outputPath("account.png"), fullPage: true });

    await person(awa, "moussa").getByTestId("person-admit").click();
    await expect(awa.getByTestId("person-words")).toHaveText(words);
    await expect(awa.getByTestId("admit")).toBeDisabled();
    // The words say nothing of the person and of their organisation: the roster will, as this member signs it.
    await expect(awa.getByTestId("counts")).toContainText("membre de votre organisation");
    await expect(awa.getByTestId("counts")).toContainText("pas d'autre compte dans ce cercle");
    await awa.getByTestId("compared").check();
    // The period that is going on is proposed; what came before is not.
    await expect(awa.getByTestId("period-1")).toBeChecked();
    await expect(awa.getByTestId("period-0")).not.toBeChecked();
    await accessible(awa);
    await fits(awa);
    await awa.screenshot({ path: info.outputPath("admission.png"), fullPage: true });
    await awa.getByTestId("admit").click();
    await expect(awa.getByTestId("circle-said")).toContainText("moussa");
    // Coming in begins a period, whose roster names the newcomer.
    await expect(person(awa, "moussa")).toContainText("lit les périodes 1–2");
    await expect(awa.getByTestId("period")).toContainText("Période 2");

    // Nobody else holds what only one person reads: removing them says so.
    await awa.getByTestId("period-start").click();
    const fanta = await ready(await desk(browser, "fanta", size(info)));
    await fanta.route("**/api/desk/circles/*/members", async (route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as { people: { login: string; epochs: number[] }[] };
      for (const colleague of answer.people)
        if (colleague.login !== "awa") colleague.epochs = colleague.epochs.filter((number) => number > 0);
      await route.fulfill({ response, json: answer });
    });
    await fanta.getByTestId("tab-circle").click();
    await person(fanta, "awa").getByTestId("person-remove").click();
    await expect(fanta.getByTestId("removal-alone")).toContainText("périodes 0");

    const again = await ready(await desk(browser, "moussa", size(info)));
    await again.locator("#query").fill("entre-temps");
    await expect(again.getByTestId("case-row")).toHaveCount(1);
    await again.locator("#query").fill("barrière il faut payer");
    await expect(again.getByTestId("case-row")).toHaveCount(0);
  });
});

test("two members start a period in the same moment: one wins, the other is told, the chain does not fork", async ({
  page,
  browser,
}, info) => {
  await inside(async () => {
    const desks = [
      await ready(await desk(browser, "awa", size(info))),
      await ready(await desk(browser, "fanta", size(info))),
    ];
    for (const window of desks) {
      await window.getByTestId("tab-circle").click();
      await expect(window.getByTestId("period")).toContainText("Période 0");
    }
    // Both chains are read before either epoch is sent: the second request waits for the first.
    let first: (() => void) | undefined;
    const sent = new Promise<void>((resolve) => (first = resolve));
    const [awa, fanta] = desks as [Page, Page];
    await fanta.route("**/epochs", async (route) => {
      await sent;
      await route.continue();
    });
    const waiting = fanta.waitForRequest("**/epochs");
    await fanta.getByTestId("period-start").click();
    await waiting;
    await awa.getByTestId("period-start").click();
    await expect(awa.getByRole("status").filter({ hasText: "a commencé" })).toBeVisible({ timeout: 30_000 });
    first?.();
    await expect(fanta.getByRole("alert")).toContainText("Un autre membre vient de commencer");
    await expect(fanta.getByTestId("period")).toContainText("Période 1");
    const { id } = demo().consultations[0] ?? { id: "" };
    const chain = (await (await page.request.get(`${demo().url}/api/keys/${id}`)).json()) as { epochs: unknown[] };
    expect(chain.epochs.length).toBe(2);
    await page.goto(`${demo().url}/fr/keys`);
    await expect(page.getByText(/Période .?1.?, à partir du .?\d{4}-/)).toBeVisible();
    await accessible(page);
    await fits(page);
    const words = (await page.getByTestId("root-words").first().textContent()) ?? "";
    await page.getByRole("link", { name: "L'affiche à imprimer" }).first().click();
    await expect(page.getByTestId("poster-words")).toHaveText(words);
    await accessible(page);
    await fits(page);
    await page.screenshot({ path: info.outputPath("poster.png"), fullPage: true });
    // On paper: one sheet of A4.
    const sheet = await page.pdf({ format: "A4" });
    expect(sheet.toString("latin1").match(/\/Type \/Page\b/g)?.length).toBe(1);
  });
});

test("one member stops the intake, a citizen is told, and two open it again", async ({ page, browser }, info) => {
  await inside(async () => {
    const awa = await ready(await desk(browser, "awa", size(info)));
    const fanta = await ready(await desk(browser, "fanta", size(info)));
    await awa.getByTestId("tab-circle").click();
    await awa.getByTestId("lock").click();
    await expect(awa.getByTestId("locked")).toContainText("awa");
    await page.goto(`${demo().url}/fr/c/signaler`);
    await expect(page.getByText("La réception est arrêtée par prudence.")).toBeVisible();
    await accessible(page);
    await fits(page);
    await awa.getByTestId("unlock").click();
    await confirm(awa, "awa");
    await expect(awa.getByTestId("unlock")).toHaveCount(0, { timeout: 30_000 });
    await expect(awa.getByTestId("locked")).toContainText("Une seconde personne");
    await page.reload();
    await expect(page.getByTestId("start")).toHaveCount(0);
    await fanta.getByTestId("refresh").click();
    await ready(fanta);
    await fanta.getByTestId("tab-circle").click();
    await fanta.getByTestId("unlock").click();
    await confirm(fanta, "fanta");
    await expect(fanta.getByTestId("lock")).toBeVisible({ timeout: 30_000 });
    await page.goto(`${demo().url}/fr/c/signaler?nouveau`);
    await expect(page.getByTestId("start")).toBeVisible();
  });
});

test("a passphrase is changed and a session ended; no request and no memory of the server holds a passphrase", async ({
  browser,
}, info) => {
  // The demonstration made its members itself; the server that runs it again has never heard of their passphrases.
  await instance().serve();
  await inside(async () => {
    const other = await ready(await desk(browser, "awa", size(info)));
    const context = await browser.newContext({ viewport: size(info) });
    const page = await context.newPage();
    const sent = recordRequests(page);
    await signIn(page, "awa");
    await ready(page);
    await page.getByTestId("tab-account").click();
    await expect(page.getByTestId("session")).toHaveCount(3);
    await page.getByTestId("session-end").last().click();
    await expect(page.getByTestId("session")).toHaveCount(2);
    await page.getByTestId("passphrase-propose").click();
    const fresh = (await page.getByTestId("passphrase-proposed").textContent()) ?? "";
    expect(new Set(fresh.split(" ")).size).toBeGreaterThan(3);
    await expect(page.getByTestId("passphrase-change")).toBeDisabled();
    await page.getByTestId("passphrase-typed").fill("autre chose que les six mots proposés");
    await expect(page.getByRole("alert")).toContainText("pas la phrase proposée");
    await page.getByTestId("passphrase-typed").fill(fresh);
    await accessible(page);
    await fits(page);
    await page.getByTestId("passphrase-change").click();
    await confirm(page, "awa");
    await expect(page.getByTestId("passphrase-outcome").getByRole("status")).toContainText("est changée", {
      timeout: 60_000,
    });
    await other.getByTestId("refresh").click();
    await expect(other.getByRole("alert")).toBeVisible();

    for (const secret of [member("awa").passphrase, fresh, encodeURIComponent(fresh), "AGE-SECRET-KEY-PQ-1"]) {
      expect(
        sent.filter((line) => line.includes(secret)),
        secret,
      ).toEqual([]);
      expect(searchMemory(instance().pid, secret), `memory holds ${secret}`).toBe(false);
    }
    // What is there is found: the server knows its own routes.
    expect(searchMemory(instance().pid, "/api/desk/account/passphrase")).toBe(true);

    await page.getByTestId("desk-leave").click();
    await page.getByTestId("desk-login").fill("awa");
    await page.getByTestId("desk-passphrase").fill(fresh);
    await page.getByTestId("desk-totp").fill(new TOTP({ secret: member("awa").totp_secret }).generate());
    await page.getByTestId("desk-enter").click();
    await ready(page);
  });
});

test("a server that shows another chain raises a plain alarm: dropped, swapped, under another root", async ({
  browser,
}, info) => {
  await inside(async () => {
    const { id } = demo().consultations[0] ?? { id: "" };
    const awa = await ready(await desk(browser, "awa", size(info)));
    await awa.getByTestId("tab-circle").click();
    await awa.getByTestId("period-start").click();
    await expect(awa.getByTestId("period")).toContainText("Période 1", { timeout: 30_000 });
    await expect(awa.getByTestId("key-alarm")).toHaveCount(0);
    const sound = (await (await awa.request.get(`${demo().url}/api/keys/${id}`)).json()) as {
      root: string;
      epochs: { statement: string; signature: string; signer: string }[];
    };
    const survey = (await (
      await awa.request.get(`${demo().url}/api/keys/${demo().consultations[1]?.id}`)
    ).json()) as typeof sound;
    const lies: Record<string, typeof sound> = {
      dropped: { ...sound, epochs: sound.epochs.slice(0, 1) },
      swapped: {
        ...sound,
        epochs: sound.epochs.map((epoch, number) =>
          number === 1
            ? {
                ...epoch,
                statement: epoch.statement.replace(
                  /recipient \S+/,
                  /recipient \S+/.exec(survey.epochs[0]?.statement ?? "")?.[0] ?? "",
                ),
              }
            : epoch,
        ),
      },
      rooted: { ...sound, root: survey.epochs[0]?.signature.slice(0, 43) ?? "" },
    };
    for (const [name, lie] of Object.entries(lies)) {
      await awa.route(`**/api/keys/${id}`, (route) => route.fulfill({ json: lie }));
      // The first lie is met by a desk that is open already: its list asks again.
      if (name === "dropped") await awa.getByTestId("tab-cases").click();
      else await signIn(awa, "awa");
      await expect(awa.getByTestId("key-alarm-dialog"), name).toBeVisible({ timeout: 60_000 });
      await awa.keyboard.press("Escape");
      await expect(awa.getByTestId("key-alarm-dialog"), name).toBeVisible();
      await accessible(awa);
      await fits(awa);
      await awa.screenshot({ path: info.outputPath(`alarm-${name}.png`) });
      await awa.unroute(`**/api/keys/${id}`);
    }
    await awa.getByTestId("alarm-lock").click();
    await awa.getByTestId("alarm-read").click();
    await expect(awa.getByTestId("key-alarm")).toBeVisible();
    await expect.poll(async () => (await awa.request.get(`${demo().url}/api/intake/${id}`)).status()).toBe(423);
  });
});

test("a server that adds somebody gets no key for them, and one that swaps a colleague's keys changes nothing", async ({
  browser,
}, info) => {
  await inside(async () => {
    const awa = await ready(await desk(browser, "awa", size(info)));
    interface Me {
      member: string;
      circles: { consultation: string; members: string[]; rekey_due: boolean }[];
      members: Record<string, { login: string; recipient: string; signing: string }>;
    }
    let lie: (me: Me) => void = () => undefined;
    await awa.route("**/api/desk/me", async (route) => {
      const response = await route.fetch();
      const me = (await response.json()) as Me;
      lie(me);
      await route.fulfill({ response, json: me });
    });
    const phantom = "ab".repeat(16);
    await awa.route("**/api/desk/circles/*/members", async (route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as { people: { member: string; login: string; in_circle: boolean }[] };
      const [first] = answer.people;
      if (first) answer.people.push({ ...first, member: phantom, login: "inconnu", in_circle: true });
      await route.fulfill({ response, json: answer });
    });
    lie = (me) => {
      const self = me.members[me.member];
      if (self) me.members[phantom] = { ...self, login: "inconnu" };
      for (const circle of me.circles) circle.members.push(phantom);
    };
    await awa.getByTestId("tab-circle").click();
    await awa.getByTestId("period-start").click();
    await expect(awa.getByRole("alert").filter({ hasText: "Arrêté" })).toBeVisible({ timeout: 30_000 });
    const { id } = demo().consultations[0] ?? { id: "" };
    const chain = (await (await awa.request.get(`${demo().url}/api/keys/${id}`)).json()) as { epochs: unknown[] };
    expect(chain.epochs.length).toBe(1);
    // Cutting somebody off does not wait for a telephone call: whom no roster names goes out of the circle too.
    await person(awa, "fanta").getByTestId("person-remove").click();
    await expect(awa.getByTestId("removal-also")).toContainText("inconnu");
    await awa.getByTestId("removal").getByRole("button", { name: "Annuler" }).click();
    await expect(person(awa, "inconnu").getByTestId("keys-unknown")).toHaveCount(1);
    await accessible(awa);
    await fits(awa);
    await awa.screenshot({ path: info.outputPath("unknown.png"), fullPage: true });
    lie = (me) => {
      const self = me.members[me.member];
      for (const other of Object.values(me.members))
        if (self && other !== self) Object.assign(other, { recipient: self.recipient, signing: self.signing });
    };
    await awa.getByTestId("period-start").click();
    await expect(awa.getByTestId("period")).toContainText("Période 1", { timeout: 30_000 });
    // The key went to the colleague's own keys, those of the roster.
    await ready(await desk(browser, "fanta", size(info)));
  });
});
