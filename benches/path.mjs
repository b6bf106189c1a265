// A citizen's first minutes, counted: taps, words on the screens that are passed, bytes both ways, from a link received
// in a chat to the receipt, for text, pictures and voice: `node path.mjs DEMO.json`. Prints the rows of
// docs/citizen-path.md; the seconds of the slow phone are measured in pages.mjs.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { chromium } = createRequire(new URL("../tests/browser/package.json", import.meta.url))("@playwright/test");
const demo = JSON.parse(readFileSync(process.argv[2], "utf8"));
const microphone = join(mkdtempSync(join(tmpdir(), "sutura-path-")), "microphone.wav");
execFileSync("flite", ["-voice", "kal16", "-t", "one, two, three, four, five, six.", "-o", microphone]);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    `--use-file-for-fake-audio-capture=${microphone}`,
  ],
});

/** One walk. `answers` maps a question to the taps it takes; what is not in it is passed over. */
const walk = async (name, slug, answers) => {
  const page = await (await browser.newContext({ viewport: { width: 360, height: 640 }, hasTouch: true })).newPage();
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  const seen = { taps: 0, words: 0, screens: 0, down: 0, up: 0 };
  client.on("Network.loadingFinished", (event) => (seen.down += event.encodedDataLength));
  client.on("Network.requestWillBeSentExtraInfo", (event) => (seen.up += Number(event.headers["Content-Length"] ?? 0)));
  const read = async () => {
    seen.screens++;
    const words = await page.evaluate(() => {
      // What opens in a list only when it is asked for is not read.
      const listed = Array.from(document.querySelectorAll("main select"), (select) => select.innerText);
      return listed
        .reduce((text, list) => text.replace(list, ""), document.querySelector("main").innerText)
        .split(/\s+/)
        .filter((word) => /\p{L}/u.test(word)).length;
    });
    seen.words += words;
  };
  const tap = async (selector) => {
    seen.taps++;
    await page.locator(selector).first().click({ timeout: 30_000 });
  };
  await page.goto(`${demo.url}/fr/c/${slug}`);
  await read();
  await tap(`main a[href$="/c/${slug}/report"]`);
  await page.locator("[data-test=report-form]").waitFor();
  while (!(await page.locator("[data-step=review]").isVisible())) {
    await read();
    const step = await page.locator("[data-step]:visible").first().getAttribute("data-step");
    await answers[step]?.(page, tap);
    await tap("[data-test=next]:visible, [data-test=submit]:visible");
    await page.waitForTimeout(50);
  }
  await read();
  await tap("[data-test=submit]:visible");
  await page.locator("[data-test=receipt]:visible").waitFor({ timeout: 60_000 });
  await read();
  await page.waitForTimeout(300);
  for (const what of ["screens", "taps", "words", "down", "up"]) console.log(`${name}_${what} ${seen[what]}`);
  await page.close();
};

await walk("text", "signaler", {
  harm: (_, tap) => tap("[data-test=answer-harm] label:visible"),
  account: (page) =>
    page.locator("[data-test=answer-account]").fill("Un récit de quelques lignes, écrit sur un téléphone. ".repeat(8)),
});
await walk("pictures", "menaces", {
  threats: (_, tap) => tap("[data-test=answer-threats] label:visible"),
  trend: (_, tap) => tap("[data-test=answer-trend] label:visible"),
});
await walk("voice", "signaler", {
  account: async (page, tap) => {
    await tap("[data-test=speak-account]");
    await tap("[data-test=voice-start]");
    await page.waitForTimeout(10_000);
    await tap("[data-test=voice-stop]");
  },
});
await browser.close();
