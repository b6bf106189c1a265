// Walking through the form of a questionnaire.
import type { Locator, Page } from "@playwright/test";
import { demo } from "./demo";

/** Opens the form. */
export const start = (page: Page, lang: string, slug = "menaces") =>
  page.goto(`${demo().url}/${lang}/c/${slug}/report`);

export const visible = (page: Page, name: string): Locator => page.getByTestId(name).and(page.locator(":visible"));

/** Goes on to the next question, or to the review. */
export const next = (page: Page): Promise<void> => visible(page, "next").or(visible(page, "submit")).first().click();

export const option = (page: Page, question: string, code: string): Locator =>
  page.getByTestId(`answer-${question}`).locator(`input[value='${code}']`);
