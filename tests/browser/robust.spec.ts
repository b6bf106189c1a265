// What happens to a desk: no network, two windows, a key that a member does not hold, a colleague who has left, another
// clock, a film of 200 MB; and a whole case with the keyboard alone.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { accessible, fits, member, signIn } from "./demo";
import { UNHURRIED, ownInstance } from "./own";
import { size } from "./people";
import { deskOf, loaded, openFirst, refresh, report, uploadFile } from "./reports";

const { inside } = ownInstance(UNHURRIED);

/** Finds one report of the demonstration. */
const WORDS = "barrière il faut payer";

test("without a network reading goes on, changes wait as ciphertext and leave later, beside a colleague's", async ({
  browser,
}, info) => {
  await inside(async () => {
    const [awa, fanta] = [await deskOf(browser, "awa", info), await deskOf(browser, "fanta", info)];
    await openFirst(awa, WORDS);
    await expect(awa.locator(".thread li, .empty").first()).toBeVisible();
    await awa.context().setOffline(true);
    await expect(awa.getByTestId("offline")).toHaveCount(1);
    await openFirst(awa, "");
    await openFirst(awa, WORDS);
    await expect(awa.locator(".thread li, .empty").first()).toBeVisible();
    await awa.getByTestId("case-severity").selectOption("high");
    await awa.getByTestId("case-notes").fill("écrit sans réseau sitatunga");
    await awa.getByTestId("case-save").click();
    await expect(awa.getByText("Gardé ici, chiffré")).toBeVisible();
    // A second change of the same case waits with the first.
    await awa.getByTestId("case-labels").fill("brousse");
    await awa.getByTestId("case-save").click();
    await expect(awa.getByTestId("waiting")).toContainText("1");
    // What another part of the case changes meanwhile is in it too, and the form does not undo it.
    await awa.getByTestId("mask-account").click();
    await awa.getByTestId("masking-account").evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(0, 4));
    await awa.getByTestId("mask-account-hide").click();
    await expect(awa.getByTestId("masked-account")).toContainText("█");
    await awa.getByTestId("case-labels").fill("brousse, piste");
    await awa.getByTestId("case-save").click();
    await expect(awa.getByTestId("masked-account")).toContainText("█");
    await accessible(awa);
    await fits(awa);
    const kept = await awa.evaluate(async () => {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open("sutura-outbox");
        request.onsuccess = () => resolve(request.result);
      });
      const sealed = await new Promise<Uint8Array[]>((resolve) => {
        const request = db.transaction("sealed").objectStore("sealed").getAll();
        request.onsuccess = () => resolve(request.result as Uint8Array[]);
      });
      db.close();
      return sealed.map((bytes) => new TextDecoder("latin1").decode(bytes)).join();
    });
    expect(kept).toContain("age-encryption.org/v1");
    expect(kept).not.toMatch(/sitatunga|brousse|high/);
    // Meanwhile a colleague writes in one of the same fields, and in another one.
    await openFirst(fanta, WORDS);
    await fanta.getByTestId("case-severity").selectOption("low");
    await fanta.getByTestId("case-verification").selectOption("plausible");
    await fanta.getByTestId("case-save").click();
    await expect(fanta.locator("span[role=status]").filter({ hasText: /^Enregistré$/ })).toBeVisible();
    // The record can be fetched and not be sent: nothing is lost, and nothing is told as sent.
    await awa.route("**/case?*", (route) => route.abort());
    await awa.context().setOffline(false);
    await expect(awa.getByTestId("offline")).toHaveCount(0);
    await refresh(awa);
    await expect(awa.getByTestId("waiting")).toContainText("1");
    await expect(awa.getByTestId("caught-up")).toHaveCount(0);
    await awa.unroute("**/case?*");
    await refresh(awa);
    await expect(awa.getByTestId("caught-up")).toHaveCount(1, { timeout: 60_000 });
    await expect(awa.getByTestId("waiting")).toHaveCount(0);
    await expect(awa.getByTestId("case-severity")).toHaveValue("low", { timeout: 30_000 });
    await expect(awa.getByTestId("case-verification")).toHaveValue("plausible");
    await expect(awa.getByTestId("case-labels")).toHaveValue("brousse, piste");
    await expect(awa.getByTestId("masked-account")).toContainText("█");
    await expect(awa.getByTestId("case-notes")).toHaveValue(
      /écrit sans réseau sitatunga[^]*\[hors ligne, awa\] Gravité : /,
    );
    await expect(awa.getByTestId("history-broken")).toHaveCount(0);
  });
});

test("two windows of one member work side by side", async ({ browser }, info) => {
  await inside(async () => {
    const context = await browser.newContext({ viewport: size(info) });
    const [first, second] = [await context.newPage(), await context.newPage()];
    for (const page of [first, second]) {
      await signIn(page, "awa");
      await loaded(page);
      await openFirst(page, WORDS);
    }
    // The first one's token is of a session that is over; it goes on without a question.
    await first.getByTestId("case-notes").fill("première fenêtre");
    await first.getByTestId("case-save").click();
    await expect(first.locator("span[role=status]").filter({ hasText: /^Enregistré$/ })).toBeVisible();
    await expect(first.getByTestId("reenter")).toBeHidden();
    await second.getByTestId("case-labels").fill("deuxième");
    await second.getByTestId("case-save").click();
    await expect(second.getByText(/Enregistré, avec ce que/)).toBeVisible();
    await expect(second.getByTestId("case-notes")).toHaveValue("première fenêtre");
    await expect(second.getByTestId("reenter")).toBeHidden();
  });
});

test("a case with the keyboard alone, from the door to the answer; axe finds no fault in any desk state", async ({
  browser,
}, info) => {
  await inside(async () => {
    const page = await deskOf(browser, "awa", info);
    const press = (keys: string): Promise<void> => page.keyboard.press(keys);
    /** Tabs until an element has the focus. */
    const reach = async (selector: string): Promise<void> => {
      for (let tabs = 0; tabs < 120; tabs++) {
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
        await press("Tab");
      }
      throw new Error(`${selector} cannot be reached`);
    };
    const say = (words: string): Promise<void> => page.keyboard.type(words);
    await page.locator("body").press("/");
    await say(WORDS);
    await expect(page.getByTestId("shown")).toContainText(/^\D*1\D/);
    await accessible(page);
    await reach("[data-test=case-open]");
    await press("Enter");
    await expect(page.getByTestId("case-body")).toBeVisible();
    await accessible(page);
    await reach("[data-test=mask-account]");
    await press("Enter");
    await reach("[data-test=masking-account]");
    await press("Control+Home");
    for (let letters = 0; letters < 6; letters++) await press("Shift+ArrowRight");
    await reach("[data-test=mask-account-hide]");
    await press("Enter");
    await expect(page.getByTestId("masked-account")).toContainText("█████");
    await reach("[data-test=case-status]");
    await say("En cours");
    await expect(page.getByTestId("case-status")).not.toHaveValue("fresh");
    await reach("[data-test=case-severity]");
    await press("ArrowDown");
    await reach("[data-test=case-verification]");
    await press("ArrowDown");
    await reach("[data-test=case-notes]");
    await say("Tapé sans souris");
    await reach("[data-test=case-save]");
    await press("Enter");
    await expect(page.locator("span[role=status]").filter({ hasText: /^Enregistré$/ })).toBeVisible();
    await accessible(page);
    await reach("#case-reply");
    await say("Pouvez-vous préciser le jour ?");
    await accessible(page);
    await reach("[data-test=case-send]");
    await press("Enter");
    await expect(page.getByTestId("thread-message").filter({ hasText: "préciser le jour" })).toHaveCount(1, {
      timeout: 30_000,
    });
    await accessible(page);
    await reach("[data-test=history] summary, [data-test=case-export]");
    // All folded parts open at once.
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
    await accessible(page);
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await press("Escape");
    await expect(page.getByTestId("case-body")).toHaveCount(0);
    for (const tab of ["summaries", "circle", "team", "journal", "account"]) {
      await page.getByTestId(`tab-${tab}`).focus();
      await press("Enter");
      await expect(page.getByRole("progressbar")).toHaveCount(0);
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      await accessible(page);
      await fits(page);
    }
  });
});

test("after an hour of violent accounts the desk proposes a break", async ({ browser }, info) => {
  await inside(async () => {
    await report("récit dur tamtam", { category: ["SEC3.1"], place: { country: "ML", region: "gao" } });
    const page = await (await browser.newContext({ viewport: size(info) })).newPage();
    await page.clock.install();
    await signIn(page, "awa");
    await loaded(page);
    await openFirst(page, WORDS);
    await page.clock.runFor("01:10:00");
    await expect(page.getByTestId("break")).toHaveCount(0);
    await openFirst(page, "tamtam");
    await page.clock.runFor("00:50:00");
    await expect(page.getByTestId("break")).toHaveCount(0);
    await page.clock.runFor("00:11:00");
    await expect(page.getByTestId("break")).toBeVisible();
    await page.getByTestId("break-taken").click();
    await expect(page.getByTestId("break")).toHaveCount(0);
  });
});

test("records of a colleague who was removed stay readable, and can be changed", async ({ browser }, info) => {
  await inside(async () => {
    const [awa, moussa] = [await deskOf(browser, "awa", info), await deskOf(browser, "moussa", info)];
    await openFirst(moussa, WORDS);
    await moussa.getByTestId("case-notes").fill("noté par Moussa kalimba");
    await moussa.getByTestId("case-save").click();
    await expect(moussa.locator("span[role=status]").filter({ hasText: /^Enregistré$/ })).toBeVisible();
    await awa.getByTestId("tab-circle").click();
    await awa.getByTestId("person").filter({ hasText: "moussa" }).getByTestId("person-remove").click();
    await awa.getByTestId("remove-account").click();
    await awa.getByTestId("confirm-passphrase").fill(member("awa").passphrase);
    await awa.getByTestId("confirm-give").click();
    await expect(awa.getByTestId("circle-said")).toBeVisible({ timeout: 60_000 });
    // Here, and in a browser that sees the circle for the first time.
    for (const login of ["awa", "fanta"]) {
      const page = await deskOf(browser, login, info);
      await openFirst(page, "kalimba");
      await expect(page.getByTestId("case-notes")).toHaveValue("noté par Moussa kalimba");
      await page.getByTestId("history").locator("summary").click();
      await expect(page.getByTestId("history-event").last()).toContainText("moussa");
      await expect(page.getByTestId("history-broken")).toHaveCount(0);
      await page.getByTestId("case-labels").fill(`vu par ${login}`);
      await page.getByTestId("case-save").click();
      await expect(page.locator("span[role=status]").filter({ hasText: /^Enregistré$/ })).toBeVisible();
    }
  });
});

/** A film of one second that takes this many bytes: nothing follows it, as the format allows. */
const longFilm = (bytes: number): Uint8Array => {
  const folder = mkdtempSync(join(tmpdir(), "sutura-film-"));
  const path = join(folder, "film.mp4");
  execFileSync("ffmpeg", [
    "-loglevel",
    "error",
    "-f",
    "lavfi",
    "-i",
    "testsrc=duration=1:size=320x240",
    "-pix_fmt",
    "yuv420p",
    "-movflags",
    "+faststart",
    path,
  ]);
  const film = readFileSync(path);
  rmSync(folder, { recursive: true });
  const whole = Buffer.alloc(bytes);
  film.copy(whole);
  whole.writeUInt32BE(bytes - film.length, film.length);
  whole.write("free", film.length + 4);
  return whole;
};

test.describe("how long the page stands still", () => {
  // On a busy machine a task may be late once; a page that freezes does so each time.
  test.describe.configure({ retries: 2 });

  test("a film of 200 MB opens, and the page can be used meanwhile", async ({ browser }, info) => {
    test.slow();
    await inside(async () => {
      const film = await uploadFile(longFilm(190 * 1024 * 1024), "film.mp4", "video/mp4");
      await report("grand film marimba", { category: ["SEC1.3"], place: { country: "ML", region: "gao" } }, [film]);
      const page = await deskOf(browser, "awa", info);
      await openFirst(page, "marimba");
      await page.evaluate(() => {
        const longest = { task: 0 };
        new PerformanceObserver((list) => {
          for (const task of list.getEntries()) longest.task = Math.max(longest.task, task.duration);
        }).observe({ type: "longtask" });
        Object.assign(window, { longest });
      });
      await page.getByTestId("attachment").getByRole("button").click();
      await expect(page.getByTestId("attachment").getByRole("progressbar")).toBeVisible();
      await expect(page.getByTestId("viewer")).toBeVisible({ timeout: 120_000 });
      await expect
        .poll(() =>
          page
            .frameLocator("[data-test=viewer]")
            .locator("video")
            .evaluate((video: HTMLVideoElement) => video.videoWidth),
        )
        .toBe(320);
      const longest = await page.evaluate(() => (window as unknown as { longest: { task: number } }).longest.task);
      console.log(`longest task while 190 MiB were opened: ${Math.round(longest)} ms`);
      expect(longest).toBeLessThan(1000);
    });
  });
});

test("a laptop whose clock is years away works like any other", async ({ browser }, info) => {
  await inside(async () => {
    const page = await (await browser.newContext({ viewport: size(info) })).newPage();
    await page.clock.setFixedTime(new Date("2031-03-04T05:06:07Z"));
    await signIn(page, "awa");
    await loaded(page);
    await openFirst(page, WORDS);
    // Nothing is said to be deleted soon because of this clock, and what is written has the server's week.
    await expect(page.getByTestId("due")).not.toHaveClass(/danger/);
    await page.getByTestId("case-notes").fill("horloge fausse");
    await page.getByTestId("case-save").click();
    await expect(page.locator("span[role=status]").filter({ hasText: /^Enregistré$/ })).toBeVisible();
    await page.getByTestId("history").locator("summary").click();
    await expect(page.getByTestId("history-event").first()).not.toContainText("2031");
    await page.getByTestId("case-reply").fill("Question d'une autre année");
    await page.getByTestId("case-send").click();
    await expect(page.getByTestId("thread-message").filter({ hasText: "autre année" })).toHaveCount(1, {
      timeout: 30_000,
    });
    await expect(page.getByTestId("thread-message").filter({ hasText: "autre année" })).not.toContainText("2031");
  });
});

test("a printed case shows the case alone; the list, the buttons and the folded parts stay on the screen", async ({
  browser,
}, info) => {
  await inside(async () => {
    const page = await deskOf(browser, "awa", info);
    await openFirst(page, WORDS);
    await page.emulateMedia({ media: "print" });
    await expect(page.getByTestId("case-body")).toBeVisible();
    for (const hidden of ["case-row", "case-save", "case-send", "case-export", "desk-leave", "mask-account"])
      await expect(page.getByTestId(hidden).first(), hidden).toBeHidden();
    await page.screenshot({ path: info.outputPath("print.png") });
  });
});

test("a member who was not given a period sees that its reports cannot be read, and works on the others", async ({
  browser,
}, info) => {
  await inside(async () => {
    const awa = await deskOf(browser, "awa", info);
    await awa.getByTestId("tab-circle").click();
    await awa.getByTestId("period-start").click();
    await expect(awa.getByTestId("period")).toContainText("Période 1", { timeout: 60_000 });
    await report("dans la nouvelle période sanza", { category: ["SEC1.3"], place: { country: "ML", region: "gao" } });
    const fanta = await (await browser.newContext({ viewport: size(info) })).newPage();
    // As if nobody had given her the first period.
    await fanta.route("**/api/desk/me", async (route) => {
      const response = await route.fetch();
      const me = (await response.json()) as { circles: { epochs: { number: number }[] }[] };
      for (const circle of me.circles)
        circle.epochs = circle.epochs.filter((epoch, _, epochs) => epochs.length === 1 || epoch.number > 0);
      await route.fulfill({ response, json: me });
    });
    await signIn(fanta, "fanta");
    await loaded(fanta);
    await expect(fanta.getByTestId("case-row").filter({ hasText: "Illisible" })).not.toHaveCount(0);
    await fanta.locator("#query").fill("sanza");
    await expect(fanta.getByTestId("case-row")).toHaveCount(1);
    await fanta.getByTestId("case-open").click();
    await fanta.getByTestId("case-notes").fill("vu");
    await fanta.getByTestId("case-save").click();
    await expect(fanta.locator("span[role=status]").filter({ hasText: /^Enregistré$/ })).toBeVisible();
    // One that cannot be read says so, and nothing can be written over its record.
    if (await fanta.getByTestId("case-back").isVisible()) await fanta.getByTestId("case-back").click();
    await fanta.locator("#query").fill("");
    await fanta.getByTestId("case-row").filter({ hasText: "Illisible" }).first().getByTestId("case-open").click();
    await expect(
      fanta.locator(".case-pane").getByText("Illisible").or(fanta.locator(".case-pane .notice.danger")).first(),
    ).toBeVisible();
    await accessible(fanta);
    await fits(fanta);
  });
});
