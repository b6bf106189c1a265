// Metadata removal on files that are damaged or made to harm: it ends soon, either with a file that is no larger than
// the one it was given, or by saying that it is malformed. What cameras really write is looked at in the browser tests.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { stripJpeg } from "../../src/media/jpeg";
import { stripMp4 } from "../../src/media/mp4";
import { stripPng } from "../../src/media/png";
import { stripWebp } from "../../src/media/webp";

type Strip = (file: Blob) => Promise<Blob>;

const KINDS: [ending: string, source: string, strip: Strip][] = [
  ["jpg", "testsrc2=size=64x48", stripJpeg],
  ["png", "testsrc2=size=64x48", stripPng],
  ["webp", "testsrc2=size=64x48", stripWebp],
  ["mp4", "testsrc2=size=64x48:duration=1", stripMp4],
];

const made = (ending: string, source: string): Uint8Array => {
  const folder = mkdtempSync(join(tmpdir(), "sutura-media-"));
  const path = join(folder, `x.${ending}`);
  execFileSync("ffmpeg", [
    "-loglevel",
    "error",
    "-f",
    "lavfi",
    "-i",
    source,
    ...(ending === "mp4" ? ["-c:v", "mpeg4"] : ["-frames:v", "1"]),
    path,
  ]);
  const bytes = Uint8Array.from(readFileSync(path));
  rmSync(folder, { recursive: true });
  return bytes;
};

/** A small generator, so that a failure can be repeated. */
const generator =
  (seed: number) =>
  (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed % below;
  };

const bytesOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());

for (const [ending, source, strip] of KINDS) {
  test(`a sound ${ending} is stripped, and stripping it again changes nothing`, async () => {
    const once = await bytesOf(await strip(new Blob([made(ending, source) as BlobPart])));
    const twice = await bytesOf(await strip(new Blob([once as BlobPart])));
    assert.deepEqual(twice, once);
  });

  test(`a damaged ${ending} is refused or stripped, and never takes long`, async () => {
    const sound = made(ending, source);
    let refused = 0;
    for (let round = 0; round < 250; round++) {
      const next = generator(round + 1);
      const bytes = sound.slice(0, round % 3 === 0 ? next(sound.length) : sound.length);
      for (let flips = next(12); flips > 0 && bytes.length > 0; flips--)
        bytes[next(bytes.length)] = next(4) === 0 ? 0xff : next(256);
      const began = performance.now();
      try {
        const out = await strip(new Blob([bytes]));
        // A JPEG's orientation may be written anew, in 36 bytes.
        assert.ok(out.size <= bytes.length + 36, `round ${round} grew from ${bytes.length} to ${out.size}`);
      } catch (problem) {
        assert.ok(problem instanceof Error, `round ${round}`);
        refused++;
      }
      assert.ok(performance.now() - began < 5000, `round ${round} took long`);
    }
    assert.ok(refused > 20, "damage is noticed");
  });
}

test("a film whose tables promise more than there is does not exhaust the page", async () => {
  const bytes = made("mp4", "testsrc2=size=64x48:duration=1");
  const text = Buffer.from(bytes);
  for (const name of ["stsz", "stco", "stsc", "stts"]) {
    const at = text.indexOf(name);
    if (at < 0) continue;
    const hostile = bytes.slice();
    // A count of four thousand million, and another kind of track, so that its samples are asked for.
    new DataView(hostile.buffer).setUint32(at + (name === "stsz" ? 12 : 8), 0xffffffff);
    const handler = text.indexOf("vide");
    hostile.set(Buffer.from("meta"), handler);
    const began = performance.now();
    await stripMp4(new Blob([hostile as BlobPart])).catch(() => undefined);
    assert.ok(performance.now() - began < 5000, name);
  }
});
