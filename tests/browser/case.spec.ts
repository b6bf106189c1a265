// Working on one case: translation, verification, history, links, likeness, blurred pictures, ready answers, what the source's
// answers look like until they are read, when it is deleted, and who must not see it.
import { identityOf, recipientOf } from "../../web/src/crypto/age";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type Page, type TestInfo, expect, test } from "@playwright/test";
import { BINARY, type Demo, accessible, at, fillReport, fits, member, openInbox, send, signIn } from "./demo";
import { type Instance, start } from "./instance";
import { size } from "./people";
import { loaded, report } from "./reports";

let own: Instance;
test.beforeEach(async () => {
  own = await start({ SUTURA_BURST_SIZE: "100000", SUTURA_TICKET_COMFORT: "100000" });
});
test.afterEach(() => own.stop());

const inside = (act: () => Promise<void>): Promise<void> => at(own.demo as Demo, act);

const desk = async (browser: Browser, login: string, info: TestInfo): Promise<Page> => {
  const page = await (await browser.newContext({ viewport: size(info) })).newPage();
  await signIn(page, login);
  await loaded(page);
  return page;
};

/** Opens the first case that these words find. */
const open = async (page: Page, words: string): Promise<void> => {
  if (await page.getByTestId("case-back").isVisible()) await page.getByTestId("case-back").click();
  await page.locator("#query").fill(words);
  await page.getByTestId("case-open").first().click();
  await expect(page.getByTestId("case-body")).toBeVisible();
};

const saved = async (page: Page): Promise<void> => {
  await page.getByTestId("case-save").click();
  await expect(page.locator("span[role=status]").filter({ hasText: /^Enregistré$/ })).toBeVisible();
};

const refresh = (page: Page): Promise<void> => page.evaluate(() => document.querySelector<HTMLElement>("[data-test=refresh]")?.click());

test("a translation stands beside the source's words and is found; every change is in a signed history that both members read", async ({ browser }, info) => {
  await inside(async () => {
    const [awa, fanta] = [await desk(browser, "awa", info), await desk(browser, "fanta", info)];
    await open(awa, "barrière il faut payer");
    await awa.getByTestId("wording-account").click();
    await awa.getByTestId("translation-account").fill("They pay at the barrier xylophone");
    await awa.getByTestId("translation-account-save").click();
    await expect(awa.getByText("Enregistré", { exact: true })).toBeVisible();
    await awa.getByTestId("case-verification").selectOption("plausible");
    await saved(awa);
    await awa.getByTestId("history").locator("summary").click();
    await expect(awa.getByTestId("history-event")).toHaveCount(2);
    await expect(awa.getByTestId("history-event").first()).toContainText("Plausible");
    await expect(awa.getByTestId("history-event").last()).toContainText("Transcriptions et traductions");
    await accessible(awa);
    await fits(awa);
    await awa.screenshot({ path: info.outputPath("case.png"), fullPage: true });
    await refresh(fanta);
    await open(fanta, "xylophone");
    await fanta.getByTestId("history").locator("summary").click();
    await expect(fanta.getByTestId("history-event").first()).toContainText("awa");
    await expect(fanta.getByTestId("history-broken")).toHaveCount(0);
    // Both write the same translation: neither is lost.
    await fanta.getByTestId("translation-account").fill("Fanta's words");
    await awa.getByTestId("translation-account").fill("Awa's words");
    await awa.getByTestId("translation-account-save").click();
    await expect(awa.getByTestId("history-event")).toHaveCount(3);
    await fanta.getByTestId("translation-account-save").click();
    await expect(fanta.getByTestId("translation-account")).toHaveValue(/Awa's words[^]*Fanta's words/);
  });
});

test("reports that look alike are proposed, and linked on both sides", async ({ browser }, info) => {
  await inside(async () => {
    const words = "Trois motos sans plaque ont pris les boeufs du vieux berger près du puits";
    await report(`${words}, mardi soir`, { category: ["SEC1.3"], place: { country: "ML", region: "gao" } });
    await report(`${words}, après la prière`, { category: ["SEC1.3"], place: { country: "ML", region: "gao" } });
    const page = await desk(browser, "awa", info);
    await open(page, "berger mardi");
    await expect(page.getByTestId("alike")).toHaveCount(1);
    await page.getByTestId("link").click();
    await expect(page.getByTestId("linked")).toHaveCount(1);
    await expect(page.getByTestId("alike")).toHaveCount(0);
    await accessible(page);
    await fits(page);
    await page.getByTestId("linked").getByRole("button").first().click();
    await expect(page.getByTestId("case-body")).toContainText("après la prière");
    await expect(page.getByTestId("linked")).toHaveCount(1);
    await page.getByTestId("unlink").click();
    await expect(page.getByTestId("linked")).toHaveCount(0);
    await expect(page.getByTestId("alike")).toHaveCount(1);
  });
});

test("pictures stay blurred until asked for again", async ({ browser, page: citizen }, info) => {
  await inside(async () => {
    // One red point.
    const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==", "base64");
    await fillReport(citizen, "fr", "image à voir cithare", [{ name: "photo.png", mimeType: "image/png", buffer: png }]);
    await send(citizen);
    const page = await desk(browser, "awa", info);
    await open(page, "cithare");
    await page.getByTestId("attachment").getByRole("button").click();
    const blur = (): Promise<string> => page.locator("[data-test=media] img").evaluate((img) => getComputedStyle(img).filter);
    expect(await blur()).toContain("blur");
    await accessible(page);
    await page.getByTestId("unblur").click();
    expect(await blur()).toBe("none");
    await page.getByTestId("unblur").click();
    expect(await blur()).toContain("blur");
  });
});

test("a ready answer in the source's language is inserted and sent; the source's answer is new until it is read; delivery is told honestly", async ({ browser, page: citizen }, info) => {
  await inside(async () => {
    await fillReport(citizen, "fr", "réponse attendue balafon");
    const receipt = await send(citizen);
    const page = await desk(browser, "awa", info);
    await open(page, "balafon");
    await page.getByTestId("case-reply").fill("Merci. Nous avons lu votre message et nous vérifions.");
    await page.getByTestId("reusable-open").click();
    await page.getByTestId("reusable-new").fill("Accusé de lecture");
    await page.getByTestId("reusable-keep").click();
    await expect(page.getByText("La réponse est gardée")).toBeVisible();
    await page.getByTestId("case-reply").fill("");
    // A colleague uses it.
    const fanta = await desk(browser, "fanta", info);
    await open(fanta, "balafon");
    await fanta.getByTestId("reusable-open").click();
    await fanta.getByTestId("reusable-name").selectOption("Accusé de lecture");
    await expect(fanta.getByTestId("reusable-text")).toContainText("nous vérifions");
    await accessible(fanta);
    await fits(fanta);
    await fanta.getByTestId("reusable-insert").click();
    await expect(fanta.getByTestId("case-reply")).toHaveValue(/nous vérifions/);
    await fanta.getByTestId("case-send").click();
    await expect(fanta.getByTestId("delivery")).toContainText("ne peut pas savoir");
    await openInbox(citizen, receipt);
    await expect(citizen.getByTestId("thread-message").filter({ hasText: "nous vérifions" })).toHaveCount(1);
    await citizen.getByTestId("reply").fill("J'ai d'autres détails");
    await citizen.getByTestId("reply-send").click();
    await expect(citizen.getByTestId("reply")).toHaveValue("", { timeout: 60_000 });
    await refresh(page);
    if (await page.getByTestId("case-back").isVisible()) await page.getByTestId("case-back").click();
    await page.locator("#query").fill("");
    await page.getByTestId("filter-more").click();
    // The one that is open on a laptop is read at once; on a phone it was closed.
    await refresh(fanta);
    await expect(fanta.getByTestId("delivery")).toContainText("a écrit depuis", { timeout: 30_000 });
  });
});

test("new answers are marked until they are read, and can be filtered", async ({ browser, page: citizen }, info) => {
  await inside(async () => {
    await fillReport(citizen, "fr", "marque de lecture ngoni");
    const receipt = await send(citizen);
    const page = await desk(browser, "awa", info);
    await openInbox(citizen, receipt);
    await citizen.getByTestId("reply").fill("Un mot de plus");
    await citizen.getByTestId("reply-send").click();
    await expect(citizen.getByTestId("reply")).toHaveValue("", { timeout: 60_000 });
    await refresh(page);
    await page.locator("#query").fill("ngoni");
    await expect(page.getByTestId("case-row")).toContainText("Nouvelles réponses : 1", { timeout: 30_000 });
    await page.getByTestId("filter-more").click();
    await page.getByTestId("filter-attention").selectOption("unread");
    await expect(page.getByTestId("case-row")).toHaveCount(1);
    await page.getByTestId("case-open").click();
    await expect(page.getByTestId("thread-message")).toHaveCount(1);
    if (await page.getByTestId("case-back").isVisible()) await page.getByTestId("case-back").click();
    await page.getByTestId("filter-attention").selectOption("");
    await expect(page.getByTestId("case-row")).not.toContainText("Nouvelles réponses");
    // The mark is this browser's own and survives it.
    await signIn(page, "awa");
    await loaded(page);
    await page.locator("#query").fill("ngoni");
    await expect(page.getByTestId("case-row")).not.toContainText("Nouvelles réponses");
  });
});

test("who declares an interest in a place is not shown its reports, the circle reads the declaration, and taking it back is on record", async ({ browser }, info) => {
  await inside(async () => {
    await report("conflit d'intérêt calao", { category: ["SEC1.3"], place: { country: "ML", region: "gao" } });
    const [awa, fanta] = [await desk(browser, "awa", info), await desk(browser, "fanta", info)];
    await awa.locator("#query").fill("calao");
    await expect(awa.getByTestId("case-row")).toHaveCount(1);
    await awa.getByTestId("tab-circle").click();
    await awa.getByTestId("interest-places").click();
    await awa.getByTestId("interests").locator("input[value='ML.gao']").check();
    await accessible(awa);
    await fits(awa);
    await awa.getByTestId("interest-save").click();
    await expect(awa.getByText("La déclaration est signée")).toBeVisible();
    await awa.getByTestId("tab-cases").click();
    await expect(awa.getByTestId("interest-hidden")).toBeVisible({ timeout: 30_000 });
    await awa.locator("#query").fill("calao");
    await expect(awa.getByTestId("case-row")).toHaveCount(0);
    await fanta.locator("#query").fill("calao");
    await expect(fanta.getByTestId("case-row")).toHaveCount(1);
    await fanta.getByTestId("tab-circle").click();
    await expect(fanta.getByTestId("interests")).toContainText("awa : Gao");
  });
});

test("a case says when it will be deleted, and is kept longer only for a reason that stands in its history", async ({ browser }, info) => {
  await inside(async () => {
    const page = await desk(browser, "awa", info);
    await open(page, "barrière il faut payer");
    await page.getByTestId("case-status").selectOption("rejected");
    await saved(page);
    await refresh(page);
    await expect(page.getByTestId("due")).toHaveClass(/danger/, { timeout: 30_000 });
    const before = await page.getByTestId("due").textContent();
    await page.getByTestId("postpone-open").click();
    await expect(page.getByTestId("postpone")).toBeDisabled();
    await page.getByTestId("postpone-reason").fill("Plainte en cours, avis attendu");
    await page.getByTestId("postpone").click();
    await expect(page.getByTestId("due")).not.toHaveText(before ?? "");
    await page.getByTestId("history").locator("summary").click();
    await expect(page.getByTestId("history-event").first()).toContainText("Plainte en cours");
    await accessible(page);
    await fits(page);
  });
});

test("filters are kept under a name for the whole circle; figures are drawn, tabled and saved without a word of a source", async ({ browser }, info) => {
  await inside(async () => {
    const [awa, fanta] = [await desk(browser, "awa", info), await desk(browser, "fanta", info)];
    await awa.locator("#status").selectOption("fresh");
    await awa.getByTestId("view-name").fill("À trier");
    await awa.getByTestId("view-save").click();
    await expect(awa.getByTestId("view")).toHaveText("À trier");
    await refresh(fanta);
    await fanta.getByTestId("view").click();
    await expect(fanta.locator("#status")).toHaveValue("fresh");
    await fanta.getByTestId("figures-open").click();
    await expect(fanta.getByTestId("chart")).toHaveCount(3);
    // Something is drawn, and the table says the same.
    const drawn = (): Promise<number> => fanta.getByTestId("chart").first().evaluate((canvas: HTMLCanvasElement) => {
      const context = canvas.getContext("2d");
      return context ? new Set(new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size : 0;
    });
    await expect.poll(drawn).toBeGreaterThan(3);
    const shown = Number(/^(\d+)/.exec(((await fanta.getByTestId("shown").textContent()) ?? "").replace(/[\u2068\u2069]/g, ""))?.[1]);
    await fanta.getByTestId("figure-week").locator("summary").click();
    const counts = await fanta.getByTestId("figure-week").locator("td").allTextContents();
    expect(counts.map(Number).reduce((sum, one) => sum + one, 0)).toBe(shown);
    await accessible(fanta);
    await fits(fanta);
    await fanta.screenshot({ path: info.outputPath("figures.png"), fullPage: true });
    await expect(fanta.getByTestId("csv-small")).toBeVisible();
    const download = fanta.waitForEvent("download");
    await fanta.getByTestId("csv-save").click();
    const stream = await (await download).createReadStream();
    let csv = "";
    for await (const part of stream) csv += String(part);
    const lines = csv.replace("\uFEFF", "").split("\r\n");
    expect(lines[0]).toMatch(/^month,status,severity/);
    expect(lines.length).toBeGreaterThan(2);
    expect(csv).not.toMatch(/barrière|W\d\d/);
    await expect(fanta.getByTestId("workload")).toContainText("Personne");
    await awa.getByTestId("view-drop").click();
    await expect(awa.getByTestId("view")).toHaveCount(0);
  });
});

test("masked passages, areas and files stay in the circle: two cases leave in one signed file, whole or masked, and are verified offline", async ({ browser, page: citizen }, info) => {
  test.slow();
  await inside(async () => {
    const folder = mkdtempSync(join(tmpdir(), "sutura-masked-"));
    // White, with a dark square in the upper left corner.
    const picture = Buffer.from(await citizen.evaluate(async () => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 200, height: 100 });
      const context = canvas.getContext("2d");
      if (context) { context.fillStyle = "#fff"; context.fillRect(0, 0, 200, 100); context.fillStyle = "#0000ff"; context.fillRect(0, 0, 100, 50); }
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
      return Array.from(new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0)));
    }));
    await fillReport(citizen, "fr", "masque kora : le chef Untel habite ici", [
      { name: "photo.png", mimeType: "image/png", buffer: picture },
      { name: "secret.txt", mimeType: "text/plain", buffer: Buffer.from("ne pas transmettre") },
    ], "4");
    await send(citizen);
    await report("second kora", { category: ["SEC1.3"], place: { country: "ML", region: "gao" } });
    const page = await desk(browser, "awa", info);
    await open(page, "masque kora");
    await page.getByTestId("mask-account").click();
    const field = page.getByTestId("masking-account");
    await field.evaluate((area: HTMLTextAreaElement) => { const at = area.value.indexOf("Untel"); area.focus(); area.setSelectionRange(at, at + 5); });
    await page.getByTestId("mask-account-hide").click();
    await expect(page.getByTestId("masked-account")).toHaveText("masque kora : le chef █████ habite ici");
    const pictureRow = page.getByTestId("attachment").first();
    await pictureRow.getByRole("button").first().click();
    await pictureRow.getByTestId("mask-file").click();
    for (const [side, value] of [["left", "0"], ["top", "0"], ["width", "50"], ["height", "50"]]) await pictureRow.getByTestId(`mask-${side}`).fill(value ?? "");
    await pictureRow.getByTestId("mask-area").click();
    await expect(pictureRow.locator(".black")).toHaveCount(1);
    await accessible(page);
    await fits(page);
    await page.screenshot({ path: info.outputPath("masks.png"), fullPage: true });
    const textRow = page.getByTestId("attachment").filter({ hasText: "secret.txt" });
    const handed = page.waitForEvent("download");
    await textRow.getByRole("button").first().click();
    await handed;
    await textRow.getByTestId("mask-file").click();
    await textRow.getByTestId("mask-withhold").click();
    await expect(textRow.getByTestId("mask-withhold")).toBeChecked();
    const key = page.waitForEvent("download");
    await page.getByTestId("key-file").click();
    await (await key).saveAs(join(folder, "key.json"));
    const exported = async (name: string): Promise<string> => {
      const download = page.waitForEvent("download");
      await page.locator("[data-test=case-export]:visible").first().click();
      await (await download).saveAs(join(folder, `${name}.age`));
      const told = execFileSync(BINARY, ["open", join(folder, `${name}.age`), "--key", join(folder, "key.json"), "--out", join(folder, name)], { env: { ...process.env, SUTURA_MEMBER_PASSPHRASE: member("awa").passphrase } }).toString();
      return told + readFileSync(join(folder, name, "export.json"), "utf8");
    };
    // Whole, for the circle: what the source wrote, the ciphertext as it came, the history.
    const whole = await exported("whole");
    expect(whole).toContain("le chef Untel");
    expect(whole).toMatch(/events of histories are signed/);
    expect(whole).not.toContain("0 events");
    // Masked: nothing of it is left anywhere.
    await page.getByTestId("export-open").click();
    await page.getByTestId("export-masked").check();
    await accessible(page);
    const masked = await exported("masked");
    expect(masked).not.toContain("Untel");
    expect(masked).toContain("withheld");
    const signed = readFileSync(join(folder, "masked", "document.json"), "utf8");
    for (const secret of ["Untel", "secret.txt", "source_recipient", "awa", Buffer.from("ne pas transmettre").toString("base64")]) expect(signed.includes(secret), secret).toBe(false);
    expect(existsSync(join(folder, "masked", "02.bin"))).toBe(false);
    // The area is black, the rest is still white.
    const elsewhere = await browser.newPage();
    const colours = await elsewhere.evaluate(async (base64) => {
      const bitmap = await createImageBitmap(await (await fetch(`data:image/jpeg;base64,${base64}`)).blob());
      const context = Object.assign(document.createElement("canvas"), { width: 200, height: 100 }).getContext("2d");
      context?.drawImage(bitmap, 0, 0);
      return [[50, 25], [150, 75]].map(([x = 0, y = 0]) => [...(context?.getImageData(x, y, 1, 1).data ?? [])].slice(0, 3));
    }, readFileSync(join(folder, "masked", "01.bin")).toString("base64"));
    expect(colours.map((one) => one.length)).toEqual([3, 3]);
    expect(Math.max(...(colours[0] ?? []))).toBeLessThan(20);
    expect(Math.min(...(colours[1] ?? []))).toBeGreaterThan(235);
    await elsewhere.close();
    // To somebody outside only with the source's consent.
    await page.getByTestId("export-others").fill("age1pq1nonsense");
    await expect(page.getByTestId("export").getByRole("alert").first()).toBeVisible();
    await page.getByTestId("export-others").fill("");
    // Both in one file.
    if (await page.getByTestId("case-back").isVisible()) await page.getByTestId("case-back").click();
    await page.locator("#query").fill("kora");
    await page.getByTestId("bulk-open").click();
    await page.getByTestId("bulk-all").click();
    const both = await exported("both");
    expect(both).toContain("second kora");
    expect(both).toContain("masque kora");
    rmSync(folder, { recursive: true });
  });
});

test("a case goes to an authority only with the source's consent, by two persons, masked; the ledger says what became of it", async ({ browser, page: citizen }, info) => {
  test.slow();
  await inside(async () => {
    const folder = mkdtempSync(join(tmpdir(), "sutura-referral-"));
    const authority = identityOf(crypto.getRandomValues(new Uint8Array(32)));
    const key = await recipientOf(authority);
    await fillReport(citizen, "fr", "à transmettre djembé, chez Untel", [], "4");
    const receipt = await send(citizen);
    const [awa, fanta] = [await desk(browser, "awa", info), await desk(browser, "fanta", info)];
    await open(awa, "barrière il faut payer");
    await expect(awa.getByTestId("delivery").or(awa.getByText("Pas encore de message")).first()).toBeVisible();
    await expect(awa.getByTestId("referral")).toHaveCount(0);
    await open(awa, "djembé");
    await awa.getByTestId("mask-account").click();
    await awa.getByTestId("masking-account").evaluate((area: HTMLTextAreaElement) => { const at = area.value.indexOf("Untel"); area.setSelectionRange(at, at + 5); });
    await awa.getByTestId("mask-account-hide").click();
    await expect(awa.getByTestId("masked-account")).toContainText("█");
    await awa.getByTestId("referral-open").click();
    await awa.getByTestId("referral-authority").fill("Pôle économique et financier");
    await awa.getByTestId("referral-recipient").fill("age1xyz");
    await expect(awa.getByTestId("referral").getByRole("alert")).toBeVisible();
    await expect(awa.getByTestId("referral-propose")).toBeDisabled();
    await awa.getByTestId("referral-recipient").fill(key);
    await accessible(awa);
    await fits(awa);
    await awa.getByTestId("referral-propose").click();
    await expect(awa.getByTestId("referral")).toContainText("Proposée");
    // Who proposed cannot approve.
    await awa.getByTestId("tab-summaries").click();
    await expect(awa.getByTestId("referral-entry")).toContainText("Pôle économique");
    await expect(awa.getByTestId("referral-approve")).toHaveCount(0);
    await fanta.getByTestId("tab-summaries").click();
    await accessible(fanta);
    await fits(fanta);
    await fanta.screenshot({ path: info.outputPath("referral.png"), fullPage: true });
    await expect(fanta.getByTestId("referral-approve")).toHaveCount(0);
    await fanta.getByTestId("referral-look").click();
    await expect(fanta.getByTestId("referral-preview")).toContainText("djembé, chez █████");
    await expect(fanta.getByTestId("referral-preview")).not.toContainText("Untel");
    await expect(fanta.getByTestId("referral-key")).toHaveText(key);
    await accessible(fanta);
    await fits(fanta);
    const download = fanta.waitForEvent("download");
    await fanta.getByTestId("referral-approve").click();
    await (await download).saveAs(join(folder, "case.age"));
    await expect(fanta.getByTestId("referral-entry")).toContainText("Approuvée");
    writeFileSync(join(folder, "key.txt"), `${authority}\n`);
    const told = execFileSync(BINARY, ["open", join(folder, "case.age"), "--identity", join(folder, "key.txt"), "--out", join(folder, "out")]).toString();
    expect(told).toContain("Signed by a member of the circle");
    expect(told).toMatch(/Agreed to by the holders of these keys: [\w-]{43}, [\w-]{43}/);
    const text = readFileSync(join(folder, "out", "export.json"), "utf8");
    expect(text).toContain("djembé, chez █████");
    for (const secret of ["Untel", "source_recipient", "interface_language", "ansongo", "fanta", "awa"]) expect(text.includes(secret), secret).toBe(false);
    expect(text).toMatch(/"act\\":\\"proposed[^]*"act\\":\\"sent/);
    await fanta.getByTestId("referral-acknowledged").click();
    await expect(fanta.getByTestId("referral-entry")).toContainText("accusé réception");
    await fanta.getByTestId("referral-answered").click();
    await expect(fanta.getByTestId("referral-answered")).toHaveCount(0);
    await expect(fanta.getByTestId("referral-entry").locator("li")).toHaveCount(4);
    // A second one: meanwhile the source lowers its consent, and nothing leaves.
    await awa.getByTestId("tab-cases").click();
    await open(awa, "djembé");
    await awa.getByTestId("referral-open").click();
    await awa.getByTestId("referral-authority").fill("Autre autorité");
    await awa.getByTestId("referral-recipient").fill(key);
    await awa.getByTestId("referral-propose").click();
    await expect(awa.getByTestId("referral")).toContainText("Autre autorité");
    await openInbox(citizen, receipt);
    await citizen.locator("form[data-consent]").evaluate((form) => form.closest("details")?.setAttribute("open", ""));
    await citizen.locator("input[name=consent][value='1']").check();
    await citizen.getByTestId("consent-save").click();
    await expect(citizen.locator("form[data-consent] [data-error]")).toBeHidden();
    await expect(citizen.getByRole("status").filter({ hasText: /accord|choix/ }).first()).toBeVisible({ timeout: 60_000 });
    await fanta.getByTestId("tab-cases").click();
    await fanta.getByTestId("tab-summaries").click();
    await fanta.getByTestId("referral-look").click();
    await fanta.getByTestId("referral-approve").click();
    await expect(fanta.getByTestId("referral-entry").first()).toContainText("Rien n'est transmis");
    await expect(fanta.getByTestId("referral-approve")).toBeVisible();
    rmSync(folder, { recursive: true });
  });
});
