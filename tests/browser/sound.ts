// Measuring sound: any file as samples (ffmpeg), the pitch of a voice, how long it is.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const RATE = 16_000;

/** A sound file as mono samples at 16 kHz. */
export const samplesOf = (bytes: Buffer): Float32Array => {
  const folder = mkdtempSync(join(tmpdir(), "sutura-sound-"));
  const path = join(folder, "sound");
  writeFileSync(path, bytes);
  const raw = execFileSync(
    "ffmpeg",
    ["-loglevel", "error", "-i", path, "-f", "s16le", "-ac", "1", "-ar", String(RATE), "-"],
    { maxBuffer: 64 * 2 ** 20 },
  );
  rmSync(folder, { recursive: true });
  return Float32Array.from({ length: raw.length >> 1 }, (_, at) => raw.readInt16LE(2 * at) / 32768);
};

export const seconds = (samples: Float32Array): number => samples.length / RATE;

/** The median pitch of the voiced parts, in Hz, by autocorrelation of 40 ms frames. */
export const pitchOf = (samples: Float32Array): number => {
  const found: number[] = [];
  const size = 640;
  for (let start = 0; start + 2 * size < samples.length; start += size) {
    const frame = samples.subarray(start, start + 2 * size);
    const energy = frame.reduce((sum, sample) => sum + sample * sample, 0);
    if (energy < 1) continue;
    let [best, value] = [0, 0];
    for (let lag = Math.floor(RATE / 320); lag < RATE / 60; lag++) {
      let sum = 0;
      for (let at = 0; at + lag < frame.length; at++) sum += (frame[at] ?? 0) * (frame[at + lag] ?? 0);
      const likeness = sum / (energy * (1 - lag / frame.length));
      if (likeness > value) [best, value] = [lag, likeness];
    }
    if (value > 0.5) found.push(RATE / best);
  }
  return found.sort((a, b) => a - b)[found.length >> 1] ?? 0;
};
