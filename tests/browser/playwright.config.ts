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

const chromium = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
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
};

/** What members do, mostly on a laptop. */
const DESK = ["attacks", "case", "circle", "leaving", "list", "members", "passkey", "robust", "withheld"].map(
  (name) => `${name}.spec.ts`,
);

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
  use: { launchOptions: chromium, trace: "off", testIdAttribute: "data-test" },
  projects: [
    // Each is tried as it is used most; `fits` looks at every view at both sizes. The path of a report goes both ways.
    { name: "phone", testIgnore: DESK, use: { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true } },
    { name: "laptop", testMatch: [...DESK, "path.spec.ts"], use: { viewport: { width: 1280, height: 800 } } },
  ],
});
