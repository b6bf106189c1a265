// Browsers that lack something, or were made to: each sends a report, or says before anybody writes why it cannot.
import { type Browser, type Page, chromium, expect, test } from "@playwright/test";
import { demo, fillReport, openInbox, send } from "./demo";

const launch = (args: string[]): Promise<Browser> => {
  const options = test.info().project.use.launchOptions ?? {};
  return chromium.launch({ ...options, args: [...(options.args ?? []), ...args] });
};

const report = (origin: string): string => `${origin}/fr/c/${demo().consultations[0]?.slug}/report`;

/** The demonstration under another name. */
const named = (host: string): string => `http://${host}:${new URL(demo().url).port}`;

const phone = async (browser: Browser): Promise<Page> =>
  (await browser.newContext({ viewport: { width: 360, height: 640 } })).newPage();

test("as in Tor Browser at Safer, without WebAssembly, sound and JIT, a report goes and its inbox opens", async () => {
  test.setTimeout(240_000);
  const browser = await launch(["--js-flags=--jitless --noexpose_wasm"]);
  const page = await phone(browser);
  await page.addInitScript(() => {
    for (const name of [
      "AudioWorklet",
      "AudioWorkletNode",
      "AudioContext",
      "MediaRecorder",
      "OffscreenCanvas",
      "WebGLRenderingContext",
    ])
      Object.defineProperty(window, name, { value: undefined });
  });
  await fillReport(page, "fr", "Tor Browser au niveau Plus sûr");
  expect(await page.evaluate(() => typeof WebAssembly)).toBe("undefined");
  await openInbox(page, await send(page));
  await browser.close();
});

test("an address that is not protected is refused before anything is asked", async () => {
  const browser = await launch(["--host-resolver-rules=MAP sutura.example 127.0.0.1"]);
  const page = await phone(browser);
  await page.goto(report(named("sutura.example")));
  await expect(page.locator("[data-alarm]")).toBeVisible();
  await expect(page.getByTestId("report-form")).toBeHidden();
  await page.goto(`${named("sutura.example")}/fr/inbox`);
  await expect(page.locator("[data-alarm]")).toBeVisible();
  await expect(page.getByTestId("inbox-code")).toBeHidden();
  await browser.close();
});

test("at the onion address, which needs no certificate, the form is offered and no other onion is", async () => {
  const browser = await launch(["--host-resolver-rules=MAP sutura7fictive.onion 127.0.0.1"]);
  const page = await phone(browser);
  const answer = await page.goto(report(named("sutura7fictive.onion")));
  expect(answer?.headers()["onion-location"]).toBeUndefined();
  await expect(page.getByTestId("report-form")).toBeVisible();
  await browser.close();
});
