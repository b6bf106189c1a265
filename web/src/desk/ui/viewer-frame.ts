// The desk's side of the sandboxed viewer frame (web/src/viewer): opening a frame, handing it a file, and receiving its
// answers. A crafted file may have taken over a decoder in the frame, so its answers are used only as sizes and as
// files to pass on. Whether such a decoder can reach the desk's memory depends on the browser (docs/threat-model.md).
import type { Answer, Change, Order } from "../../viewer/orders";

/** The frame may only run its own script: it has no origin and cannot open windows. */
export const SANDBOX = "allow-scripts";
export const VIEWER = "/desk/viewer";

/** Milliseconds to wait for a frame's first answer, and then for its work on the file. */
const [PATIENCE, WORK] = [20_000, 120_000];

/** Sends changes to a frame that has its file, and closes the connection. */
export interface Line {
  say: (change: Change) => void;
  close: () => void;
}

const KINDS = ["here", "size", "black", "broken"];

/** Hands a loaded frame its file. `onAnswer` gets `undefined` when an answer does not come in time. */
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
  // A frame without an origin can only be addressed as "*"; the page's policy allows frames from our own address alone.
  frame.contentWindow?.postMessage(order, "*", [port2]);
  return {
    say: (change) => port1.postMessage(change),
    close: () => {
      clearTimeout(missing);
      port1.close();
    },
  };
};

/** Returns the picture as a JPEG with black areas, drawn in a hidden frame. Throws when it cannot be decoded. */
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
