// A spoken answer: recorded from a (file as) microphone, altered before it is recorded, heard, deleted, recorded again,
// sent, and heard by a reviewer. What arrives is another voice than the one that spoke.
import { readFileSync } from "node:fs";
import { type Page, expect, test } from "@playwright/test";
import { accessible, demo, desk, fits, openCase, send } from "./demo";
import { MICROPHONE } from "./microphone";
import { pitchOf, samplesOf, seconds } from "./sound";

const LAPTOP = { width: 1280, height: 800 };

const survey = async (page: Page, lang = "fr"): Promise<void> => {
  await page.goto(`${demo().url}/${lang}/c/menaces/report`);
  await page.getByTestId("presentation").click();
};

/** What the recorder's player holds. The page's policy forbids fetching it: it is read before the page makes a URL. */
const recorded = async (page: Page): Promise<Buffer> => {
  const text = await page.evaluate(async () => {
    const blobs = (window as unknown as { made: Blob[] }).made;
    const bytes = new Uint8Array(await new Response(blobs[blobs.length - 1] as Blob).arrayBuffer());
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  });
  return Buffer.from(text, "latin1");
};

/** Remembers every Blob that gets a URL, for the test alone. */
const remember = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const made: Blob[] = [];
    (window as unknown as { made: Blob[] }).made = made;
    const create = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      made.push(blob);
      return create(blob);
    };
  });

for (const lang of ["fr", "ar"]) {
  test(`a spoken answer in ${lang} is altered, heard, and reaches the reviewers`, async ({ page, browser }, info) => {
    test.setTimeout(180_000);
    const errors: string[] = [];
    page.on("console", (line) => line.type() === "error" && errors.push(line.text()));
    page.on("pageerror", (error) => errors.push(String(error)));
    await remember(page);
    await survey(page, lang);
    const loaded: string[] = [];
    page.on("request", (request) => loaded.push(request.url()));
    await page.getByTestId("speak-solution").click();
    await expect(page.getByTestId("voice-start")).toBeVisible();
    expect(loaded.filter((url) => url.includes("/voice.")).length).toBe(1);
    await accessible(page);
    await fits(page);
    await page.getByTestId("voice-start").click();
    await expect(page.locator("meter")).toBeVisible();
    await accessible(page);
    await page.waitForTimeout(2500);
    await page.getByTestId("voice-pause").click();
    const paused = await page.locator(".recorder .time").textContent();
    await page.waitForTimeout(1200);
    expect(await page.locator(".recorder .time").textContent()).toBe(paused);
    await page.getByTestId("voice-pause").click();
    await page.waitForTimeout(3500);
    const [minutes, rest] = ((await page.locator(".recorder .time").textContent()) ?? "").split(/[: ]/).map(Number);
    await page.getByTestId("voice-stop").click();
    await expect(page.getByTestId("voice-player")).toBeVisible();
    await expect
      .poll(() => page.getByTestId("voice-player").evaluate((audio: HTMLAudioElement) => audio.readyState))
      .toBeGreaterThan(0);
    await accessible(page);
    await page.screenshot({ path: info.outputPath("recorder.png") });

    const bytes = await recorded(page);
    const samples = samplesOf(bytes);
    // The pause is not in it, and a minute stays within 130 KB.
    expect(Math.abs(seconds(samples) - 60 * (minutes ?? NaN) - (rest ?? NaN))).toBeLessThan(1.9);
    expect(bytes.length / seconds(samples)).toBeLessThan(130_000 / 60);
    const factor = pitchOf(samples) / pitchOf(samplesOf(readFileSync(MICROPHONE)));
    expect(Math.max(factor, 1 / factor), "the pitch hardly moved").toBeGreaterThan(1.1);

    const mark = `voix-${lang}-${info.project.name}-${Date.now()}`;
    await page.getByTestId("answer-injustice").fill(mark);
    await page.getByTestId("submit").and(page.locator(":visible")).click();
    await expect(page.locator("[data-review]")).toContainText(/0:\d\d/);
    await send(page);
    const awa = await desk(browser, "awa", LAPTOP);
    await awa.getByRole("button", { name: "Ce qui menace ma communauté" }).click();
    await openCase(awa, mark);
    const answer = awa.getByTestId("case-answer-solution");
    await expect(answer).toContainText("Voix modifiée");
    await answer.getByTestId("attachment").locator("button").click();
    const audio = answer.frameLocator("[data-test=viewer]").locator("audio");
    await expect.poll(() => audio.evaluate((player: HTMLAudioElement) => player.readyState)).toBeGreaterThan(0);
    await accessible(awa);
    expect(errors).toEqual([]);
  });
}

test("a recording is deleted only when that is said twice, and can be made again", async ({ page }) => {
  await survey(page);
  await page.getByTestId("speak-injustice").click();
  await page.getByTestId("voice-start").click();
  await page.waitForTimeout(1200);
  await page.getByTestId("voice-stop").click();
  await expect(page.getByTestId("voice-player")).toBeVisible();
  await page.getByTestId("voice-again").click();
  await page.waitForTimeout(1200);
  await page.getByTestId("voice-stop").click();
  await expect(page.getByTestId("voice-player")).toBeVisible();
  await page.getByTestId("voice-delete").click();
  await expect(page.getByTestId("voice-delete")).toHaveText("Oui, supprimer");
  await expect(page.getByTestId("voice-player")).toBeVisible();
  await page.getByTestId("voice-delete").click();
  await expect(page.getByTestId("voice-player")).toBeHidden();
  await expect(page.getByTestId("voice-start")).toBeFocused();
  await page.getByTestId("submit").and(page.locator(":visible")).click();
  await expect(page.locator("[data-review]")).not.toContainText("Enregistrement");
});

test("going on without pressing the button ends the recording and keeps it", async ({ page }) => {
  await page.goto(`${demo().url}/fr/c/signaler/report`);
  const next = page.getByTestId("next").or(page.getByTestId("submit")).and(page.locator(":visible")).first();
  for (let step = 0; step < 5; step++) await next.click();
  await page.getByTestId("speak-account").click();
  await page.getByTestId("voice-start").click();
  await expect(page.locator("meter")).toBeVisible();
  await page.waitForTimeout(1500);
  await next.click();
  await expect(page.locator("[data-step=language]")).toBeVisible();
  while (!(await page.locator("[data-step=review]").isVisible())) await next.click();
  const review = page.locator("[data-review]");
  await expect(review).toContainText(/Enregistrement : 0:\d\d/);
  await expect(review).not.toContainText("Modifier ma voix");
});

test("a recording ends by itself at five minutes, says so, and lets go of the microphone", async ({ page }) => {
  await page.addInitScript(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted);
      (window as unknown as { microphone: MediaStream }).microphone = stream;
      return stream;
    };
  });
  await page.clock.install();
  await survey(page);
  await page.getByTestId("speak-solution").click();
  await page.getByTestId("voice-start").click();
  await expect(page.locator("meter")).toBeVisible();
  await page.clock.runFor(1000);
  await expect(page.locator(".recorder .time")).toHaveText("0:01 sur 5:00");
  await page.clock.runFor(299_500);
  await expect(page.locator(".recorder [role=status]")).toContainText("La limite est atteinte");
  await expect(page.getByTestId("voice-player")).toBeVisible();
  const states = await page.evaluate(() =>
    (window as unknown as { microphone: MediaStream }).microphone.getTracks().map((track) => track.readyState),
  );
  expect(states).toEqual(["ended"]);
});

test("with the keyboard alone a voice is recorded, and a natural one only after its danger is shown", async ({
  page,
}) => {
  await remember(page);
  await survey(page);
  await page.getByTestId("speak-injustice").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("voice-start")).toBeFocused();
  await page.getByTestId("voice-alter").focus();
  await page.keyboard.press("Space");
  await expect(page.locator(".recorder .notice.danger")).toBeVisible();
  await page.getByTestId("voice-start").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("voice-stop")).toBeFocused();
  await page.waitForTimeout(4000);
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("voice-player")).toBeFocused();
  const factor = pitchOf(samplesOf(await recorded(page))) / pitchOf(samplesOf(readFileSync(MICROPHONE)));
  expect(Math.abs(factor - 1)).toBeLessThan(0.1);
});

test("where the browser cannot alter a voice nothing is recorded, and the page says to write", async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ["AudioContext", "webkitAudioContext"])
      Object.defineProperty(window, name, { value: undefined });
  });
  await survey(page);
  await page.getByTestId("speak-solution").click();
  await expect(page.getByTestId("voice-none")).toContainText("ne peut pas modifier la voix");
  await expect(page.getByTestId("voice-start")).toHaveCount(0);
  await expect(page.getByTestId("answer-solution")).toBeEditable();
  await accessible(page);
});

test("a refused microphone is told, and writing goes on", async ({ page }) => {
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await survey(page);
  await page.getByTestId("speak-solution").click();
  await page.getByTestId("voice-start").click();
  await expect(page.locator(".recorder [role=alert]")).toContainText("micro n'est pas autorisé");
  await expect(page.getByTestId("voice-start")).toBeEnabled();
});

test("without an audio thread the page itself alters the voice", async ({ page }) => {
  await remember(page);
  await page.addInitScript(() => {
    Object.defineProperty(AudioContext.prototype, "audioWorklet", { value: undefined });
  });
  await survey(page);
  await page.getByTestId("speak-solution").click();
  await page.getByTestId("voice-start").click();
  await page.waitForTimeout(5000);
  await page.getByTestId("voice-stop").click();
  await expect(page.getByTestId("voice-player")).toBeVisible();
  const factor = pitchOf(samplesOf(await recorded(page))) / pitchOf(samplesOf(readFileSync(MICROPHONE)));
  expect(Math.max(factor, 1 / factor)).toBeGreaterThan(1.1);
});
