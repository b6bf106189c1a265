// The desk's side of the viewer frame (web/src/viewer): opening one, giving it its file, and hearing what it says.
// Whatever comes from it may come from a decoder that somebody has taken over: it is numbers to draw by and files to
// hand on, nothing else. Whether such a decoder is also kept from the desk's memory is the browser's affair
// (docs/threat-model.md).
import type { Answer, Change, Order } from "../../viewer/orders";

/** Everything is refused to the frame but its own script: it has no origin, and opens no window. */
export const SANDBOX = "allow-scripts";
export const VIEWER = "/desk/viewer";

/**
 * Milliseconds until a frame that says nothing is not there, and until one that is there has done nothing with its
 * file.
 */
const [PATIENCE, WORK] = [20_000, 120_000];

/** What is said to a frame after its file, and its end. */
export interface Line {
  say: (change: Change) => void;
  close: () => void;
}

const KINDS = ["here", "size", "black", "broken"];

/** Hands a loaded frame its file. `onAnswer` gets nothing when an answer does not come. */
export const give = (frame: HTMLIFrameElement, order: Order, onAnswer: (answer: Answer | undefined) => void): Line => {
  const { port1, port2 } = new MessageChannel();
  let here = false;
  let missing = setTimeout(() => onAnswer(undefined), PATIENCE);
  port1.onmessage = ({ data }: MessageEvent<Answer | null>) => {
    const answer = data && KINDS.includes(data.kind) ? data : { kind: "broken" as const };
    clearTimeout(missing);
    if (answer.kind === "here" && !here) missing = setTimeout(() => onAnswer(undefined), WORK);
    here = true;
    onAnswer(answer);
  };
  // A frame without an origin cannot be named; it was loaded from our own address, and the policy allows no other.
  frame.contentWindow?.postMessage(order, "*", [port2]);
  return {
    say: (change) => port1.postMessage(change),
    close: () => {
      clearTimeout(missing);
      port1.close();
    },
  };
};

/**
 * A JPEG of a picture with the areas in black, drawn in a frame that nobody sees. Throws when the picture cannot be
 * read.
 */
export const maskImage = (bytes: Uint8Array, type: string, areas: number[][]): Promise<Uint8Array> =>
  new Promise<Blob>((resolve, reject) => {
    const frame = document.createElement("iframe");
    frame.hidden = true;
    frame.sandbox.value = SANDBOX;
    let line: Line | undefined;
    const end = (answer: Answer | undefined): void => {
      if (answer?.kind === "here") return;
      clearTimeout(unloaded);
      line?.close();
      frame.remove();
      if (answer?.kind === "black" && answer.blob instanceof Blob) resolve(answer.blob);
      else reject(new Error("the picture cannot be read"));
    };
    const unloaded = setTimeout(() => end(undefined), PATIENCE);
    frame.onload = () => {
      frame.onload = null;
      clearTimeout(unloaded);
      line = give(frame, { kind: "blacken", blob: new Blob([bytes as BlobPart], { type }), areas }, end);
    };
    frame.src = VIEWER;
    document.body.append(frame);
  }).then(async (blob) => new Uint8Array(await blob.arrayBuffer()));
