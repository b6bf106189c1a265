// Questionnaires as people meet them: every kind of question, one a screen and all on one page, in French and Arabic,
// by touch and by keyboard alone, with sound. The consultation "menaces" has every kind.
import { type Locator, type Page, expect, test } from "@playwright/test";
import { accessible, demo, desk, fits, openCase, send } from "./demo";
import { next, option, start, visible } from "./survey";

const LAPTOP = { width: 1280, height: 800 };

/** How each question of the survey is answered in these tests. */
const answer: Record<string, (page: Page, mark: string) => Promise<unknown>> = {
  intro: (page) => expect(page.getByTestId("info-intro")).toBeVisible(),
  threats: async (page) => {
    await option(page, "threats", "theft").check();
    await option(page, "threats", "other").check();
    await page.getByTestId("answer-threats-other").fill("Le bruit de la mine");
  },
  since: async (page) => {
    await page.getByTestId("answer-since-from-year").selectOption("2023");
    await page.getByTestId("answer-since-from-month").selectOption("5");
    await page.locator("[name=since-ongoing]").check();
  },
  trend: (page) => option(page, "trend", "worse").check(),
  affected: (page) => option(page, "affected", "women").check(),
  people: async (page) => {
    await page.getByTestId("answer-people-from").fill("٥٠");
    await page.getByTestId("answer-people-to").fill("10");
  },
  turn: (page) => option(page, "turn", "chief").check(),
  asked: (page) => option(page, "asked", "no").check(),
  reason: (page) => page.getByTestId("answer-reason").fill("Trop loin"),
  injustice: (page, mark) => page.getByTestId("answer-injustice").fill(mark),
  solution: (page) => page.getByTestId("answer-solution").fill("Un point d'eau"),
  place: async (page) => {
    await page.getByTestId("answer-place").selectOption("ML.segou");
    await page.getByTestId("answer-place-cercle").selectOption("niono");
  },
  language: (page) => page.getByTestId("answer-language").selectOption("bm"),
  attach: (page) =>
    page
      .getByTestId("attach")
      .setInputFiles([{ name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("note") }]),
  consent: (page) => option(page, "consent", "2").check(),
};

const arrived = async (page: Page, mark: string): Promise<void> => {
  await page.getByRole("button", { name: "Ce qui menace ma communauté" }).click();
  await openCase(page, mark);
  const body = page.getByTestId("case-body");
  for (const words of [
    "Les vols et les braquages",
    "Autre chose",
    "« Le bruit de la mine »",
    "depuis mai 2023, Cela dure encore",
    "Pire qu'avant",
    "Les femmes",
    "10 – 50",
    "Le chef de village",
    "Non",
    "Trop loin",
    mark,
    "Un point d'eau",
    "Niono, Ségou, Mali",
    "Bamanankan",
  ]) {
    await expect(body).toContainText(words);
  }
  await accessible(page);
};

for (const lang of ["fr", "ar"]) {
  test(`every kind of question is answered one a screen in ${lang}, and a reviewer reads it`, async ({
    page,
    browser,
  }, info) => {
    test.setTimeout(240_000);
    const mark = `enquete-${lang}-${info.project.name}-${Date.now()}`;
    await start(page, lang);
    for (const [step, act] of Object.entries(answer)) {
      await expect(page.locator(`[data-step=${step}]`)).toBeVisible();
      await expect(page.locator("[data-step]:visible")).toHaveCount(1);
      await act(page, mark);
      await accessible(page);
      await fits(page);
      await page.screenshot({ path: info.outputPath(`${step}.png`) });
      await next(page);
    }
    await expect(page.locator("[data-review]")).toContainText("Le bruit de la mine");
    await expect(page.locator("[data-review]")).toContainText("note.txt");
    await accessible(page);
    await send(page);
    await arrived(await desk(browser, "fanta", LAPTOP), mark);
  });

  test(`all on one page in ${lang} is the same form`, async ({ page, browser }, info) => {
    test.setTimeout(240_000);
    const mark = `page-${lang}-${info.project.name}-${Date.now()}`;
    await start(page, lang);
    await page.getByTestId("presentation").click();
    await expect(page.locator("[data-step=reason]")).toBeHidden();
    for (const act of Object.values(answer)) await act(page, mark);
    await accessible(page);
    await fits(page);
    await page.screenshot({ path: info.outputPath("all.png"), fullPage: true });
    await next(page);
    await expect(page.locator("[data-review]")).toContainText(mark);
    await send(page);
    await arrived(await desk(browser, "fanta", LAPTOP), mark);
  });
}

test("switching the presentation loses nothing, and the phone's back button walks through what was seen", async ({
  page,
}) => {
  await start(page, "fr");
  await next(page);
  await option(page, "threats", "land").check();
  await next(page);
  await page.getByTestId("presentation").click();
  await expect(page.locator("[data-step=threats]")).toBeVisible();
  await expect(option(page, "threats", "land")).toBeChecked();
  await page.getByTestId("answer-injustice").fill("Écrit sur une page");
  await page.getByTestId("presentation").click();
  await expect(page.locator("[data-step]:visible")).toHaveCount(1);
  await expect(page.locator("[data-step=since]")).toBeVisible();
  await page.goBack();
  await expect(page.getByTestId("answer-injustice")).toHaveValue("Écrit sur une page");
  await page.goBack();
  await page.goBack();
  await expect(page.locator("[data-step=threats]")).toBeVisible();
  await expect(option(page, "threats", "land")).toBeChecked();
});

test("conditions open and close questions, and what is not asked is not sent", async ({ page }) => {
  await start(page, "fr");
  await page.getByTestId("presentation").click();
  await expect(page.locator("[data-step=helped]")).toBeHidden();
  await option(page, "asked", "yes").check();
  await expect(page.locator("[data-step=helped]")).toBeVisible();
  await option(page, "helped", "cost").check();
  await option(page, "asked", "no").check();
  await expect(page.locator("[data-step=helped]")).toBeHidden();
  await expect(page.locator("[data-step=reason]")).toBeVisible();
  await next(page);
  await expect(page.locator("[data-review]")).not.toContainText("il a fallu payer");
});

test("own words that were taken back are not sent, and the review shows just what is", async ({
  page,
  browser,
}, info) => {
  const mark = `repris-${info.project.name}-${Date.now()}`;
  await start(page, "fr");
  await page.getByTestId("presentation").click();
  await option(page, "threats", "other").check();
  await page.getByTestId("answer-threats-other").fill(`secret ${mark}`);
  await option(page, "threats", "other").uncheck();
  await page.getByTestId("answer-injustice").fill(mark);
  await next(page);
  await expect(page.locator("[data-review]")).not.toContainText("secret");
  await send(page);
  const fanta = await desk(browser, "fanta", LAPTOP);
  await fanta.getByRole("button", { name: "Ce qui menace ma communauté" }).click();
  await openCase(fanta, mark);
  await expect(fanta.getByTestId("case-body")).not.toContainText("secret");
});

test("changing one answer from the review comes back to it, and one tap after a correction goes on", async ({
  page,
}) => {
  await start(page, "fr");
  for (let at = 0; at < 5; at++) await next(page);
  await page.getByTestId("answer-people-from").fill("beaucoup");
  await next(page);
  await expect(page.locator("[data-step=people] [role=alert]")).toBeVisible();
  await expect(page.getByTestId("answer-people-from")).toHaveAttribute("aria-invalid", "true");
  await page.getByTestId("answer-people-from").fill("50");
  await next(page);
  await expect(page.locator("[data-step=turn]")).toBeVisible();
  while (!(await page.locator("[data-step=review]").isVisible())) await next(page);
  await page.getByRole("button", { name: "Modifier : Depuis quand ?" }).click();
  await page.getByTestId("answer-since-from-year").selectOption("2021");
  await next(page);
  await expect(page.locator("[data-step=review]")).toBeVisible();
  await expect(page.locator("[data-review]")).toContainText("2021");
});

test("a button that moves from under the finger was pressed all the same, once", async ({ page }) => {
  await start(page, "fr");
  await page.getByTestId("next").scrollIntoViewIfNeeded();
  const box = await page.getByTestId("next").boundingBox();
  await page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 20);
  await page.mouse.down();
  await page.evaluate(() => {
    const grown = document.createElement("div");
    grown.style.height = "300px";
    document.querySelector("[data-step=intro]")?.append(grown);
  });
  await page.mouse.up();
  await expect(page.locator("[data-step=threats]")).toBeVisible();
  // For half a second after it a late click of the browser is not counted (press.ts): the next press comes behind that.
  await page.waitForTimeout(700);
  await expect(page.locator("[data-step=threats]")).toBeVisible();
  await next(page);
  await expect(page.locator("[data-step=since]")).toBeVisible();
});

test("a tile that is tapped is chosen, until something finer in it is", async ({ page }) => {
  await start(page, "fr", "signaler");
  await next(page);
  const tiles = page.getByTestId("answer-category").locator("summary");
  await tiles.nth(2).click();
  await next(page);
  await expect(page.locator("[data-step=care]")).toBeVisible();
  await page.goBack();
  await page.getByTestId("answer-category").locator("input[value='SEC4.2']").check();
  await expect(page.getByTestId("answer-category").locator("input[value='SEC4']")).not.toBeChecked();
  await tiles.nth(0).click();
  await tiles.nth(0).click();
  await expect(page.getByTestId("answer-category").locator("input[value='SEC1']")).not.toBeChecked();
});

test("nothing of what was answered is left in the page or in the browser's history after the receipt", async ({
  page,
}) => {
  await start(page, "fr");
  await page.getByTestId("presentation").click();
  await page.getByTestId("answer-injustice").fill("des mots à oublier");
  await next(page);
  expect(JSON.stringify(await page.evaluate(() => history.state as unknown))).toMatch(/^\{"at":\d+\}$/);
  await send(page);
  expect(await page.content()).not.toContain("des mots à oublier");
  expect(
    await page.evaluate(() => Array.from(document.querySelectorAll("textarea"), (field) => field.value).join("")),
  ).toBe("");
});

test("without JavaScript the page leads to the plain form and shows nothing that needs a script", async ({
  browser,
}) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await start(page, "fr");
  await expect(page.getByRole("link", { name: "Ouvrir le formulaire simple" })).toBeVisible();
  await expect(page.getByTestId("next")).toBeHidden();
  await page.goto(`${demo().url}/fr/c/menaces/plain`);
  // A text browser sends the first radio of a group: it is the one that says nothing.
  for (const name of ["trend", "asked", "helped"])
    await expect(page.locator(`input[name=${name}]`).first()).toHaveValue("");
  await page.locator("input[name=agree]").check();
  await page.locator("input[name=people-from]").fill("beaucoup");
  await page.locator("textarea[name=injustice]").fill("Écrit une seule fois");
  await page.getByTestId("submit").click();
  await expect(page.locator("textarea[name=injustice]")).toHaveValue("Écrit une seule fois");
  await expect(page.getByText("Ce n'est pas lisible")).toBeVisible();
});

test("who names sexual violence sees help first and is asked less", async ({ page }) => {
  await start(page, "fr", "signaler");
  await next(page);
  const category = page.getByTestId("answer-category");
  await category.locator("summary").nth(2).click();
  await category.locator("input[value='SEC4.1']").check();
  await next(page);
  await expect(page.locator("[data-step=care]")).toBeVisible();
  await expect(page.getByTestId("help-numbers")).toContainText("00 00 00 00");
  await expect(page.locator("[data-step=care]")).toContainText("72 heures");
  await accessible(page);
  await fits(page);
  const steps: (string | null)[] = [];
  for (let at = 0; at < 6; at++) {
    await next(page);
    steps.push(await page.locator("[data-step]:visible").getAttribute("data-step"));
  }
  expect(steps).toEqual(["place", "when", "account", "language", "consent", "review"]);
});

test("choices exclude each other where they must, and one too many is told", async ({ page }) => {
  await start(page, "fr");
  await page.getByTestId("presentation").click();
  for (const code of ["theft", "attacks", "land"]) await option(page, "threats", code).check();
  await option(page, "threats", "bribes").click();
  await expect(option(page, "threats", "bribes")).not.toBeChecked();
  await expect(page.locator("[data-step=threats] [role=alert]")).toContainText("3 réponses au plus");
  await option(page, "threats", "unknown").check();
  await expect(option(page, "threats", "theft")).not.toBeChecked();
  await option(page, "threats", "land").check();
  await expect(option(page, "threats", "unknown")).not.toBeChecked();
  await page.getByTestId("answer-people-from").fill("12");
  await page.locator("[name=people-unknown]").check();
  await expect(page.getByTestId("answer-people-from")).toHaveValue("");
  await expect(page.getByTestId("answer-threats-other")).toBeHidden();
});

test("an answer that cannot be read is told where it stands, in words that help, and back still works", async ({
  page,
}) => {
  await start(page, "fr");
  for (let at = 0; at < 2; at++) await next(page);
  await page.getByTestId("answer-since-from-month").selectOption("5");
  await next(page);
  await expect(page.locator("[data-step=since] [role=alert]")).toHaveText("Choisissez aussi l'année.");
  await accessible(page);
  await page.getByTestId("answer-since-from-year").selectOption("2024");
  await page.getByTestId("answer-since-to-year").selectOption("2020");
  await next(page);
  await expect(page.locator("[data-step=since] [role=alert]")).toHaveText("La fin est avant le début.");
  await page.getByTestId("back").click();
  await expect(page.locator("[data-step=threats]")).toBeVisible();
  await page.goForward();
  await page.getByTestId("answer-since-to-year").selectOption("");
  for (let at = 0; at < 3; at++) await next(page);
  await page.getByTestId("answer-people-from").fill("beaucoup");
  await next(page);
  await expect(page.locator("[data-step=people] [role=alert]")).toContainText("de 1 à 100000, en chiffres");
});

test("with the keyboard alone the survey is answered and sent", async ({ page }) => {
  await start(page, "fr");
  const reach = async (locator: Locator): Promise<void> => {
    for (let presses = 0; presses < 40; presses++) {
      if (await locator.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`the keyboard does not reach ${String(locator)}`);
  };
  const enter = async (locator: Locator): Promise<void> => {
    await reach(locator);
    await page.keyboard.press("Enter");
  };
  await enter(page.getByTestId("next"));
  await reach(option(page, "threats", "theft"));
  await page.keyboard.press("Space");
  await enter(page.getByTestId("next"));
  await reach(page.getByTestId("answer-since-from-year"));
  await page.keyboard.type("2024");
  await enter(page.getByTestId("next"));
  await reach(option(page, "trend", "worse"));
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await expect(option(page, "trend", "same")).toBeChecked();
  while (!(await page.locator("[data-step=review]").isVisible()))
    await enter(visible(page, "next").or(visible(page, "submit")).first());
  await expect(page.locator("[data-review]")).toContainText("Les vols et les braquages");
  await enter(visible(page, "submit"));
  await expect(page.getByTestId("receipt")).toBeVisible({ timeout: 90_000 });
});
