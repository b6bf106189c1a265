// What cameras write into files does not reach the reviewers: position, serial numbers, times, thumbnails, author.
// Files are made with ffmpeg and exiftool, sent through the form, and looked at with exiftool at the desk's end.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Page, expect, test } from "@playwright/test";
import { type AttachedFile, accessible, demo, desk, exportCase, fits, openCase, send } from "./demo";

const LAPTOP = { width: 1280, height: 800 };
/** Written into every field that can hold it. */
const CANARY = "CANARI-SERIE-991";
const GPS = ["-GPSLatitude=16.2717", "-GPSLatitudeRef=N", "-GPSLongitude=0.0447", "-GPSLongitudeRef=W"];

const run = (program: string, ...options: string[]): string =>
  execFileSync(program, options, { encoding: "utf8", maxBuffer: 64 * 2 ** 20 });

const ffmpeg = (...options: string[]): string => run("ffmpeg", "-loglevel", "error", "-y", ...options);

/** A picture of 3000 × 2000 pixels with everything in it that a telephone writes, and more. */
const picture = (folder: string, ending: string): string => {
  const path = join(folder, `IMG_20261125_101112.${ending}`);
  ffmpeg("-f", "lavfi", "-i", "testsrc2=size=3000x2000", "-frames:v", "1", path);
  const thumbnail = join(folder, "thumbnail.jpg");
  ffmpeg("-f", "lavfi", "-i", "testsrc2=size=160x120", "-frames:v", "1", thumbnail);
  const tags = [
    "-Orientation#=6",
    `-Artist=${CANARY}`,
    `-SerialNumber=${CANARY}`,
    `-UserComment=${CANARY}`,
    `-Make=${CANARY}`,
    "-DateTimeOriginal=2026:11:25 10:11:12",
    `-XMP:Creator=${CANARY}`,
  ];
  const jpeg = [`-IPTC:By-line=${CANARY}`, `-Comment=${CANARY}`, `-ThumbnailImage<=${thumbnail}`];
  run(
    "exiftool",
    "-q",
    "-overwrite_original",
    ...GPS,
    ...tags,
    ...(ending === "jpg" ? jpeg : []),
    ...(ending === "png" ? [`-PNG:Author=${CANARY}`] : []),
    path,
  );
  // Makers add their own behind the picture.
  if (ending === "jpg") writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from(`SEFT${CANARY}`)]));
  return path;
};

/** A film with sound, a place, a time, and a track of subtitles that holds coordinates. */
const film = (folder: string): string => {
  const subtitles = join(folder, "track.srt");
  writeFileSync(subtitles, `1\n00:00:00,000 --> 00:00:01,000\nGPS 16.2717 -0.0447 ${CANARY}\n`);
  const path = join(folder, "VID_20261125.mp4");
  const meta = [
    `title=${CANARY}`,
    `comment=${CANARY}`,
    "location=+16.2717-000.0447/",
    "creation_time=2026-11-25T10:11:12Z",
    `com.android.version=${CANARY}`,
  ];
  ffmpeg(
    "-f",
    "lavfi",
    "-i",
    "testsrc2=size=320x240:duration=2",
    "-f",
    "lavfi",
    "-i",
    "sine=duration=2",
    "-i",
    subtitles,
    "-map",
    "0",
    "-map",
    "1",
    "-map",
    "2",
    "-c:v",
    "mpeg4",
    "-c:a",
    "aac",
    "-c:s",
    "mov_text",
    ...meta.flatMap((tag) => ["-metadata", tag]),
    "-metadata:s:v",
    `title=${CANARY}`,
    path,
  );
  run(
    "exiftool",
    "-q",
    "-overwrite_original",
    `-XMP:Creator=${CANARY}`,
    ...GPS.map((tag) => tag.replace("-GPS", "-XMP-exif:GPS")).filter((tag) => !tag.includes("Ref")),
    path,
  );
  writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from(`trailer of the maker ${CANARY}`)]));
  return path;
};

const asFile = (path: string, mimeType: string): AttachedFile => ({
  name: path.split("/").pop() ?? "",
  mimeType,
  buffer: readFileSync(path),
});

/** Everything exiftool can find, embedded data and unknown tags included. */
const found = (path: string): string => run("exiftool", "-a", "-u", "-U", "-ee3", "-G1", "-s", path);

const isClean = (path: string): void => {
  const tags = found(path);
  expect(tags).not.toContain(CANARY);
  expect(tags).not.toMatch(/GPS|Serial|Thumbnail|XMP|IPTC|16\.27|DateTimeOriginal/);
  expect(tags).not.toMatch(/Create ?Date.*2026/);
  expect(readFileSync(path).includes(CANARY)).toBe(false);
};

/** The pixels, or sound and pictures, as a hash. */
const content = (path: string, map: string[]): string =>
  run("ffmpeg", "-loglevel", "error", "-i", path, ...map, "-f", "md5", "-");

const attach = async (page: Page, mark: string, files: AttachedFile[]): Promise<void> => {
  await page.goto(`${demo().url}/fr/c/signaler/report`);
  await page.getByTestId("presentation").click();
  await page.getByTestId("answer-account").fill(mark);
  await page.getByTestId("attach").setInputFiles(files);
  await expect(page.locator(".files li")).toHaveCount(files.length);
  await expect(page.getByTestId("preparing")).toHaveCount(0, { timeout: 60_000 });
};

const review = (page: Page): Promise<void> => page.getByTestId("submit").and(page.locator(":visible")).click();

test("photographs are drawn again, smaller, without metadata and without their name", async ({
  page,
  browser,
}, info) => {
  const folder = mkdtempSync(join(tmpdir(), "sutura-media-"));
  const sources = [
    ["jpg", "image/jpeg"],
    ["png", "image/png"],
    ["webp", "image/webp"],
  ].map(([ending, type]) => ({ path: picture(folder, ending ?? ""), type: type ?? "" }));
  for (const { path } of sources) expect(found(path)).toContain(CANARY);
  const mark = `photos-${info.project.name}-${Date.now()}`;
  await attach(
    page,
    mark,
    sources.map(({ path, type }) => asFile(path, type)),
  );
  await expect(page.getByTestId("jsf-cleaned")).toHaveCount(3);
  await expect(page.locator(".files")).not.toContainText("IMG_2026");
  await accessible(page);
  await fits(page);
  await page.locator(".files").screenshot({ path: info.outputPath("files.png") });
  await review(page);
  await send(page);
  const awa = await desk(browser, "awa", LAPTOP);
  await openCase(awa, mark);
  const { paths, files } = await exportCase(awa, "awa");
  expect(paths.length).toBe(3);
  for (const [index, path] of paths.entries()) {
    isClean(path);
    const tags = found(path);
    expect(tags).toMatch(/FileType +: JPEG/);
    // Turned upright where the camera said so (orientation 6), and at most 2048 pixels.
    if (index === 0) expect(tags).toMatch(/ImageSize +: 1365x2048/);
    else expect(tags).toMatch(/ImageSize +: (2048x1365|1365x2048)/);
    expect(files[index]?.length).toBeLessThan(1_500_000);
  }
});

test("kept originals and films lose their metadata and nothing else", async ({ page, browser }, info) => {
  const folder = mkdtempSync(join(tmpdir(), "sutura-media-"));
  const sources = [
    { path: picture(folder, "jpg"), type: "image/jpeg" },
    { path: picture(folder, "png"), type: "image/png" },
    { path: picture(folder, "webp"), type: "image/webp" },
    { path: film(folder), type: "video/mp4" },
  ];
  expect(found(sources[3]?.path ?? "")).toMatch(/GPS|16\.27/);
  const mark = `originaux-${info.project.name}-${Date.now()}`;
  await attach(
    page,
    mark,
    sources.map(({ path, type }) => asFile(path, type)),
  );
  await expect(page.getByTestId("jsf-film")).toHaveCount(1);
  for (let at = 0; at < 3; at++) {
    const row = page.locator(".files li").nth(at);
    await row.locator("summary").click();
    await expect(row).toContainText("peut vous trahir");
    await row.getByTestId("keep-original").click();
    await expect(row.getByTestId("jsf-stripped")).toBeVisible({ timeout: 30_000 });
  }
  await accessible(page);
  await review(page);
  await send(page);
  const awa = await desk(browser, "awa", LAPTOP);
  await openCase(awa, mark);
  const { paths } = await exportCase(awa, "awa");
  expect(paths.length).toBe(4);
  for (const path of paths) isClean(path);
  expect(found(paths[0] ?? "")).toMatch(/Orientation +: Rotate 90 CW/);
  sources.forEach(({ path }, index) => {
    // The same pixels and the same sound as before, decoded.
    const map = index === 3 ? ["-map", "0:v", "-map", "0:a"] : ["-noautorotate", "-map", "0:v"];
    const options = index === 3 ? map : map.slice(1);
    expect(content(paths[index] ?? "", options)).toBe(content(path, options));
  });
});

test("where a browser gives noise for pixels, or does not know the type, the metadata goes all the same", async ({
  page,
  browser,
}, info) => {
  await page.addInitScript(() => {
    interface Pixels {
      getImageData: (this: CanvasRenderingContext2D, ...box: [number, number, number, number]) => ImageData;
    }
    const prototype: Pixels = CanvasRenderingContext2D.prototype;
    const read = prototype.getImageData;
    prototype.getImageData = function (...box) {
      const image = read.apply(this, box);
      image.data.forEach((_, at) => (image.data[at] = (at * 37) % 256));
      return image;
    };
  });
  const folder = mkdtempSync(join(tmpdir(), "sutura-media-"));
  const jpeg = picture(folder, "jpg");
  const sound = join(folder, "Rue 12.m4a");
  ffmpeg("-f", "lavfi", "-i", "sine=duration=1", "-c:a", "aac", "-metadata", `title=${CANARY}`, sound);
  const mark = `bruit-${info.project.name}-${Date.now()}`;
  await attach(page, mark, [{ ...asFile(jpeg, ""), name: "sans-type" }, asFile(sound, "audio/mp4")]);
  await expect(page.getByTestId("jsf-stripped")).toHaveCount(1);
  await expect(page.locator(".files")).not.toContainText("Rue 12");
  await review(page);
  await send(page);
  const awa = await desk(browser, "awa", LAPTOP);
  await openCase(awa, mark);
  const { paths } = await exportCase(awa, "awa");
  expect(paths.length).toBe(2);
  for (const path of paths) isClean(path);
});

test("a file that cannot be cleaned is told before it goes", async ({ page }) => {
  const files: AttachedFile[] = [
    { name: "lettre.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n") },
    {
      name: "liste.docx",
      mimeType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      buffer: Buffer.from("PK"),
    },
    { name: "chant.mp3", mimeType: "audio/mpeg", buffer: Buffer.from("ID3") },
    { name: "chose.xyz", mimeType: "", buffer: Buffer.from("?") },
    { name: "cassée.jpg", mimeType: "image/jpeg", buffer: Buffer.from("not a picture") },
    { name: "cassé.mp4", mimeType: "video/mp4", buffer: Buffer.from("not a film") },
  ];
  await attach(page, "x", files);
  await expect(page.getByTestId("jsf-document")).toHaveCount(2);
  await expect(page.getByTestId("jsf-document").first()).toContainText("nom de son auteur");
  await expect(page.getByTestId("jsf-sound")).toHaveCount(1);
  await expect(page.getByTestId("jsf-unknown")).toHaveCount(3);
  await accessible(page);
  await page.getByRole("button", { name: "Retirer liste.docx" }).click();
  await expect(page.locator(".files li")).toHaveCount(5);
});

test("limits are said before a file is chosen, and too many files are refused", async ({ page }) => {
  await page.goto(`${demo().url}/fr/c/signaler/report`);
  await page.getByTestId("presentation").click();
  await expect(page.locator("#limits-attach")).toContainText(/10.? fichiers au plus, .?200 Mo.? chacun/);
  await page
    .getByTestId("attach")
    .setInputFiles(
      Array.from({ length: 11 }, (_, at) => ({ name: `${at}.txt`, mimeType: "text/plain", buffer: Buffer.from("x") })),
    );
  await expect(page.locator(".files li")).toHaveCount(10);
  await expect(page.locator("[data-step=attach] [role=alert]")).toContainText("10 fichiers au plus");
  for (let at = 0; at < 10; at++) await page.locator(".files li button").first().click();
  const large = join(mkdtempSync(join(tmpdir(), "sutura-media-")), "grand.bin");
  writeFileSync(large, "");
  truncateSync(large, 201 * 2 ** 20);
  await page.getByTestId("attach").setInputFiles(large);
  await expect(page.locator("[data-step=attach] [role=alert]")).toContainText("grand.bin est trop gros");
  await expect(page.locator(".files li")).toHaveCount(0);
});
