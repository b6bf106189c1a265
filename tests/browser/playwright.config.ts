// Real Chromium against a real `sutura demo`. Two sizes; the database comes from TEST_DATABASE_URL or is SQLite.
import { defineConfig } from "@playwright/test";

const chromium = {
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
};

export default defineConfig({
  testDir: ".",
  outputDir: "results",
  timeout: 120_000,
  expect: { timeout: 20_000 },
  fullyParallel: false,
  workers: 2,
  retries: 0,
  reporter: [["list"]],
  globalSetup: "./setup.ts",
  use: { launchOptions: chromium, trace: "off", testIdAttribute: "data-test" },
  projects: [
    { name: "phone", use: { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true } },
    { name: "laptop", use: { viewport: { width: 1280, height: 800 } } },
  ],
});
