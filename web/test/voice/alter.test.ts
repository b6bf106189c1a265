// The altered voice: pitch and formants really move, independently, and speech stays intelligible as far as a
// recogniser can tell. Made voices only: a vowel with known formants, and a synthesiser's digits (flite), which a
// recogniser (pocketsphinx) is asked to write down before and after.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Alter, type Alteration, BOUNDS, draw } from "../../src/voice/alter";

const RATE = 16_000;
const FORMANTS = [700, 1220, 2600];

/** The factors at the edges of what may be drawn. */
const CORNERS: Alteration[] = BOUNDS.pitch.flatMap((pitch) =>
  BOUNDS.formant.flatMap((formant) => [
    { pitch, formant, wander: [0.2, 1, 0.4, 2] as Alteration["wander"] },
    { pitch: 1 / pitch, formant: 1 / formant, wander: [0.3, 0, 0.5, 3] as Alteration["wander"] },
  ]),
);

/** Samples through the alteration in pieces as an audio thread hands them over. */
const altered = (samples: Float32Array, rate: number, alteration: Alteration): Float32Array => {
  const alter = new Alter(rate, alteration);
  const out = new Float32Array(samples.length);
  for (let at = 0; at < samples.length; at += 128) out.set(alter.process(samples.subarray(at, at + 128)), at);
  return out;
};

/**
 * Two seconds of the vowel "a": pulses through three resonances. With `glide` the pitch doubles meanwhile, as in
 * speech: formants can only be measured where harmonics pass over them.
 */
const vowel = (pitch: number, glide = false): Float32Array => {
  let sound: Float32Array = new Float32Array(2 * RATE);
  for (let at = 0; at < sound.length; at += Math.round(RATE / (pitch * (glide ? 1 + at / sound.length : 1))))
    sound[at] = 1;
  for (const formant of FORMANTS) {
    const radius = Math.exp((-Math.PI * 90) / RATE);
    const [first, second] = [2 * radius * Math.cos((2 * Math.PI * formant) / RATE), -(radius ** 2)];
    const filtered = new Float32Array(sound.length);
    for (let at = 0; at < sound.length; at++) {
      filtered[at] = (sound[at] ?? 0) + first * (filtered[at - 1] ?? 0) + second * (filtered[at - 2] ?? 0);
    }
    sound = filtered;
  }
  const peak = sound.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  return sound.map((one) => (one / peak) * 0.5);
};

const correlation = (samples: Float32Array, lag: number): number => {
  let sum = 0;
  for (let at = 0; at + lag < samples.length; at++) sum += (samples[at] ?? 0) * (samples[at + lag] ?? 0);
  return sum;
};

/** Pitch in Hz: the lag between 60 and 400 Hz at which the sound is most like itself. */
const pitchOf = (samples: Float32Array): number => {
  let [best, value] = [0, -Infinity];
  for (let lag = Math.floor(RATE / 400); lag < RATE / 60; lag++) {
    const here = correlation(samples, lag);
    if (here > value) [best, value] = [lag, here];
  }
  return RATE / best;
};

/** The first resonances in Hz, by linear prediction (Levinson-Durbin). */
const formantsOf = (samples: Float32Array): number[] => {
  const order = 12;
  const emphasised = samples.map((one, at) => one - 0.95 * (samples[at - 1] ?? 0));
  const r = Array.from({ length: order + 1 }, (_, lag) => correlation(emphasised, lag));
  let coefficients = [1];
  let error = r[0] ?? 0;
  for (let step = 1; step <= order; step++) {
    const sum = coefficients.reduce((total, one, index) => total + one * (r[step - index] ?? 0), 0);
    const reflection = -sum / error;
    const extended = [...coefficients, 0];
    coefficients = extended.map((one, index) => one + reflection * (extended[step - index] ?? 0));
    error *= 1 - reflection ** 2;
  }
  const gain = (hertz: number): number => {
    const angle = (2 * Math.PI * hertz) / RATE;
    const [real, imaginary] = [0, 1].map((part) =>
      coefficients.reduce(
        (total, one, index) => total + one * (part === 0 ? Math.cos(angle * index) : -Math.sin(angle * index)),
        0,
      ),
    );
    return 1 / Math.hypot(real ?? 0, imaginary ?? 0);
  };
  const found: number[] = [];
  for (let hertz = 200; hertz < 4000; hertz += 5) {
    if (gain(hertz) > gain(hertz - 5) && gain(hertz) >= gain(hertz + 5)) found.push(hertz);
  }
  return found;
};

const near = (value: number, wanted: number, share: number, what: string): void =>
  assert.ok(Math.abs(value / wanted - 1) < share, `${what}: ${value.toFixed(1)} instead of ${wanted.toFixed(1)}`);

/** The middle of a sound, past the first frames. */
const middle = (samples: Float32Array): Float32Array => samples.subarray(RATE / 2, RATE / 2 + RATE);

/** A sound but for its first and last frames. */
const whole = (samples: Float32Array): Float32Array => samples.subarray(RATE / 8, samples.length - RATE / 8);

test("the measure itself finds the pitch and the formants that the vowel was made with", () => {
  const plain = middle(vowel(125));
  near(pitchOf(plain), 125, 0.02, "pitch");
  const found = formantsOf(whole(vowel(80, true)));
  FORMANTS.forEach((wanted, index) => near(found[index] ?? 0, wanted, 0.08, `formant ${index + 1}`));
});

for (const alteration of CORNERS) {
  const name = `pitch × ${alteration.pitch.toFixed(2)}, formants × ${alteration.formant.toFixed(2)}`;
  test(`a voice altered by ${name} has another pitch and other formants`, () => {
    for (const pitch of [110, 200]) {
      const out = middle(altered(vowel(pitch), RATE, alteration));
      // The factors wander by three per cent.
      near(pitchOf(out), pitch * alteration.pitch, 0.06, "pitch");
      assert.ok(Math.abs(pitchOf(out) / pitch - 1) > 0.08, "the pitch hardly moved");
    }
    const before = formantsOf(whole(vowel(80, true)));
    const after = formantsOf(whole(altered(vowel(80, true), RATE, alteration)));
    const moved = FORMANTS.map((_, index) => (after[index] ?? 0) / (before[index] ?? 1));
    // The first formant lies so low that the pitch pulls at it; the others must follow their factor closely.
    assert.ok(
      moved.every((factor) =>
        alteration.formant > 1 ? factor > 1.05 && factor < 1.3 : factor < 0.99 && factor > 0.75,
      ),
      moved.join(", "),
    );
    for (const index of [1, 2]) near(moved[index] ?? 0, alteration.formant, 0.07, `formant ${index + 1}`);
  });
}

test("what is drawn stays within its bounds, and two recordings are not altered alike", () => {
  const drawn = Array.from({ length: 200 }, () => draw(Math.random));
  for (const { pitch, formant } of drawn) {
    const [p, f] = [Math.max(pitch, 1 / pitch), Math.max(formant, 1 / formant)];
    assert.ok(p >= BOUNDS.pitch[0] && p <= BOUNDS.pitch[1] && f >= BOUNDS.formant[0] && f <= BOUNDS.formant[1]);
  }
  assert.ok(new Set(drawn.map((one) => one.pitch.toFixed(3))).size > 50);
  assert.ok(drawn.some((one) => one.pitch > 1) && drawn.some((one) => one.pitch < 1));
});

test("silence stays silent, and a loud voice is not clipped", () => {
  assert.ok(altered(new Float32Array(RATE), RATE, CORNERS[0] as Alteration).every((sample) => Math.abs(sample) < 1e-3));
  const loud = altered(
    vowel(120).map((one) => one * 1.9),
    RATE,
    CORNERS[0] as Alteration,
  );
  assert.ok(loud.reduce((most, one) => Math.max(most, Math.abs(one)), 0) < 1.3);
});

const WORDS = "one two three four five six seven eight nine zero".split(" ");

/** Words that a recogniser of English digits hears, less those it makes up. */
const understood = (folder: string, wav: string): number => {
  const grammar = join(folder, "digits.gram");
  writeFileSync(grammar, `#JSGF V1.0;\ngrammar digits;\npublic <digits> = (${WORDS.join(" | ")})+;\n`);
  const model = "/usr/share/pocketsphinx/model/en-us";
  const options = [
    "-infile",
    wav,
    "-jsgf",
    grammar,
    "-hmm",
    `${model}/en-us`,
    "-dict",
    `${model}/cmudict-en-us.dict`,
    "-logfn",
    "/dev/null",
  ];
  const heard = execFileSync("pocketsphinx_continuous", options, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  })
    .split(/\s+/)
    .filter(Boolean);
  let row = Array.from({ length: heard.length + 1 }, (_, index) => index);
  WORDS.forEach((word, index) => {
    const next = [index + 1];
    heard.forEach((other, at) =>
      next.push(Math.min((row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1, (row[at] ?? 0) + (word === other ? 0 : 1))),
    );
    row = next;
  });
  return WORDS.length - (row[row.length - 1] ?? 0);
};

test("a recogniser still understands nearly all words of an altered voice", () => {
  const folder = mkdtempSync(join(tmpdir(), "sutura-voice-"));
  const wav = join(folder, "plain.wav");
  execFileSync("flite", [
    "-voice",
    "kal16",
    "-t",
    "one, two, three, four, five, six, seven, eight, nine, zero.",
    "-o",
    wav,
  ]);
  const bytes = readFileSync(wav);
  assert.equal(bytes.readUInt32LE(24), RATE);
  const samples = Float32Array.from(
    { length: (bytes.length - 44) >> 1 },
    (_, at) => bytes.readInt16LE(44 + 2 * at) / 32768,
  );
  const before = understood(folder, wav);
  const after = CORNERS.map((alteration) => {
    const out = Buffer.from(bytes);
    altered(samples, RATE, alteration).forEach((sample, at) =>
      out.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32767), 44 + 2 * at),
    );
    const path = join(folder, "altered.wav");
    writeFileSync(path, out);
    return understood(folder, path);
  });
  rmSync(folder, { recursive: true });
  console.log(`words understood of ${WORDS.length}: ${before} before, ${after.join(", ")} after`);
  assert.ok(before >= 8, "the recogniser does not understand the plain voice");
  assert.ok(
    after.every((words) => words >= 6),
    `understood: ${after.join(", ")}`,
  );
  assert.ok(after.reduce((sum, words) => sum + words, 0) / after.length >= before - 1.5);
});
