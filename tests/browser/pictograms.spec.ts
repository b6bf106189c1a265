// What stands beside the words of a question: recorded prompts and pictograms.
import { expect, test } from "@playwright/test";
import { demo } from "./demo";
import { next, option, start } from "./survey";

test("recorded prompts are fetched when they are asked for, and play without JavaScript too", async ({
  page,
  browser,
}) => {
  const sounds: string[] = [];
  page.on("request", (request) => request.url().includes("/audio/") && sounds.push(request.url()));
  await start(page, "fr");
  await next(page);
  expect(sounds).toEqual([]);
  const speaker = page.locator("[data-step=threats] fieldset > p > [data-say]");
  await speaker.click();
  await expect(speaker).toHaveAttribute("aria-pressed", "true");
  await expect.poll(() => sounds.length).toBe(1);
  // The hint follows the question, then it falls silent.
  await expect.poll(() => sounds.length, { timeout: 15_000 }).toBe(2);
  await expect(speaker).toHaveAttribute("aria-pressed", "false", { timeout: 15_000 });
  await page.locator("[data-step=threats] .row [data-say]").first().click();
  await expect.poll(() => sounds.length).toBe(3);
  await expect(option(page, "threats", "theft")).not.toBeChecked();
  await expect(page.getByText("Les voix sont de synthèse")).toBeVisible();
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await plain.goto(`${demo().url}/fr/c/menaces/plain`);
  const audio = plain.locator("audio").first();
  await expect(audio).toHaveAttribute("preload", "none");
  expect(
    (await plain.request.get(demo().url + ((await audio.getAttribute("src")) ?? ""))).headers()["content-type"],
  ).toContain("audio/ogg");
  // A language without recordings has no speaker, not a dead one.
  await start(page, "en");
  await expect(page.locator("[data-say]")).toHaveCount(0);
});

test("pictograms can be told apart at 48 pixels and come with words", async ({ page }) => {
  await start(page, "fr", "signaler");
  const address = ((await page.locator("use").first().getAttribute("href")) ?? "").split("#")[0] ?? "";
  const svg = await (await page.request.get(demo().url + address)).text();
  const names = Array.from(svg.matchAll(/<symbol id="([^"]+)".*?<\/symbol>/g), (match) => ({
    name: match[1] ?? "",
    size: match[0].length,
  }));
  expect(names.length).toBeGreaterThan(50);
  for (const { name, size } of names) expect(size, name).toBeLessThanOrEqual(1024);
  const drawn = await page.evaluate(
    async ([set, list]) => {
      const pixels: [string, number[]][] = [];
      for (const { name } of list) {
        const symbol = new RegExp(`<symbol id="${name}" viewBox="0 0 24 24">(.*?)</symbol>`).exec(set)?.[1] ?? "";
        const look = 'width="48" height="48" viewBox="0 0 24 24" fill="none" stroke="#000" stroke-width="1.75"';
        const text = `<svg xmlns="http://www.w3.org/2000/svg" ${look}>${symbol}</svg>`;
        const image = new Image();
        image.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
        await image.decode();
        const canvas = document.createElement("canvas");
        canvas.width = canvas.height = 48;
        const context = canvas.getContext("2d") as CanvasRenderingContext2D;
        context.drawImage(image, 0, 0);
        const data = context.getImageData(0, 0, 48, 48).data;
        pixels.push([name, Array.from({ length: 48 * 48 }, (_, at) => ((data[4 * at + 3] ?? 0) > 100 ? 1 : 0))]);
      }
      return pixels;
    },
    [svg, names] as const,
  );
  for (const [name, pixels] of drawn) {
    const ink = pixels.reduce((sum, pixel) => sum + pixel, 0);
    expect(ink, `${name} is hardly there`).toBeGreaterThan(40);
    expect(ink, `${name} is a blot`).toBeLessThan(1100);
  }
  // No two of one question look alike: at least a tenth of their ink is elsewhere.
  const sets = await page.evaluate(() =>
    Array.from(document.querySelectorAll(".question")).map((question) =>
      Array.from(
        question.querySelectorAll("label use, summary use"),
        (use) => use.getAttribute("href")?.split("#")[1] ?? "",
      ),
    ),
  );
  const of = new Map(drawn);
  for (const set of sets) {
    for (const [index, name] of set.entries()) {
      for (const other of set.slice(index + 1)) {
        const [a, b] = [of.get(name) ?? [], of.get(other) ?? []];
        const differing = a.filter((ink, at) => ink !== b[at]).length;
        expect(differing / Math.max(1, a.filter(Boolean).length), `${name} and ${other}`).toBeGreaterThan(0.1);
      }
    }
  }
  for (const choice of await page.locator("label.check, summary.tile").all())
    expect(((await choice.textContent()) ?? "").trim().length).toBeGreaterThan(1);
});
