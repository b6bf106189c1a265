// Working on one case: translation, verification, history, links, likeness, blurred pictures, ready answers, what the
// source's answers look like until they are read, when it is deleted, and who must not see it.
import { expect, test } from "@playwright/test";
import { accessible, fillReport, fits, openInbox, send, signIn } from "./demo";
import { UNHURRIED, ownInstance } from "./own";
import { deskOf, loaded, openFirst, refresh, report, saved, uploadFile } from "./reports";

const { inside } = ownInstance(UNHURRIED);

test("a translation stands beside the source's words and is found; every change is in a signed history", async ({
  browser,
}, info) => {
  await inside(async () => {
    const [awa, fanta] = [await deskOf(browser, "awa", info), await deskOf(browser, "fanta", info)];
    await openFirst(awa, "barrière il faut payer");
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
    await openFirst(fanta, "xylophone");
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
    const page = await deskOf(browser, "awa", info);
    await openFirst(page, "berger mardi");
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

test("pictures stay blurred until asked for, in a frame without origin or network; broken ones are told", async ({
  browser,
  page: citizen,
}, info) => {
  await inside(async () => {
    // One red point.
    const png = Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
      "base64",
    );
    await fillReport(citizen, "fr", "image à voir cithare", [
      { name: "photo.png", mimeType: "image/png", buffer: png },
    ]);
    await send(citizen);
    const forged = await uploadFile(
      Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='parent.taken=1'></svg>"),
      "dessin.png",
      "image/png",
    );
    await report("image forgée balafon", { category: ["SEC1.3"], place: { country: "ML", region: "gao" } }, [forged]);
    const page = await deskOf(browser, "awa", info);
    await openFirst(page, "cithare");
    await page.getByTestId("attachment").getByRole("button").click();
    const picture = page.frameLocator("[data-test=viewer]").locator("img");
    const blur = (): Promise<string> => picture.evaluate((img) => getComputedStyle(img).filter);
    await expect(page.getByTestId("viewer")).toBeVisible();
    expect(await blur()).toContain("blur");
    const reached = await picture.evaluate(async (img) => {
      const tried = async (act: () => unknown): Promise<string> =>
        Promise.resolve()
          .then(act)
          .then(
            () => "reached",
            () => "refused",
          );
      const remote = (): Promise<unknown> =>
        new Promise((resolve, reject) =>
          Object.assign(new Image(), { onload: resolve, onerror: reject, src: "/assets/icon.svg" }),
        );
      return [
        img.ownerDocument.defaultView?.origin,
        await tried(() => fetch("/api/instance")),
        await tried(() => parent.document.title),
        await tried(() => localStorage.length),
        await tried(() => document.cookie),
        await tried(remote),
        await tried(() => (top as Window).location.assign("/")),
      ];
    });
    expect(reached).toEqual(["null", "refused", "refused", "refused", "refused", "refused", "refused"]);
    await accessible(page);
    await page.getByTestId("unblur").click();
    await expect.poll(blur).toBe("none");
    await page.screenshot({ path: info.outputPath("viewer.png") });
    await page.getByTestId("unblur").click();
    await expect.poll(blur).toContain("blur");
    await openFirst(page, "balafon");
    await page.getByTestId("attachment").getByRole("button").first().click();
    await expect(page.getByTestId("attachment").getByRole("alert")).toContainText("ne peut pas être affiché ici");
    expect(await page.evaluate(() => "taken" in window)).toBe(false);
  });
});

test("a ready answer in the source's language is sent; a reply is new until read; delivery is told honestly", async ({
  browser,
  page: citizen,
}, info) => {
  await inside(async () => {
    await fillReport(citizen, "fr", "réponse attendue balafon");
    const receipt = await send(citizen);
    const page = await deskOf(browser, "awa", info);
    await openFirst(page, "balafon");
    await page.getByTestId("case-reply").fill("Merci. Nous avons lu votre message et nous vérifions.");
    await page.getByTestId("reusable-open").click();
    await page.getByTestId("reusable-new").fill("Accusé de lecture");
    await page.getByTestId("reusable-keep").click();
    await expect(page.getByText("La réponse est gardée")).toBeVisible();
    await page.getByTestId("case-reply").fill("");
    // A colleague uses it.
    const fanta = await deskOf(browser, "fanta", info);
    await openFirst(fanta, "balafon");
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
    const page = await deskOf(browser, "awa", info);
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

test("who declares an interest in a place does not see its reports; the circle reads it, and its end", async ({
  browser,
}, info) => {
  await inside(async () => {
    await report("conflit d'intérêt calao", { category: ["SEC1.3"], place: { country: "ML", region: "gao" } });
    await report("le secrétaire de la MAIRIE DE CALÀO tougan", {
      category: ["SEC1.3"],
      place: { country: "ML", region: "kayes" },
    });
    const [awa, fanta] = [await deskOf(browser, "awa", info), await deskOf(browser, "fanta", info)];
    await awa.locator("#query").fill("calao");
    await expect(awa.getByTestId("case-row")).toHaveCount(2);
    await awa.getByTestId("tab-circle").click();
    await awa.getByTestId("interest-places").click();
    await awa.getByTestId("interests").locator("input[value='ML.gao']").check();
    await awa.getByTestId("interest-names").fill("Mairie de Calao\nab");
    await expect(awa.getByTestId("interests").getByRole("alert")).toContainText("« ab » est trop court");
    await expect(awa.getByTestId("interest-save")).toBeDisabled();
    await awa.getByTestId("interest-names").fill("Mairie de Calao");
    await accessible(awa);
    await fits(awa);
    await awa.getByTestId("interest-save").click();
    await expect(awa.getByText("La déclaration est signée et enregistrée.")).toBeVisible();
    await awa.getByTestId("tab-cases").click();
    await expect(awa.getByTestId("interest-hidden")).toBeVisible({ timeout: 30_000 });
    await awa.locator("#query").fill("calao");
    await expect(awa.getByTestId("case-row")).toHaveCount(0);
    await fanta.locator("#query").fill("calao");
    await expect(fanta.getByTestId("case-row")).toHaveCount(2);
    await fanta.getByTestId("tab-circle").click();
    await expect(fanta.getByTestId("interests")).toContainText("awa : Gao, Mali · Mairie de Calao");
    // Taken back: shown again, and both declarations stay on record.
    await awa.getByTestId("tab-circle").click();
    await awa.getByTestId("interest-names").fill("");
    await awa.getByTestId("interest-save").click();
    await expect(awa.getByTestId("interests")).not.toContainText("Calao");
    await awa.getByTestId("tab-cases").click();
    await awa.locator("#query").fill("calao");
    await expect(awa.getByTestId("case-row")).toHaveCount(1);
  });
});

test("a case says when it will be deleted, and is kept longer only for a reason that stands in its history", async ({
  browser,
}, info) => {
  await inside(async () => {
    const page = await deskOf(browser, "awa", info);
    await openFirst(page, "barrière il faut payer");
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

test("filters are kept by name for the circle; figures are drawn, tabled and saved without a source's words", async ({
  browser,
}, info) => {
  await inside(async () => {
    const [awa, fanta] = [await deskOf(browser, "awa", info), await deskOf(browser, "fanta", info)];
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
    const drawn = (): Promise<number> =>
      fanta
        .getByTestId("chart")
        .first()
        .evaluate((canvas: HTMLCanvasElement) => {
          const context = canvas.getContext("2d");
          return context
            ? new Set(new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size
            : 0;
        });
    await expect.poll(drawn).toBeGreaterThan(3);
    const total = Number(
      /^(\d+)/.exec(((await fanta.getByTestId("shown").textContent()) ?? "").replace(/[\u2068\u2069]/g, ""))?.[1],
    );
    await fanta.getByTestId("figure-week").locator("summary").click();
    const counts = await fanta.getByTestId("figure-week").locator("td").allTextContents();
    expect(counts.map(Number).reduce((sum, count) => sum + count, 0)).toBe(total);
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
