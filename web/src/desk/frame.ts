// The desk's side of the viewer frame (web/src/viewer): opening one, giving it its file, and hearing what it says. Whatever comes
// from it may come from a decoder that somebody has taken over: it is numbers to draw by and files to hand on, nothing else. Whether
// such a decoder is also kept from the desk's memory is the browser's affair (docs/threat-model.md).
import type { Answer, Order } from "../viewer/orders";

/** Everything is refused to the frame but its own script: it has no origin, and opens no window. */
export const SANDBOX = "allow-scripts";
export const VIEWER = "/desk/viewer";

/** Milliseconds until a frame that says nothing is not there, and until one that is there has done nothing with its file. */
const [PATIENCE, WORK] = [20_000, 120_000];

/** Hands a loaded frame its file. `onAnswer` gets nothing when an answer does not come. The port goes on for changes. */
export const give = (frame: HTMLIFrameElement, order: Order, onAnswer: (answer: Answer | undefined) => void): MessagePort => {
  const { port1, port2 } = new MessageChannel();
  let missing = setTimeout(() => onAnswer(undefined), PATIENCE);
  port1.onmessage = ({ data }: MessageEvent<Answer>) => {
    clearTimeout(missing);
    if (data.kind === "here") missing = setTimeout(() => onAnswer(undefined), WORK);
    onAnswer(data);
  };
  // A frame without an origin cannot be named; it was loaded from our own address, and the policy allows no other.
  frame.contentWindow?.postMessage(order, "*", [port2]);
  return port1;
};

/** A JPEG of a picture with the areas in black, drawn in a frame that nobody sees. Throws when the picture cannot be read. */
export const maskImage = (bytes: Uint8Array, type: string, areas: number[][]): Promise<Uint8Array> =>
  new Promise<Blob>((resolve, reject) => {
    const frame = document.createElement("iframe");
    frame.hidden = true;
    frame.sandbox.value = SANDBOX;
    const done = (): void => frame.remove();
    frame.onload = () => {
      frame.onload = null;
      give(frame, { kind: "blacken", blob: new Blob([bytes as BlobPart], { type }), areas }, (answer) => {
        if (answer?.kind === "here") return;
        done();
        if (answer?.kind === "black" && answer.blob instanceof Blob) resolve(answer.blob);
        else reject(new Error("the picture cannot be read"));
      });
    };
    frame.src = VIEWER;
    document.body.append(frame);
  }).then(async (blob) => new Uint8Array(await blob.arrayBuffer()));
