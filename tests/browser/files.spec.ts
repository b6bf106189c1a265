// Real files through the real browser: a photo with GPS, a video, a PDF, a sound, an empty file, an Arabic name.
// And the same bytes with the standard age library, and `sutura open` on an exported case.
import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Page, expect, test } from "@playwright/test";
import { Decrypter, Encrypter } from "age-encryption";
import { demo, desk, exportCase, fillReport, member, openCase, openInbox, send, type AttachedFile } from "./demo";

const LAPTOP = { width: 1280, height: 800 };

/** A JPEG of Chromium's own encoder with a GPS position written by exiftool. */
const photo = async (page: Page, folder: string): Promise<Buffer> => {
  await page.setContent("<div style='width:600px;height:400px;background:linear-gradient(#b8721f,#27346b)'></div>");
  const path = join(folder, "photo.jpg");
  writeFileSync(path, await page.locator("div").screenshot({ type: "jpeg", quality: 80 }));
  execFileSync("exiftool", [
    "-q",
    "-overwrite_original",
    "-GPSLatitude=16.27",
    "-GPSLatitudeRef=N",
    "-GPSLongitude=0.04",
    "-GPSLongitudeRef=W",
    path,
  ]);
  return readFileSync(path);
};

/** One second of a tone as Opus in WebM, made by Chromium's own encoder. */
const sound = async (page: Page): Promise<Buffer> => {
  const text = await page.evaluate(async () => {
    const context = new AudioContext();
    const tone = context.createOscillator();
    const out = context.createMediaStreamDestination();
    tone.connect(out);
    tone.start();
    const recorder = new MediaRecorder(out.stream, { mimeType: "audio/webm;codecs=opus" });
    const parts: Blob[] = [];
    recorder.ondataavailable = (event) => parts.push(event.data);
    recorder.start();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await new Promise((resolve) => {
      recorder.onstop = resolve;
      recorder.stop();
    });
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  });
  return Buffer.from(text, "latin1");
};

/** A 20 MB film: a real MP4 header box, then a box of free space. */
const film = (): Buffer => {
  const head = Buffer.from("000000186674797069736f6d0000020069736f6d6d703431", "hex");
  const free = Buffer.alloc(20_000_000 - head.length);
  free.writeUInt32BE(free.length, 0);
  free.write("free", 4);
  return Buffer.concat([head, free]);
};

test("real files arrive byte for byte, are shown on a click and never executed", async ({ page, browser }, info) => {
  test.setTimeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), "sutura-files-"));
  const mark = `fichiers-${info.project.name}-${Date.now()}`;
  const files: AttachedFile[] = [
    { name: "صورة.jpg", mimeType: "image/jpeg", buffer: await photo(page, folder) },
    { name: "video.mp4", mimeType: "video/mp4", buffer: film() },
    { name: "document.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%âãÏÓ\n1 0 obj<<>>endobj\n") },
    { name: "voix.webm", mimeType: "audio/webm", buffer: await sound(page) },
    { name: "vide.txt", mimeType: "text/plain", buffer: Buffer.alloc(0) },
    { name: "page.html", mimeType: "text/html", buffer: Buffer.from("<script>document.title='executed'</script>") },
  ];
  await fillReport(page, "fr", mark, files);
  await send(page);

  const awa = await desk(browser, "awa", LAPTOP);
  await openCase(awa, mark);
  const attached = awa.getByTestId("attachment");
  await expect(attached).toHaveCount(files.length);
  await expect(awa.locator("img, audio, video, iframe, object")).toHaveCount(0);
  await attached.nth(0).locator("button").click();
  await expect(attached.nth(0).frameLocator("iframe").locator("img")).toBeVisible();
  expect(
    await attached
      .nth(0)
      .frameLocator("iframe")
      .locator("img")
      .evaluate((image: HTMLImageElement) => image.naturalWidth),
  ).toBeGreaterThan(0);
  await attached.nth(3).locator("button").click();
  await expect(attached.nth(3).frameLocator("iframe").locator("audio")).toBeVisible();
  await expect
    .poll(() =>
      attached
        .nth(3)
        .frameLocator("iframe")
        .locator("audio")
        .evaluate((audio: HTMLAudioElement) => audio.readyState),
    )
    .toBeGreaterThan(0);
  for (const at of [2, 4, 5]) {
    const download = awa.waitForEvent("download");
    await attached.nth(at).locator("button").click();
    const saved = readFileSync(await (await download).path());
    expect(saved.equals(files[at]?.buffer ?? Buffer.alloc(1))).toBe(true);
  }
  expect(await awa.title()).not.toBe("executed");

  const opened = await exportCase(awa, "awa");
  expect(opened.text).toContain(mark);
  const sha = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
  // The photograph was drawn again; everything else came as it was.
  files
    .slice(1)
    .forEach((file, at) => expect(opened.files[at + 1] && sha(opened.files[at + 1] as Buffer)).toBe(sha(file.buffer)));
});

test("the standard age library opens the very bytes that the server stores", async ({ browser }) => {
  const page = await desk(browser, "fanta", LAPTOP);
  const identities: string[] = [];
  // The desk's own epoch identity, as the browser unwraps it: taken from the library's entry point in the page.
  await expect(page.getByTestId("case-row").first()).toBeVisible({ timeout: 60_000 });
  const me = (await page.evaluate(async (): Promise<unknown> => (await fetch("/api/desk/me")).json())) as {
    wrap: string;
    circles: { consultation: string; epochs: { wrap: string }[] }[];
  };
  const salt = (await page.evaluate(async (): Promise<unknown> =>
    (await fetch("/api/desk/salt?login=fanta")).json(),
  )) as {
    salt: string;
    m: number;
    t: number;
  };
  const seed = derive(member("fanta").passphrase, salt);
  const unwrap = async (wrap: string, identity: string): Promise<{ identity: string }> => {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    return JSON.parse(await decrypter.decrypt(Uint8Array.from(Buffer.from(wrap, "base64")), "text")) as {
      identity: string;
    };
  };
  const own = await unwrap(me.wrap, seed);
  const circle = me.circles[0];
  identities.push((await unwrap(circle?.epochs[0]?.wrap ?? "", own.identity)).identity);
  const list = (await page.evaluate(
    async (id): Promise<unknown> => (await fetch(`/api/desk/circles/${id}/reports`)).json(),
    circle?.consultation ?? "",
  )) as { reports: { id: string }[] };
  const row = list.reports[0] ?? { id: "" };
  const bytes = await page.evaluate(
    async (id) => Array.from(new Uint8Array(await (await fetch(`/api/desk/reports/${id}/envelope`)).arrayBuffer())),
    row.id,
  );
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  const padded = await decrypter.decrypt(Uint8Array.from(bytes), "uint8array");
  const length = Number(new DataView(padded.buffer, padded.byteOffset, 8).getBigUint64(0));
  const envelope = JSON.parse(Buffer.from(padded.subarray(8, 8 + length)).toString()) as { v: number };
  expect(envelope.v).toBe(1);
  expect(demo().consultations.length).toBeGreaterThan(0);
});

/** Argon2id and HKDF with Node's and the standard library's own means, independent of ours. */
const derive = (passphrase: string, { salt }: { salt: string }): string => {
  const script = `
    import { argon2id } from "@noble/hashes/argon2.js";
    import { bech32 } from "@scure/base";
    import { hkdfSync } from "node:crypto";
    const cost = { m: 65536, t: 3, p: 1, dkLen: 32 };
    const root = argon2id(process.argv[1], Buffer.from(process.argv[2], "base64url"), cost);
    const seed = new Uint8Array(hkdfSync("sha256", root, new Uint8Array(), "sutura/v1/identity", 32));
    console.log(bech32.encodeFromBytes("AGE-SECRET-KEY-PQ-", seed).toUpperCase());`;
  return execFileSync(process.execPath, ["--input-type=module", "-e", script, "--", passphrase, salt], {
    cwd: import.meta.dirname,
  })
    .toString()
    .trim();
};

/** Sends words that were sealed with the standard age library, and returns the receipt. */
const sealByHand = async (page: Page, words: string): Promise<string> => {
  await page.goto(`${demo().url}/fr/c/${demo().consultations[0]?.slug}/sealed`);
  const recipient = ((await page.getByTestId("recipient").textContent()) ?? "").trim();
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const buffer = Buffer.from(await encrypter.encrypt(words));
  await page
    .getByTestId("attach")
    .setInputFiles([{ name: "message.age", mimeType: "application/octet-stream", buffer }]);
  await page.getByTestId("submit").click();
  await expect(page.getByTestId("receipt")).toBeVisible();
  return ((await page.getByTestId("receipt").textContent()) ?? "").trim();
};

test("a file sealed with the standard age library arrives by the third way", async ({ page, browser }, info) => {
  const mark = `scelle-${info.project.name}-${Date.now()}`;
  await sealByHand(page, `Message ${mark}`);
  const fanta = await desk(browser, "fanta", LAPTOP);
  await openCase(fanta, mark);
});

test("what comes for a report sealed by hand is unsigned, and who replies knows that the server could read it", async ({
  page,
  browser,
}, info) => {
  const mark = `sans-signature-${info.project.name}-${Date.now()}`;
  const receipt = await sealByHand(page, `Message ${mark}`);
  await openInbox(page, receipt);
  await page.getByTestId("reply").fill("C'est encore moi.");
  await page.getByTestId("reply-send").click();
  await expect(page.locator("[data-done]")).toContainText("réponse est arrivée", { timeout: 60_000 });
  await page.getByTestId("consent").click();
  await page.locator("form[data-consent] input[value='4']").check();
  await page.getByTestId("consent-save").click();
  await expect(page.locator("[data-done]")).toContainText("accord est changé", { timeout: 60_000 });
  const fanta = await desk(browser, "fanta", LAPTOP);
  await openCase(fanta, mark);
  await expect(fanta.getByTestId("unsigned")).toHaveCount(2);
  await expect(fanta.getByTestId("summary-new")).toBeDisabled();
  await expect(fanta.getByTestId("reply-unbound")).toContainText("pourrait lire votre message");
  await fanta.getByTestId("case-reply").fill("Que voulez-vous ajouter ?");
  await expect(fanta.getByTestId("case-send")).toBeDisabled();
  await fanta.getByTestId("reply-aware").check();
  await fanta.getByTestId("case-send").click();
  await expect(fanta.getByTestId("thread-message")).toHaveCount(3, { timeout: 30_000 });
  await expect(fanta.getByTestId("reply-aware")).not.toBeChecked();
  await openInbox(page, receipt);
  await expect(page.getByTestId("thread-message")).toContainText("Que voulez-vous ajouter ?");
});

/** Deeper than whoever walks through it can go, and things that cannot be made into words. */
const NESTED = `{"answers":{"account":${"[".repeat(1500)}${"]".repeat(1500)}},"source_recipient":"x","attachments":[]}`;
const THING = '{"toString":0,"valueOf":0}';
const ODD = `{"answers":{"account":"chose zourna","category":[${THING}],"place":{"country":"ML","region":${THING}},
"when":${THING},"harm":[${THING}],"harm-other":${THING}},"source_recipient":"x","attachments":[],
"withheld_from":["__proto__","constructor",${THING}]}`;

test("a report that is not what it should be is shown as such and does not stop the list", async ({
  page,
  browser,
}) => {
  const intake = (await (await page.request.get(`${demo().url}/api/intake/${demo().consultations[0]?.id}`)).json()) as {
    recipient: string;
    ticket: { challenge: string; work: number };
  };
  for (const hostile of [
    "{}",
    "not JSON",
    '{"answers":{"category":7,"place":null},"source_recipient":"x","attachments":[{}]}',
    '{"answers":{"category":"x","place":"y","harm":{"a":1}},"source_recipient":"x","attachments":[]}',
    NESTED,
    ODD,
  ]) {
    const plain = Buffer.alloc(4096);
    plain.writeBigUInt64BE(BigInt(Buffer.byteLength(hostile)));
    plain.write(hostile, 8);
    const encrypter = new Encrypter();
    encrypter.addRecipient(intake.recipient);
    const fresh = (await (
      await page.request.get(`${demo().url}/api/intake/${demo().consultations[0]?.id}`)
    ).json()) as typeof intake;
    const answer = await page.request.post(`${demo().url}/api/intake/${demo().consultations[0]?.id}`, {
      multipart: {
        ticket: solve(fresh.ticket.challenge, fresh.ticket.work),
        verifier: randomBytes(32).toString("base64url"),
        envelope: {
          name: "e",
          mimeType: "application/octet-stream",
          buffer: Buffer.from(await encrypter.encrypt(plain)),
        },
      },
    });
    expect(answer.status()).toBe(201);
  }
  const fanta = await desk(browser, "fanta", LAPTOP);
  await expect(fanta.getByTestId("case-row").nth(20)).toBeVisible({ timeout: 60_000 });
  const bad = fanta.getByTestId("case-open").filter({ hasText: "Illisible" });
  await expect.poll(() => bad.count(), { timeout: 30_000 }).toBeGreaterThanOrEqual(4);
  await bad.first().click();
  await expect(fanta.locator(".case-pane")).toContainText("Illisible");
  // What can be read of an odd one is shown as it stands.
  await openCase(fanta, "chose zourna");
  await expect(fanta.getByTestId("case-answer-when")).toContainText("toString");
});

/** A proof of work, solved with Node's own means. */
const solve = (challenge: string, work: number): string => {
  for (let nonce = 0; ; nonce++) {
    const solved = `${challenge}.${nonce}`;
    const hash = createHash("sha256").update(solved).digest();
    if (work === 0 || hash.readUInt32BE(0) >>> (32 - work) === 0) return solved;
  }
};

test("two moderators edit one case: the second is told and loses nothing", async ({ browser }) => {
  const [awa, fanta] = [await desk(browser, "awa", LAPTOP), await desk(browser, "fanta", LAPTOP)];
  for (const page of [awa, fanta]) {
    await expect(page.getByTestId("case-row").first()).toBeVisible({ timeout: 60_000 });
    await openCase(page, "parcelle a été vendue");
  }
  const now = Date.now();
  await awa.getByTestId("case-notes").fill(`notes d'Awa ${now}`);
  await awa.getByTestId("case-save").click();
  await expect(awa.locator("form .meta[role=status]").first()).toContainText("Enregistré");
  await fanta.getByTestId("case-notes").fill(`notes de Fanta ${now}`);
  await fanta.getByTestId("case-save").click();
  const conflict = fanta.getByTestId("case-conflict");
  await expect(conflict).toContainText(`notes d'Awa ${now}`);
  await expect(fanta.getByTestId("case-notes")).toHaveValue(`notes de Fanta ${now}`);
  await conflict.getByRole("button", { name: "Garder les miens" }).click();
  await expect(conflict).toHaveCount(0);
});
