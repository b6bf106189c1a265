// From the microphone to Opus: the graph of audio nodes and its recorder. The unaltered sound is never recorded unless
// the person asked for that.
import { Alter, type Alteration, draw } from "./alter";

/** Opus, mono; speech is clear at this rate, and a minute with its container fits the 128 KiB it is padded to. */
const BITS_PER_SECOND = 15_000;
const TYPES = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];

/** What the oldest browsers of the budget may lack, or have under an older name. */
type Maker = typeof AudioContext | undefined;
const named = window as unknown as { AudioContext: Maker; webkitAudioContext: Maker };
const Context = named.AudioContext ?? named.webkitAudioContext;
const devices = navigator.mediaDevices as Partial<MediaDevices> | undefined;

/** Whether this browser can record, and can alter what it records. Tor Browser has no Web Audio. */
export const canAlter = (): boolean =>
  typeof Context === "function" &&
  typeof MediaRecorder === "function" &&
  devices !== undefined &&
  "getUserMedia" in devices &&
  "createMediaStreamDestination" in Context.prototype;

const random = (): number => (crypto.getRandomValues(new Uint32Array(1))[0] as number) / 2 ** 32;

const altering = async (context: AudioContext, workletAddress: string): Promise<AudioNode> => {
  const alteration: Alteration = draw(random);
  const thread = context.audioWorklet as AudioWorklet | undefined;
  if (thread) {
    try {
      await thread.addModule(workletAddress);
      const options = {
        numberOfInputs: 1,
        numberOfOutputs: 1,
        outputChannelCount: [1],
        channelCount: 1,
        channelCountMode: "explicit" as const,
        processorOptions: alteration,
      };
      return new AudioWorkletNode(context, "altering", options);
    } catch {
      // Without the audio thread the page's own thread does the same.
    }
  }
  const alter = new Alter(context.sampleRate, alteration);
  const node = context.createScriptProcessor(4096, 1, 1);
  node.onaudioprocess = (event) =>
    event.outputBuffer.getChannelData(0).set(alter.process(event.inputBuffer.getChannelData(0)));
  return node;
};

/** A recording that is under way. */
export class Sound {
  private readonly parts: Blob[] = [];
  private ended: Promise<Blob> | undefined;

  private constructor(
    private readonly microphone: MediaStream,
    private readonly context: AudioContext,
    private readonly recorder: MediaRecorder,
    private readonly meter: AnalyserNode,
  ) {
    recorder.ondataavailable = (event) => {
      if (event.data.size > 0) this.parts.push(event.data);
    };
  }

  /** Asks for the microphone and starts; throws when it is refused. */
  static async start(alter: boolean, workletAddress: string): Promise<Sound> {
    const microphone = await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, noiseSuppression: true, autoGainControl: true },
    });
    let context: AudioContext | undefined;
    try {
      context = new (Context as typeof AudioContext)();
      await context.resume();
      const source = context.createMediaStreamSource(microphone);
      const node = alter ? await altering(context, workletAddress) : source;
      if (node !== source) source.connect(node);
      const meter = context.createAnalyser();
      meter.fftSize = 1024;
      node.connect(meter);
      const out = context.createMediaStreamDestination();
      out.channelCount = 1;
      node.connect(out);
      const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
      const recorder = new MediaRecorder(out.stream, {
        audioBitsPerSecond: BITS_PER_SECOND,
        ...(mimeType ? { mimeType } : {}),
      });
      const sound = new Sound(microphone, context, recorder, meter);
      recorder.start(1000);
      return sound;
    } catch (problem) {
      microphone.getTracks().forEach((track) => track.stop());
      await context?.close();
      throw problem;
    }
  }

  /** Loudness of this moment, 0 to 1. */
  level(): number {
    const samples = new Uint8Array(this.meter.fftSize);
    this.meter.getByteTimeDomainData(samples);
    const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample - 128)), 0);
    return Math.min(1, peak / 64);
  }

  pause(): void {
    this.recorder.pause();
  }

  resume(): void {
    this.recorder.resume();
  }

  /** Ends the recording, lets go of the microphone and returns what was recorded. */
  stop(): Promise<Blob> {
    this.ended ??= this.end();
    return this.ended;
  }

  private async end(): Promise<Blob> {
    if (this.recorder.state !== "inactive") {
      await new Promise<void>((resolve) => {
        this.recorder.onstop = () => resolve();
        this.recorder.stop();
      });
    }
    this.microphone.getTracks().forEach((track) => track.stop());
    await this.context.close();
    return new Blob(this.parts, { type: (this.recorder.mimeType || "audio/webm").split(";")[0] ?? "" });
  }
}
