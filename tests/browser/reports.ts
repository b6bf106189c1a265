// Reports as a citizen's browser makes them, without the browser, and a desk that has opened them all.
import { createHash } from "node:crypto";
import { identityOf, recipientOf, seal } from "../../web/src/crypto/age";
import { base64url, utf8 } from "../../web/src/crypto/bytes";
import { solve } from "../../web/src/crypto/ticket";
import { type Browser, type Page, type TestInfo, expect } from "@playwright/test";
import { demo, signIn } from "./demo";
import { size } from "./people";

interface Offer {
  consultation: string;
  version: number;
  epoch: number;
  recipient: string;
  ticket: { challenge: string; work: number };
}

/** Bytes that a ticket pays for; each further zero bit pays for twice as many (docs/protocol.md). */
const PAID = 8 * 1024 * 1024;

/** Seals and uploads a file as a citizen's browser does; returns what the envelope says of it. */
export const uploadFile = async (plain: Uint8Array, name: string, type: string): Promise<object> => {
  const { id } = demo().consultations[0] ?? { id: "" };
  const offer = (await (await fetch(`${demo().url}/api/intake/${id}`)).json()) as Offer;
  const sealed = await seal([offer.recipient], plain);
  const work = offer.ticket.work + Math.max(0, Math.ceil(Math.log2(sealed.length / PAID)));
  const headers = {
    "Tus-Resumable": "1.0.0",
    "Upload-Length": String(sealed.length),
    "Sutura-Ticket": solve(offer.ticket.challenge, work),
  };
  const location =
    (await fetch(`${demo().url}/api/uploads`, { method: "POST", headers })).headers.get("Location") ?? "";
  const sent = await fetch(new URL(location, demo().url), {
    method: "PATCH",
    headers: { "Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream" },
    body: sealed as BodyInit,
  });
  if (sent.status !== 204) throw new Error(`the upload was refused: ${sent.status}`);
  return {
    blob: location.split("/").pop(),
    name,
    type,
    size: plain.length,
    sha256: createHash("sha256").update(plain).digest("hex"),
  };
};

/** Sends a report as a citizen's browser does, without the browser. */
export const report = async (
  account: string,
  answers: object,
  attachments: object[] = [],
  withheld_from: string[] = [],
): Promise<void> => {
  const { id } = demo().consultations[0] ?? { id: "" };
  const offer = (await (await fetch(`${demo().url}/api/intake/${id}`)).json()) as Offer;
  const source = await recipientOf(identityOf(crypto.getRandomValues(new Uint8Array(32))));
  const envelope = {
    v: 1,
    consultation: id,
    version: offer.version,
    answers: { account, ...answers },
    interface_language: "fr",
    report_language: "fr",
    consent: 2,
    source_recipient: source,
    attachments,
    withheld_from,
  };
  const form = new FormData();
  form.set("ticket", solve(offer.ticket.challenge, offer.ticket.work));
  form.set("verifier", base64url(crypto.getRandomValues(new Uint8Array(32))));
  form.set("epoch", String(offer.epoch));
  form.set("attachments", attachments.map((file) => (file as { blob: string }).blob).join("+"));
  form.set("envelope", new Blob([(await seal([offer.recipient], utf8(JSON.stringify(envelope)))) as BlobPart]));
  const answer = await fetch(`${demo().url}/api/intake/${id}`, { method: "POST", body: form });
  if (answer.status !== 201) throw new Error(`the report was refused: ${answer.status} ${await answer.text()}`);
};

export const loaded = async (page: Page): Promise<void> => {
  await expect(page.getByTestId("case-row").first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("progressbar")).toHaveCount(0, { timeout: 60_000 });
};

/** The desk of a member in a browser of their own, with everything open. */
export const deskOf = async (browser: Browser, login: string, info: TestInfo): Promise<Page> => {
  const page = await (await browser.newContext({ viewport: size(info) })).newPage();
  await signIn(page, login);
  await loaded(page);
  return page;
};

/** Opens the first case that these words find. */
export const openFirst = async (page: Page, words: string): Promise<void> => {
  if (await page.getByTestId("case-back").isVisible()) await page.getByTestId("case-back").click();
  await page.locator("#query").fill(words);
  await page.getByTestId("case-open").first().click();
  await expect(page.getByTestId("case-body")).toBeVisible();
};

/** Saves the record of the open case. */
export const saved = async (page: Page): Promise<void> => {
  await page.getByTestId("case-save").click();
  await expect(page.locator("span[role=status]").filter({ hasText: /^Enregistré$/ })).toBeVisible();
};

/** Asks for everything again, wherever the button is. */
export const refresh = (page: Page): Promise<void> =>
  page.evaluate(() => document.querySelector<HTMLElement>("[data-test=refresh]")?.click());
