// A desk takes nothing for success but what the server promised: a proxy that is being repaired, a hotspot, a
// redirection answer in its place.
import { expect, test } from "@playwright/test";
import { WRONG, WRONG_DELETION, interfere } from "./answers";
import { accessible } from "./demo";
import { UNHURRIED, ownInstance } from "./own";
import { deskOf, openFirst, refresh, report } from "./reports";

const { inside } = ownInstance(UNHURRIED);

test("whatever else answers a desk, nothing is said to be done, and a repetition is harmless", async ({
  browser,
}, info) => {
  test.slow();
  await inside(async () => {
    await report("faux entretien balafon", { category: ["SEC1.3"], place: { country: "ML", region: "gao" } });
    const page = await deskOf(browser, "awa", info);
    await openFirst(page, "balafon");
    const done = page.locator("span[role=status]").filter({ hasText: /^Enregistré$/ });

    // A record waits in the browser, as without a network, and is not dropped before it is saved.
    const records = await interfere(page, "**/case?*", ["PUT"]);
    for (const [count, wrong] of WRONG_DELETION.entries()) {
      records.answer(wrong);
      await page.getByTestId("case-notes").fill(`noté ${count}`);
      await page.getByTestId("case-save").click();
      await expect(page.getByText("Gardé ici, chiffré")).toBeVisible();
      await expect(done).toHaveCount(0);
      await refresh(page);
      await expect(page.getByTestId("waiting")).toContainText("1");
      await expect(page.getByTestId("caught-up")).toHaveCount(0);
    }
    records.loseAnswers();
    await refresh(page);
    await expect(page.getByTestId("waiting")).toContainText("1");
    records.answer(undefined);
    await refresh(page);
    await expect(page.getByTestId("caught-up")).toHaveCount(1, { timeout: 60_000 });
    await expect(page.getByTestId("waiting")).toHaveCount(0);
    await expect(page.getByTestId("case-notes")).toHaveValue(`noté ${WRONG_DELETION.length - 1}`);

    const messages = await interfere(page, "**/messages?id=*", ["POST"]);
    await page.getByTestId("case-reply").fill("Où cela s'est-il passé ?");
    for (const wrong of WRONG) {
      messages.answer(wrong);
      await page.getByTestId("case-send").click();
      await expect(page.getByRole("alert").filter({ hasText: "Le serveur ne répond pas" })).toBeVisible();
      await expect(page.getByTestId("case-send")).toBeEnabled();
      await expect(page.getByTestId("case-reply")).toHaveValue("Où cela s'est-il passé ?");
      await expect(page.getByTestId("thread-message")).toHaveCount(0);
    }
    messages.loseAnswers();
    await page.getByTestId("case-send").click();
    // The desk looks again: the message is there, and what is written stays until its answer comes.
    await expect(page.getByTestId("thread-message")).toHaveCount(1, { timeout: 30_000 });
    await expect(page.getByTestId("case-send")).toBeEnabled();
    await expect(page.getByTestId("case-reply")).toHaveValue("Où cela s'est-il passé ?");
    messages.answer(undefined);
    await page.getByTestId("case-send").click();
    await expect(page.getByTestId("case-reply")).toHaveValue("", { timeout: 30_000 });
    await expect(page.getByTestId("thread-message")).toHaveCount(1);

    const drafts = await interfere(page, "**/summaries?id=*", ["POST"]);
    await page.getByTestId("summary-new").click();
    await page.getByTestId("summary-title").fill("Résumé balafon");
    await page.getByTestId("summary-body").fill("Ce que l'on sait.");
    await page.getByTestId("summary-side_effects").fill("Aucun effet connu.");
    for (const box of await page.getByTestId("harm-checklist").locator("input").all()) await box.check();
    for (const wrong of [...WRONG, "lost" as const]) {
      if (wrong === "lost") drafts.loseAnswers();
      else drafts.answer(wrong);
      await page.getByTestId("summary-propose").click();
      const form = page.getByTestId("summary-form");
      await expect(form.getByRole("alert").filter({ hasText: "Le serveur ne répond pas" })).toBeVisible();
      await expect(page.getByTestId("summary-propose")).toBeEnabled();
      await expect(page.getByTestId("summary-saved")).toHaveCount(0);
    }
    drafts.answer(undefined);
    await page.getByTestId("summary-propose").click();
    await expect(page.getByTestId("summary-saved")).toBeVisible();
    await page.getByRole("button", { name: "Retour" }).click();
    await page.getByTestId("tab-summaries").click();
    await expect(page.getByTestId("summary-draft").filter({ hasText: "Résumé balafon" })).toHaveCount(1);

    // The desk is closed here in any case; whether the session is over, only the server can say.
    const session = await interfere(page, "**/api/desk/session", ["DELETE"]);
    session.answer(WRONG_DELETION[0]);
    await page.getByTestId("desk-leave").first().click();
    await expect(page.getByTestId("leave-unconfirmed")).toBeVisible();
    await accessible(page);
  });
});
