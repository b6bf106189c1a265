// A source keeps its report from an organisation and from readers of its own place: chosen on the form, kept by all
// desks.
import { expect, test } from "@playwright/test";
import { identityOf, recipientOf } from "../../web/src/crypto/age";
import { accessible, desk, fillReport, fits, send } from "./demo";
import { UNHURRIED, ownInstance } from "./own";
import { size } from "./people";
import { deskOf, loaded, openFirst, refresh, report } from "./reports";

const { inside } = ownInstance(UNHURRIED);

const PARTNER = "Réseau Sira des femmes (fictif)";

test("whom the source excludes is not shown the report, is told how many, and is not offered as a reader", async ({
  browser,
  page: citizen,
}, info) => {
  test.slow();
  await inside(async () => {
    await fillReport(citizen, "fr", "à ne pas montrer ngoni", [], "4");
    await citizen.goBack();
    const fold = citizen.locator("[data-withheld]");
    await citizen.getByTestId("withheld-open").click();
    await expect(fold).toContainText("Ce n'est pas un mur");
    // To look is not to choose, and to close is not to take back.
    await expect(fold.locator("input:checked")).toHaveCount(0);
    await fold.getByLabel(PARTNER).check();
    await citizen.getByTestId("withheld-open").click();
    await citizen.getByTestId("presentation").click();
    await citizen.getByTestId("presentation").click();
    await citizen.getByTestId("withheld-open").click();
    await expect(fold.locator("input:checked")).toHaveCount(1);
    await fold.getByLabel(PARTNER).uncheck();
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
    await expect(citizen.locator("[data-review]")).toContainText(
      /Ne pas montrer à : Les relecteurs de : .?Réseau Sira/,
    );
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
    await awa.getByTestId("referral-open").click();
    await awa.getByTestId("referral-authority").fill("Pôle économique");
    await awa
      .getByTestId("referral-recipient")
      .fill(await recipientOf(identityOf(crypto.getRandomValues(new Uint8Array(32)))));
    await awa.getByTestId("referral-propose").click();
    await expect(awa.getByTestId("referral")).toContainText("Proposée");
    // A summary of it is no way around, and what is handed over of it is not told.
    await awa.getByTestId("summary-new").click();
    await awa.getByTestId("summary-title").fill("Résumé ngoni");
    await awa.getByTestId("summary-body").fill("Ce que l'on sait.");
    await awa.getByTestId("summary-side_effects").fill("Aucun effet connu.");
    for (const box of await awa.getByTestId("harm-checklist").locator("input").all()) await box.check();
    await awa.getByTestId("summary-propose").click();
    await awa.getByRole("button", { name: "Retour" }).click();
    await fanta.getByTestId("tab-summaries").click();
    await expect(fanta.getByTestId("summary-hidden")).toContainText(": 1");
    await expect(fanta.getByTestId("summary-draft").filter({ hasText: "Résumé ngoni" })).toHaveCount(0);
    await expect(fanta.getByTestId("referral-hidden")).toContainText(": 1");
    await expect(fanta.getByTestId("referral-entry")).toHaveCount(0);
    // Somebody chosen for other reports is not given this one with them.
    if (await awa.getByTestId("case-back").isVisible()) await awa.getByTestId("case-back").click();
    await awa.locator("#query").fill("barrière il faut payer");
    await awa.getByTestId("bulk-open").click();
    await awa.getByTestId("bulk-all").click();
    await awa.getByTestId("bulk-assignee").selectOption({ label: "fanta" });
    await expect(awa.getByTestId("bulk-apply")).toBeEnabled();
    await awa.locator("#query").fill("");
    await awa.getByTestId("bulk-all").click();
    await expect(awa.getByTestId("bulk-assignee").locator("option")).toHaveText(["Ne pas changer", "Personne", "awa"]);
    await expect(awa.getByTestId("bulk-apply")).toBeDisabled();
    await awa.getByTestId("tab-summaries").click();
    await expect(awa.getByTestId("summary-draft").filter({ hasText: "Résumé ngoni" })).toHaveCount(1);
  });
});

test("a report that is shown to nobody of the circle raises a warning at every desk", async ({ browser }, info) => {
  await inside(async () => {
    await report(
      "pour personne cora",
      { category: ["SEC1.3"], place: { country: "ML", region: "kidal" } },
      [],
      ["near"],
    );
    const pages = [];
    for (const login of ["awa", "moussa", "fanta"]) {
      const page = await desk(browser, login, size(info));
      await loaded(page);
      await expect(page.getByTestId("home-hidden")).toBeVisible();
      await page.getByTestId("tab-circle").click();
      await page.getByTestId("home-add").selectOption("ML.kidal");
      await page.getByTestId("interest-save").click();
      await expect(page.getByText("La déclaration est signée et enregistrée.")).toBeVisible();
      await page.getByTestId("tab-cases").click();
      pages.push(page);
    }
    for (const page of pages) {
      // Until each has said so it might be read yet; the warning is there all the same.
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
