// The audio thread: alters the sound of the microphone before anything else sees it. A recording that is not to be
// altered does not pass here.
import { Alter, type Alteration } from "./alter";

declare const sampleRate: number;
declare const registerProcessor: (name: string, processor: unknown) => void;
declare const AudioWorkletProcessor: new () => object;

class Altering extends AudioWorkletProcessor {
  private readonly alter: Alter;

  constructor(options: { processorOptions: Alteration }) {
    super();
    this.alter = new Alter(sampleRate, options.processorOptions);
  }

  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const input = inputs[0]?.[0];
    const output = outputs[0]?.[0];
    if (input && output) output.set(this.alter.process(input));
    return true;
  }
}

registerProcessor("altering", Altering);
