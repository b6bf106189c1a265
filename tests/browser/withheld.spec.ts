// A source keeps its report from an organisation and from readers of its own place: chosen on the form, kept to at every desk.
import { expect, test } from "@playwright/test";
import { type Demo, accessible, at, desk, fillReport, fits, send } from "./demo";
import { type Instance, start } from "./instance";
import { size } from "./people";
import { deskOf, loaded, openFirst, refresh, report } from "./reports";

let own: Instance;
test.beforeEach(async () => {
  own = await start({ SUTURA_BURST_SIZE: "100000", SUTURA_TICKET_COMFORT: "100000" });
});
test.afterEach(() => own.stop());

const inside = (act: () => Promise<void>): Promise<void> => at(own.demo as Demo, act);

const PARTNER = "Réseau Sira des femmes (fictif)";

test("whom the source excludes is not shown the report, is told how many there are, and is not offered as a reader", async ({ browser, page: citizen }, info) => {
  test.slow();
  await inside(async () => {
    await fillReport(citizen, "fr", "à ne pas montrer ngoni");
    await citizen.goBack();
    const fold = citizen.locator("[data-withheld]");
    await citizen.getByTestId("withheld-open").click();
    await expect(fold).toContainText("Ce n'est pas un mur");
    await fold.getByLabel("Association Fasokan (fictive)").check();
    // Somebody must be left to read.
    await fold.getByLabel(PARTNER).click();
    await expect(fold.getByRole("alert")).toContainText("Il doit rester une organisation");
    await expect(fold.getByLabel(PARTNER)).not.toBeChecked();
    await fold.getByLabel("Association Fasokan (fictive)").uncheck();
    await expect(fold.getByRole("alert")).toHaveCount(0);
    await fold.getByLabel(PARTNER).check();
    await fold.locator("input[value=near]").check();
    await accessible(citizen);
    await fits(citizen);
    await citizen.screenshot({ path: info.outputPath("withheld.png"), fullPage: true });
    await citizen.getByTestId("submit").and(citizen.locator(":visible")).click();
    await expect(citizen.locator("[data-review]")).toContainText(/Ne pas montrer à : Les relecteurs de : .?Réseau Sira/);
    await send(citizen);

    const fanta = await deskOf(browser, "fanta", info);
    await expect(fanta.getByTestId("source-hidden")).toContainText(": 1");
    await fanta.locator("#query").fill("ngoni");
    await expect(fanta.getByTestId("case-row")).toHaveCount(0);

    // Whoever has not said where they come from waits.
    const awa = await deskOf(browser, "awa", info);
    await expect(awa.getByTestId("home-hidden")).toContainText(": 1");
    await awa.locator("#query").fill("ngoni");
    await expect(awa.getByTestId("case-row")).toHaveCount(0);
    await awa.getByTestId("tab-circle").click();
    await awa.getByTestId("home-add").selectOption("ML.gao.bourem");
    await expect(awa.getByTestId("home")).toContainText("Bourem");
    await accessible(awa);
    await fits(awa);
    await awa.screenshot({ path: info.outputPath("home.png"), fullPage: true });
    await awa.getByTestId("interest-save").click();
    await expect(awa.getByText("La déclaration est signée et enregistrée.")).toBeVisible();
    await awa.getByTestId("tab-cases").click();
    await loaded(awa);
    await openFirst(awa, "ngoni");
    await expect(awa.getByTestId("case-withheld")).toHaveText(["Les relecteurs qui viennent du lieu indiqué", PARTNER]);
    // Only who may be shown it can be given it or get it as a file: moussa has said nothing yet.
    await expect(awa.getByTestId("case-assignee").locator("option")).toHaveText(["Personne", "awa"]);
    await awa.getByTestId("export-open").click();
    await expect(awa.getByTestId("export-to-awa")).toBeVisible();
    await expect(awa.getByTestId("export-to-fanta")).toHaveCount(0);
    await accessible(awa);
    await fits(awa);
    await awa.screenshot({ path: info.outputPath("case.png"), fullPage: true });
  });
});

test("a report that is shown to nobody of the circle raises a warning at every desk", async ({ browser }, info) => {
  await inside(async () => {
    await report("pour personne cora", { category: ["SEC1.3"], place: { country: "ML", region: "kidal" } }, [], ["near"]);
    const pages = [];
    for (const login of ["awa", "moussa", "fanta"]) {
      const page = await desk(browser, login, size(info));
      await loaded(page);
      await expect(page.getByTestId("home-hidden")).toBeVisible();
      await expect(page.getByTestId("nobody-reads")).toHaveCount(0);
      await page.getByTestId("tab-circle").click();
      await page.getByTestId("home-add").selectOption("ML.kidal");
      await page.getByTestId("interest-save").click();
      await expect(page.getByText("La déclaration est signée et enregistrée.")).toBeVisible();
      await page.getByTestId("tab-cases").click();
      pages.push(page);
    }
    for (const page of pages) {
      await refresh(page);
      await expect(page.getByTestId("nobody-reads")).toContainText(": 1");
      await expect(page.getByTestId("source-hidden")).toBeVisible();
    }
    // One of them comes from nowhere near: the report is read.
    const [awa] = pages;
    if (!awa) throw new Error("nobody");
    await awa.getByTestId("tab-circle").click();
    await awa.getByTestId("home").getByRole("button").click();
    await awa.getByTestId("home-none").check();
    await awa.getByTestId("interest-save").click();
    await expect(awa.getByTestId("interests")).toContainText("Aucun de ces lieux");
    await awa.getByTestId("tab-cases").click();
    await openFirst(awa, "cora");
    await expect(awa.getByTestId("nobody-reads")).toHaveCount(0);
  });
});
