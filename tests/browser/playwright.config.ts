// Real Chromium against a real `sutura demo`; the database comes from TEST_DATABASE_URL or is SQLite.
// The microphone is a file: a synthesiser's voice, so that what is recorded can be compared with what was said.
import { execFileSync } from "node:child_process";
import { existsSync, renameSync } from "node:fs";
import { defineConfig } from "@playwright/test";
import { MICROPHONE } from "./microphone";

if (!existsSync(MICROPHONE)) {
  execFileSync("flite", [
    "-voice",
    "kal16",
    "-t",
    "one, two, three, four, five, six, seven, eight, nine, zero.",
    "-o",
    `${MICROPHONE}.${process.pid}`,
  ]);
  renameSync(`${MICROPHONE}.${process.pid}`, MICROPHONE);
}

const WHOLE = process.env.CHROMIUM ?? "/usr/bin/chromium";
// The same engine without a browser's own windows, which take a third of the time of a run.
const SHELL = process.env.CHROMIUM_SHELL ?? "/usr/bin/chromium-headless-shell";

const chromium = (executablePath: string) => ({
  executablePath,
  args: [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    `--use-file-for-fake-audio-capture=${MICROPHONE}`,
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
const shell = { launchOptions: chromium(existsSync(SHELL) ? SHELL : WHOLE) };
const phone = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true };
const laptop = { viewport: { width: 1280, height: 800 } };

const specs = (...names: string[]): string[] => names.map((name) => `${name}.spec.ts`);
/** What members do, mostly on a laptop. */
const DESK = specs(
  "attacks",
  "case",
  "circle",
  "leaving",
  "liar",
  "list",
  "meanwhile",
  "members",
  "passkey",
  "promised",
  "robust",
  "two-people",
  "withheld",
);
/** What needs a whole browser: its folder on the disk, its switches. The path of a report is tried in it as well. */
const BROWSER = specs("traces", "browsers", "path");

export default defineConfig({
  testDir: ".",
  outputDir: "results",
  timeout: 120_000,
  expect: { timeout: 20_000 },
  fullyParallel: false,
  workers: 2,
  // Sound and links are measured while they run: on a busy machine one of them may be late. Such a test is named flaky.
  retries: process.env.CI ? 1 : 0,
  // A reference is of the page, not of the machine that took it.
  snapshotPathTemplate: "{testDir}/reference/{arg}{ext}",
  reporter: [["list"], ["./times.ts"]],
  globalSetup: "./setup.ts",
  use: { trace: "off", testIdAttribute: "data-test" },
  projects: [
    // Each is tried as it is used most; `fits` looks at every view at both sizes. The path of a report goes both ways.
    { name: "browser", testMatch: BROWSER, use: { ...phone, launchOptions: chromium(WHOLE) } },
    { name: "phone", testIgnore: [...DESK, ...BROWSER], use: { ...phone, ...shell } },
    { name: "laptop", testMatch: [...DESK, ...specs("path")], use: { ...laptop, ...shell } },
  ],
});
