// One picture, sound or film of a source, in a frame of its own (frame.ts). What is drawn over it lies outside the frame.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { text } from "../texts";
import { SANDBOX, VIEWER, give } from "./frame";
import { Progress } from "./parts";

/** Points of the screen: nothing is higher. */
const HIGHEST = 384;

/** A size as a frame tells it, if it is one. */
const sizeOf = (width: unknown, height: unknown): [number, number] | undefined => {
  const sound = (side: unknown): side is number => typeof side === "number" && side >= 1 && side <= 100_000;
  return sound(width) && sound(height) ? [width, height] : undefined;
};

interface Properties {
  blob: Blob;
  type: string;
  name: string;
  clear: boolean;
  /** Drawn over the picture. */
  children?: ComponentChildren;
}

export const Viewer = ({ blob, type, name, clear, children }: Properties) => {
  const box = useRef<HTMLDivElement>(null);
  const port = useRef<MessagePort | null>(null);
  const [state, setState] = useState<"loading" | "shown" | "broken" | "missing">("loading");
  const sound = type.startsWith("audio/");
  useEffect(() => port.current?.postMessage({ clear }), [clear]);
  useEffect(() => () => port.current?.close(), []);
  const fit = (width: number, height: number): void => {
    const across = Math.max(1, Math.round(width * Math.min(1, HIGHEST / height)));
    if (box.current) Object.assign(box.current.style, { inlineSize: `min(100%, ${across}px)`, aspectRatio: `${width} / ${height}` });
  };
  const loaded = (event: Event): void => {
    // A frame that leads itself elsewhere is given nothing more.
    if (port.current) return;
    port.current = give(event.currentTarget as HTMLIFrameElement, { kind: "show", blob, type, name, clear }, (answer) => {
      const size = answer?.kind === "size" ? sizeOf(answer.width, answer.height) : undefined;
      if (size) fit(...size);
      if (!answer) setState("missing");
      else if (answer.kind === "broken") setState("broken");
      else if (size || sound) setState("shown");
    });
  };
  if (state === "broken" || state === "missing") return <p class="error" role="alert">{text(`desk-viewer-${state}`)}</p>;
  return (
    <>
      {state === "loading" && <Progress label={text("desk-loading-file")} />}
      <div ref={box} class={sound ? "viewer sound" : "viewer"} hidden={state === "loading" && !sound}>
        <iframe src={VIEWER} sandbox={SANDBOX} title={name} onLoad={loaded} data-test="viewer" allowFullScreen />
        {children}
      </div>
    </>
  );
};
