// Altering a voice as it is spoken: pitch and formants are moved independently, by amounts drawn anew for each
// recording that also wander a little while somebody speaks, so that no single factor undoes it. Short-time Fourier
// transform; the spectral envelope (formants) is taken from the cepstrum, the rest (pitch) is shifted with a phase
// vocoder, and a stretched envelope is put back. No DOM: runs in an AudioWorklet, on the page and in tests.
import FFT from "fft.js";

export interface Alteration {
  /** Factor of the pitch. */
  pitch: number;
  /** Factor of the formants. */
  formant: number;
  /** Two slow waves: frequency in Hz and phase of each. */
  wander: [number, number, number, number];
}

/** Range of both factors: wide enough to disguise the speaker, narrow enough to stay intelligible. */
export const BOUNDS = { pitch: [1.16, 1.3], formant: [1.08, 1.13] } as const;

const between = ([low, high]: readonly [number, number], random: () => number): number => low + (high - low) * random();

/** Draws an alteration. Both factors go the same way: opposite ones make a voice hard to understand. */
export const draw = (random: () => number): Alteration => {
  const pitch = between(BOUNDS.pitch, random);
  const formant = between(BOUNDS.formant, random);
  const up = random() < 0.5;
  return {
    pitch: up ? pitch : 1 / pitch,
    formant: up ? formant : 1 / formant,
    wander: [0.11 + 0.2 * random(), 2 * Math.PI * random(), 0.31 + 0.3 * random(), 2 * Math.PI * random()],
  };
};

/** Depth of the wandering, as a part of the factor. */
const DEPTH = 0.03;
const OVERLAP = 4;
/** Below this quefrency, in seconds, the cepstrum is envelope; above, pitch. */
const LIFTER = 0.0024;

const principal = (phase: number): number => phase - 2 * Math.PI * Math.round(phase / (2 * Math.PI));

export class Alter {
  private readonly size: number;
  private readonly hop: number;
  private readonly fft: FFT;
  private readonly window: Float32Array;
  private readonly input: Float32Array;
  private readonly output: Float32Array;
  private readonly spectrum: number[];
  private readonly work: number[];
  private readonly phaseBefore: Float32Array;
  private readonly phaseSum: Float32Array;
  private filled = 0;
  private elapsed = 0;

  constructor(
    private readonly rate: number,
    private readonly alteration: Alteration,
  ) {
    // About 43 ms: two periods of a low voice.
    this.size = 2 ** Math.round(Math.log2(rate * 0.043));
    this.hop = this.size / OVERLAP;
    this.fft = new FFT(this.size);
    this.window = Float32Array.from(
      { length: this.size },
      (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / this.size),
    );
    this.input = new Float32Array(this.size);
    this.output = new Float32Array(this.size);
    this.spectrum = this.fft.createComplexArray();
    this.work = this.fft.createComplexArray();
    this.phaseBefore = new Float32Array(this.size / 2 + 1);
    this.phaseSum = new Float32Array(this.size / 2 + 1);
  }

  /** As many samples out as in, one frame later. */
  process(samples: Float32Array): Float32Array {
    const out = new Float32Array(samples.length);
    const kept = this.size - this.hop;
    for (let at = 0; at < samples.length; at++) {
      out[at] = this.output[this.filled] as number;
      this.input[kept + this.filled] = samples[at] as number;
      if (++this.filled === this.hop) {
        this.output.copyWithin(0, this.hop);
        this.output.fill(0, kept);
        this.frame();
        this.input.copyWithin(0, this.hop);
        this.filled = 0;
      }
    }
    return out;
  }

  /** The factors of this moment. */
  private factors(): { pitch: number; formant: number } {
    const { pitch, formant, wander } = this.alteration;
    const seconds = this.elapsed / this.rate;
    const wave = (hertz: number, phase: number): number => 1 + DEPTH * Math.sin(2 * Math.PI * hertz * seconds + phase);
    return { pitch: pitch * wave(wander[0], wander[1]), formant: formant * wave(wander[2], wander[3]) };
  }

  private frame(): void {
    const { size, hop, window } = this;
    const { pitch, formant } = this.factors();
    this.elapsed += hop;
    const windowed = Array.from(this.input, (sample, at) => sample * (window[at] as number));
    this.fft.realTransform(this.spectrum, windowed);
    const bins = size / 2 + 1;
    const magnitude = new Float32Array(bins);
    for (let bin = 0; bin < bins; bin++)
      magnitude[bin] = Math.hypot(this.spectrum[2 * bin] as number, this.spectrum[2 * bin + 1] as number);
    const envelope = this.envelope(magnitude);
    const moved = this.shift(magnitude, envelope, pitch);
    this.synthesise(moved, envelope, formant, magnitude);
  }

  /** The smooth outline of a spectrum, by keeping the slow part of its cepstrum. */
  private envelope(magnitude: Float32Array): Float32Array {
    const { size, work } = this;
    const bins = magnitude.length;
    const cut = Math.floor(this.rate * LIFTER);
    for (let bin = 0; bin < size; bin++) {
      work[2 * bin] = Math.log(Math.max(magnitude[bin < bins ? bin : size - bin] as number, 1e-6));
      work[2 * bin + 1] = 0;
    }
    const cepstrum = this.fft.createComplexArray();
    this.fft.inverseTransform(cepstrum, work);
    for (let at = 0; at < size; at++) {
      const quefrency = Math.min(at, size - at);
      const keep = quefrency < cut ? 1 : quefrency === cut ? 0.5 : 0;
      cepstrum[2 * at] = (cepstrum[2 * at] as number) * keep;
      cepstrum[2 * at + 1] = 0;
    }
    this.fft.transform(work, cepstrum);
    return Float32Array.from({ length: bins }, (_, bin) => Math.exp(work[2 * bin] as number));
  }

  /** The flattened spectrum, every partial moved by `pitch`: returns magnitudes, keeps phases from frame to frame. */
  private shift(magnitude: Float32Array, envelope: Float32Array, pitch: number): Float32Array {
    const { size, hop } = this;
    const bins = magnitude.length;
    const moved = new Float32Array(bins);
    const frequency = new Float32Array(bins);
    const advance = (2 * Math.PI * hop) / size;
    for (let bin = 0; bin < bins; bin++) {
      const phase = Math.atan2(this.spectrum[2 * bin + 1] as number, this.spectrum[2 * bin] as number);
      const deviation = principal(phase - (this.phaseBefore[bin] as number) - bin * advance);
      this.phaseBefore[bin] = phase;
      const target = Math.round(bin * pitch);
      const flat = (magnitude[bin] as number) / (envelope[bin] as number);
      if (target >= bins || flat <= (moved[target] as number)) continue;
      moved[target] = flat;
      frequency[target] = (bin * advance + deviation) * pitch;
    }
    for (let bin = 0; bin < bins; bin++) {
      if (frequency[bin] === 0) frequency[bin] = bin * advance;
      this.phaseSum[bin] = principal((this.phaseSum[bin] as number) + (frequency[bin] as number));
    }
    return moved;
  }

  /** Puts the stretched envelope back, keeps the loudness of the frame, and adds it to the output. */
  private synthesise(moved: Float32Array, envelope: Float32Array, formant: number, before: Float32Array): void {
    const { size, window, work } = this;
    const bins = moved.length;
    let energy = 0;
    let wanted = 0;
    for (let bin = 0; bin < bins; bin++) {
      const source = Math.min(bin / formant, bins - 1);
      const low = Math.floor(source);
      const high = Math.min(low + 1, bins - 1);
      const outline = (envelope[low] as number) * (1 - source + low) + (envelope[high] as number) * (source - low);
      moved[bin] = (moved[bin] as number) * outline;
      energy += (moved[bin] as number) ** 2;
      wanted += (before[bin] as number) ** 2;
    }
    const gain = energy > 0 ? Math.min(Math.sqrt(wanted / energy), 4) : 0;
    for (let bin = 0; bin < bins; bin++) {
      const value = (moved[bin] as number) * gain;
      work[2 * bin] = value * Math.cos(this.phaseSum[bin] as number);
      work[2 * bin + 1] = value * Math.sin(this.phaseSum[bin] as number);
    }
    work[1] = 0;
    work[2 * (bins - 1) + 1] = 0;
    this.fft.completeSpectrum(work);
    const time = this.fft.createComplexArray();
    this.fft.inverseTransform(time, work);
    // Two Hann windows at four frames to a window add up to 1.5.
    for (let at = 0; at < size; at++) {
      this.output[at] = (this.output[at] as number) + ((time[2 * at] as number) * (window[at] as number)) / 1.5;
    }
  }
}
