// The desk's list with more reports than a screen: fetched once, kept as ciphertext, searched, filtered, by keyboard.
import { type Page, expect, test } from "@playwright/test";
import { TOTP } from "otpauth";
import { accessible, demo, fits, member, signIn } from "./demo";
import { UNHURRIED, ownInstance } from "./own";
import { size } from "./people";
import { deskOf, loaded, report } from "./reports";

const { inside } = ownInstance(UNHURRIED);

/** Everything that the browser's database holds, as text. */
const stored = (page: Page): Promise<{ count: number; text: string }> =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("sutura-desk");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error(String(request.error)));
    });
    const kept = await new Promise<{ bytes: Uint8Array }[]>((resolve) => {
      const request = db.transaction("ciphertext").objectStore("ciphertext").getAll();
      request.onsuccess = () => resolve(request.result as { bytes: Uint8Array }[]);
    });
    db.close();
    return { count: kept.length, text: kept.map(({ bytes }) => new TextDecoder("latin1").decode(bytes)).join("\n") };
  });

test("a hundred reports: only rows in sight, search, filters, keyboard, and a second visit fetches nothing", async ({
  browser,
}, info) => {
  test.slow();
  await inside(async () => {
    const place = { country: "ML", region: "gao" };
    for (let number = 0; number < 100; number++) {
      await report(`canari ${number} près du marché, ɓernde e ŋaldu`, {
        category: ["SEC1.3"],
        place: number % 10 === 0 ? { country: "ML", region: "mopti" } : place,
      });
    }
    const context = await browser.newContext({ viewport: size(info) });
    const page = await context.newPage();
    const fetched: string[] = [];
    page.on("request", (request) => {
      if (/ciphertexts|envelope|\/case$/.test(request.url())) fetched.push(request.url());
    });
    await signIn(page, "awa");
    await loaded(page);
    expect(fetched.length).toBeLessThan(8);
    const total = Number(
      /sur (\d+)/.exec(((await page.getByTestId("shown").textContent()) ?? "").replace(/[\u2068\u2069]/g, ""))?.[1],
    );
    expect(total).toBeGreaterThan(100);
    expect(await page.getByTestId("case-row").count()).toBeLessThan(60);
    await accessible(page);
    await fits(page);
    await page.screenshot({ path: info.outputPath("list.png") });

    // Words are found from their beginning, with or without marks, whatever letters were at hand.
    for (const words of ["canari 57 marche", "bernde naldu canari 57", "CANARI 57"]) {
      await page.locator("#query").fill(words);
      await expect(page.getByTestId("case-row"), words).toHaveCount(1);
    }
    await page.locator("#query").fill("canari");
    await expect(page.getByTestId("shown")).toContainText("100");
    await page.getByTestId("filter-more").click();
    await page.getByTestId("filter-region").selectOption("ML.mopti");
    await expect(page.getByTestId("case-row")).toHaveCount(10);
    await accessible(page);
    await fits(page);
    await page.getByTestId("filter-clear").click();
    await expect(page.getByTestId("shown")).toContainText(String(total));

    // The last row of all is reached with one key; single letters walk from case to case.
    await page.getByTestId("case-open").first().focus();
    await page.keyboard.press("End");
    await expect(page.locator("[aria-posinset]").last()).toHaveAttribute("aria-posinset", String(total));
    await expect(page.locator(":focus")).toHaveAttribute("data-index", String(total - 1));
    await page.keyboard.press("?");
    await expect(page.getByTestId("help-sheet")).toBeVisible();
    await accessible(page);
    await page.keyboard.press("Escape");
    await page.locator("#query").fill("canari 4");
    await expect(page.getByTestId("case-row")).toHaveCount(11);
    await page.locator("#query").blur();
    await page.keyboard.press("j");
    await expect(page.getByTestId("case-body")).toContainText("canari 4");
    const first = await page.getByTestId("case-body").textContent();
    await page.keyboard.press("j");
    await expect(page.getByTestId("case-body")).not.toHaveText(first ?? "");
    await page.keyboard.press("k");
    await expect(page.getByTestId("case-body")).toHaveText(first ?? "");
    await page.keyboard.press("Escape");
    await expect(page.getByTestId("case-body")).toHaveCount(0);

    // What the browser keeps is ciphertext; a second visit fetches none of it again.
    const kept = await stored(page);
    expect(kept.count).toBeGreaterThanOrEqual(total);
    expect(kept.text).toContain("age-encryption.org/v1");
    for (const clear of ["canari", "AGE-SECRET-KEY", "mopti"]) expect(kept.text.includes(clear), clear).toBe(false);
    fetched.length = 0;
    await signIn(page, "awa");
    await loaded(page);
    await expect(page.getByTestId("shown")).toContainText(String(total));
    expect(fetched).toEqual([]);
    await report("canari nouveau", { category: ["SEC1.3"], place });
    await page.getByTestId("refresh").click();
    await page.locator("#query").fill("canari nouveau");
    await expect(page.getByTestId("case-row")).toHaveCount(1, { timeout: 30_000 });
    expect(fetched.length).toBe(1);
    await page.getByTestId("tab-account").click();
    await page.getByTestId("copies-forget").click();
    await expect(page.getByText("Les copies sont effacées.")).toBeVisible();
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  });
});

test("a damaged and a forged file are shown as such and stop nothing; an ending session loses no text", async ({
  browser,
}, info) => {
  await inside(async () => {
    const context = await browser.newContext({ viewport: size(info) });
    const page = await context.newPage();
    let damaged = false;
    await page.route("**/ciphertexts", async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      // One byte in the middle of the first file is another.
      if (!damaged && body.length > 2000) body.writeUInt8(body.readUInt8(1900) ^ 1, 1900);
      damaged = true;
      await route.fulfill({ response, body });
    });
    await signIn(page, "awa");
    await loaded(page);
    await expect(page.getByTestId("case-row").filter({ hasText: "Illisible" })).toHaveCount(1);
    expect(await page.getByTestId("case-row").count()).toBeGreaterThan(10);
    await page.unrouteAll({ behavior: "wait" });
    // What was damaged on the way is fetched again.
    await page.getByTestId("refresh").click();
    await expect(page.getByTestId("case-row").filter({ hasText: "Illisible" })).toHaveCount(0, { timeout: 30_000 });
    await page.locator("#query").fill("barrière il faut payer");
    await page.getByTestId("case-open").first().click();
    const words = "Une question longue, écrite avec soin.";
    await page.getByTestId("case-reply").fill(words);
    // The server ends it: a cookie that is only taken away comes back with the answer to whatever was asked before.
    const { csrf } = (await (await context.request.get(`${demo().url}/api/desk/me`)).json()) as { csrf: string };
    expect(
      (await context.request.delete(`${demo().url}/api/desk/session`, { headers: { "sutura-csrf": csrf } })).status(),
    ).toBe(204);
    await page.getByTestId("case-send").click();
    await expect(page.getByTestId("reenter")).toBeVisible({ timeout: 30_000 });
    await accessible(page);
    await fits(page);
    await page.screenshot({ path: info.outputPath("reenter.png") });
    await page.getByTestId("reenter-passphrase").fill(member("awa").passphrase);
    await page.getByTestId("reenter-totp").fill(new TOTP({ secret: member("awa").totp_secret }).generate());
    await page.getByTestId("reenter-give").click();
    await expect(page.getByTestId("thread-message").filter({ hasText: words })).toHaveCount(1, { timeout: 30_000 });
    await expect(page.getByTestId("case-reply")).toHaveValue("");
  });
});

test("two members change different fields of one case: both stay, both are told; it is found by its worker", async ({
  browser,
}, info) => {
  await inside(async () => {
    const open = async (login: string): Promise<Page> => {
      const page = await deskOf(browser, login, info);
      await page.locator("#query").fill("barrière il faut payer");
      await page.getByTestId("case-open").first().click();
      return page;
    };
    const [awa, fanta] = [await open("awa"), await open("fanta")];
    await awa.getByTestId("case-severity").selectOption("danger");
    await awa.getByTestId("case-labels").fill("route, péage");
    await awa.getByTestId("case-save").click();
    await expect(awa.getByText("Enregistré", { exact: true })).toBeVisible();
    await fanta.getByTestId("case-assignee").selectOption({ label: "fanta" });
    await fanta.getByTestId("case-labels").fill("urgent");
    await fanta.getByTestId("case-save").click();
    await expect(fanta.getByText("Enregistré, avec ce que awa a changé entre-temps.")).toBeVisible({ timeout: 30_000 });
    await expect(fanta.getByTestId("case-conflict")).toHaveCount(0);
    await expect(fanta.getByTestId("case-severity")).toHaveValue("danger");
    await expect(fanta.getByTestId("case-labels")).toHaveValue("péage, route, urgent");
    // Awa, who is writing, sees what came without losing a word.
    await awa.getByTestId("case-notes").fill("ne pas perdre");
    if (await awa.getByTestId("refresh").isVisible()) await awa.getByTestId("refresh").click();
    else await awa.evaluate(() => document.querySelector<HTMLElement>("[data-test=refresh]")?.click());
    await expect(awa.getByTestId("case-labels")).toHaveValue("péage, route, urgent", { timeout: 30_000 });
    await expect(awa.getByTestId("case-notes")).toHaveValue("ne pas perdre");
    await awa.getByTestId("case-save").click();
    await expect(awa.getByText("Enregistré", { exact: true })).toBeVisible();
    await accessible(awa);
    await fits(awa);
    await awa.screenshot({ path: info.outputPath("record.png"), fullPage: true });
    await awa.goBack();
    await awa.locator("#query").fill("");
    await awa.getByTestId("filter-more").click();
    await awa.getByTestId("filter-assignee").selectOption({ label: "fanta" });
    await expect(awa.getByTestId("case-row")).toHaveCount(1);
    await awa.getByTestId("filter-clear").click();
    // Immediate danger stands on top.
    await expect(awa.getByTestId("case-row").first()).toContainText("urgent");
  });
});

test("many cases are changed at once and put back, also those that a colleague changed meanwhile", async ({
  browser,
}, info) => {
  await inside(async () => {
    const page = await deskOf(browser, "awa", info);
    await page.locator("#status").selectOption("fresh");
    await expect(page.getByTestId("case-row").first()).toContainText("Nouveau");
    const fresh = await page.getByTestId("case-row").count();
    expect(fresh).toBeGreaterThan(3);
    await page.getByTestId("bulk-open").click();
    await expect(page.getByTestId("bulk-apply")).toBeDisabled();
    await page.getByTestId("case-choose").first().check();
    await page.getByTestId("bulk-all").click();
    await expect(page.getByTestId("bulk")).toContainText(`${fresh} choisis`);
    await page.getByTestId("bulk-status").selectOption("rejected");
    await page.getByTestId("bulk-assignee").selectOption({ label: "awa" });
    await page.getByTestId("bulk-label").fill("doublon");
    await accessible(page);
    await fits(page);
    await page.screenshot({ path: info.outputPath("bulk.png"), fullPage: true });
    await page.getByTestId("bulk-apply").click();
    await expect(page.getByTestId("bulk")).toContainText(`${fresh} cas changés`, { timeout: 60_000 });
    await expect(page.getByTestId("case-row")).toHaveCount(0);
    // A colleague adds a word to one of them before it is taken back.
    const fanta = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    await signIn(fanta, "fanta");
    await loaded(fanta);
    await fanta.locator("#query").fill("doublon");
    await expect(fanta.getByTestId("case-row")).toHaveCount(fresh);
    await fanta.getByTestId("case-open").first().click();
    await fanta.getByTestId("case-notes").fill("vu par Fanta");
    await fanta.getByTestId("case-labels").fill("doublon, à garder");
    await fanta.getByTestId("case-save").click();
    await expect(fanta.getByText("Enregistré", { exact: true })).toBeVisible();
    await page.getByTestId("bulk-undo").click();
    await expect(page.getByTestId("bulk")).toContainText(`${fresh} cas remis comme avant`, { timeout: 60_000 });
    await expect(page.getByTestId("case-row")).toHaveCount(fresh);
    await fanta.getByTestId("refresh").click();
    await fanta.locator("#query").fill("vu par fanta");
    await expect(fanta.getByTestId("case-row")).toHaveCount(1);
    await expect(fanta.getByTestId("case-row").first()).toContainText("Nouveau");
    await expect(fanta.getByTestId("case-row").first()).toContainText("à garder");
    await expect(fanta.getByTestId("case-row").first()).not.toContainText("doublon");
  });
});
