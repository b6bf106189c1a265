// Reporter: adds the seconds of every test to the file that TEST_TIMES names, for the list at the end of `make test`.
import { appendFileSync } from "node:fs";
import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

export default class Times implements Reporter {
  onTestEnd(test: TestCase, result: TestResult): void {
    const path = process.env.TEST_TIMES;
    if (!path) return;
    const seconds = (result.duration / 1000).toFixed(1).padStart(8);
    appendFileSync(path, `${seconds}  browser: ${test.titlePath().filter(Boolean).join(" › ")}\n`);
  }
}
