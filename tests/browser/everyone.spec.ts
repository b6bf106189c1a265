// Nobody is shut out: every citizen page at 320 px in languages made to break layouts, with letters twice as large, in
// forced colours, without motion, by a second accessibility checker, and with quick exit wherever a citizen may stand.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Page, expect, test } from "@playwright/test";
import { accessible, demo, fillReport, openInbox, send } from "./demo";

const slug = (): string => demo().consultations[0]?.slug ?? "";

/** Every page that a citizen may open, below the language. */
const citizenPages = (): string[] => [
  "/",
  "/issues",
  `/c/${slug()}`,
  `/c/${slug()}/report`,
  "/c/menaces/report",
  `/c/${slug()}/plain`,
  `/c/${slug()}/sealed`,
  "/inbox",
  "/inbox/plain",
  "/keys",
  "/safety",
  "/about",
  "/nowhere",
];

const visit = async (page: Page, path: string): Promise<void> => {
  await page.goto(demo().url + path);
  if (path.endsWith("/report")) await page.getByTestId("report-form").waitFor();
};

/** Elements that reach out of the window, or whose text is cut off, as a short description each. */
const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const hidden = (element: Element): boolean => {
      const style = getComputedStyle(element);
      const clip = style.getPropertyValue("clip");
      return style.position === "absolute" && (clip !== "auto" || style.clipPath !== "none");
    };
    return Array.from(document.querySelectorAll("body *"))
      .filter((element) => element.getClientRects().length > 0 && !element.closest("svg") && !hidden(element))
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        const { overflowX, display } = getComputedStyle(element);
        // A box that scrolls by itself shows everything; of the others nothing may stick out.
        // What browsers draw by themselves is theirs to shorten.
        if (element.closest("pre, select, input[type=file]")) return false;
        const cut =
          element.scrollWidth > element.clientWidth + 1 &&
          display !== "inline" &&
          (overflowX === "hidden" || overflowX === "clip");
        return cut || left < -1 || right > document.documentElement.clientWidth + 1;
      })
      .map(
        (element) =>
          `${element.tagName.toLowerCase()}.${element.className} "${element.textContent.trim().slice(0, 40)}"`,
      );
  });

const nothingSticksOut = async (page: Page): Promise<void> =>
  expect(await overflowing(page), `at ${page.url()}`).toEqual([]);

/** Errors of WCAG 2 AA that HTML_CodeSniffer finds. */
const sniffed = async (page: Page): Promise<string[]> => {
  await page.evaluate(readFileSync(join(import.meta.dirname, "node_modules/html_codesniffer/build/HTMLCS.js"), "utf8"));
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        interface Message {
          type: number;
          code: string;
          msg: string;
          element: Element;
        }
        const sniffer = (
          window as unknown as {
            HTMLCS: {
              process: (standard: string, of: Document, done: () => void) => void;
              getMessages: () => Message[];
            };
          }
        ).HTMLCS;
        sniffer.process("WCAG2AA", document, () => {
          const errors = sniffer.getMessages().filter((message) => message.type === 1);
          resolve(errors.map(({ code, msg, element }) => `${code}: ${msg} ${element.outerHTML.slice(0, 120)}`));
        });
      }),
  );
};

const clean = async (page: Page): Promise<void> =>
  expect(await sniffed(page), `HTML_CodeSniffer at ${page.url()}`).toEqual([]);

/** Calls `look` at every question of the open form and at its review; answers what must be answered. */
const everyStep = async (page: Page, look: () => Promise<void>): Promise<void> => {
  for (let steps = 0; steps < 30; steps++) {
    await look();
    if (await page.locator("[data-step=review]").isVisible()) return;
    const choice = page.locator("[data-step]:visible input[type=radio]:visible").first();
    if (await choice.isVisible()) await choice.check();
    await page.getByTestId("next").or(page.getByTestId("submit")).and(page.locator(":visible")).first().click();
  }
  throw new Error("the form has no end");
};

for (const lang of ["fr-x-long", "fr-x-mirror", "fr-x-holes"]) {
  test(`every page in ${lang} stays within 320 px`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of citizenPages()) {
      await visit(page, `/${lang}${path}`);
      await nothingSticksOut(page);
    }
    await visit(page, `/${lang}/c/menaces/report`);
    await everyStep(page, () => nothingSticksOut(page));
    await visit(page, `/${lang}/c/menaces/report`);
    await page.getByTestId("presentation").click();
    await nothingSticksOut(page);
    await page.setViewportSize({ width: 320, height: 640 });
    await fillReport(page, lang, "mot ".repeat(40) + "x".repeat(200), [
      { name: `${"long".repeat(30)}.txt`, mimeType: "text/plain", buffer: Buffer.from("A") },
    ]);
    await nothingSticksOut(page);
    const receipt = await send(page);
    await nothingSticksOut(page);
    await openInbox(page, receipt, lang);
    await page.locator("summary").first().click();
    await nothingSticksOut(page);
  });
}

for (const lang of ["fr", "ar"]) {
  test(`a second checker finds no error on any page in ${lang}`, async ({ page }) => {
    test.setTimeout(240_000);
    for (const path of citizenPages()) {
      await visit(page, `/${lang}${path}`);
      await clean(page);
    }
    await visit(page, `/${lang}/c/menaces/report`);
    await everyStep(page, () => clean(page));
    await fillReport(page, lang, "second avis");
    const receipt = await send(page);
    await clean(page);
    await openInbox(page, receipt, lang);
    await clean(page);
  });

  test(`with letters twice as large nothing is cut off in ${lang}`, async ({ page }) => {
    test.setTimeout(240_000);
    for (const path of citizenPages()) {
      await visit(page, `/${lang}${path}`);
      await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%", "important"));
      await nothingSticksOut(page);
    }
    await visit(page, `/${lang}/c/menaces/report`);
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%", "important"));
    await everyStep(page, () => nothingSticksOut(page));
  });
}

test("in forced colours what is chosen, what is current and every button can be seen", async ({ page }, info) => {
  await page.emulateMedia({ forcedColors: "active" });
  await visit(page, `/fr/c/${slug()}/report`);
  await page.getByTestId("answer-harm").locator("input[value=fear]").check();
  await page.screenshot({ path: info.outputPath("forced.png") });
  const border = (name: string): Promise<string> =>
    page
      .getByTestId(name)
      .evaluate((button) => getComputedStyle(button).borderTopStyle + getComputedStyle(button).borderTopWidth);
  expect(await border("next")).toMatch(/^solid[1-9]/);
  const [chosen, other] = await page.getByTestId("answer-harm").evaluate((group) => {
    const look = (input: Element | null): string => {
      const tile = input?.closest("label");
      const { backgroundColor, borderTopColor, borderTopWidth, outlineStyle } = getComputedStyle(tile as Element);
      const { opacity, appearance } = getComputedStyle(input as Element);
      return [backgroundColor, borderTopColor, borderTopWidth, outlineStyle, opacity === "0" ? "" : appearance].join(
        " ",
      );
    };
    return [look(group.querySelector("input:checked")), look(group.querySelector("input:not(:checked)"))];
  });
  const native = await page
    .getByTestId("answer-harm")
    .locator("input:checked")
    .evaluate((input) => getComputedStyle(input).appearance !== "none" && getComputedStyle(input).opacity === "1");
  expect(native || chosen !== other, `${chosen} against ${other}`).toBe(true);
  await accessible(page);
});

test("with reduced motion nothing moves", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const path of citizenPages()) {
    await visit(page, `/fr${path}`);
    const moving = await page.evaluate(() => [
      ...document
        .getAnimations()
        .filter((animation) => Number(animation.effect?.getComputedTiming().duration ?? 0) > 1)
        .map((animation) => (animation instanceof CSSAnimation ? animation.animationName : "transition")),
      ...Array.from(document.querySelectorAll("*"))
        .filter((element) => getComputedStyle(element).scrollBehavior === "smooth")
        .map((element) => element.tagName),
      ...Array.from(document.querySelectorAll("*"))
        .filter((element) => parseFloat(getComputedStyle(element).transitionDuration) > 0.01)
        .map((element) => `${element.tagName}.${element.className}`),
    ]);
    expect(moving, `at ${path}`).toEqual([]);
  }
});

test("quick exit leads away from every page, by its button and by Escape three times", async ({ page }) => {
  test.setTimeout(240_000);
  await page.route("https://fr.wikipedia.org/**", (route) =>
    route.fulfill({ contentType: "text/html", body: "<h1>Mali</h1>" }),
  );
  for (const path of citizenPages()) {
    for (const act of ["button", "keys"]) {
      await page.goto(`${demo().url}/fr/closed`);
      await visit(page, `/fr${path}`);
      if (act === "button") await page.getByTestId("quick-exit").click();
      else for (let times = 0; times < 3; times++) await page.keyboard.press("Escape");
      await page.waitForURL("https://fr.wikipedia.org/**");
      await page.goBack();
      expect(page.url(), `back from ${path}`).toBe(`${demo().url}/fr/closed`);
    }
  }
});
