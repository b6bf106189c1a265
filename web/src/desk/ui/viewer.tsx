// One picture, sound or film of a source, shown in a sandboxed frame (viewer-frame.ts). Children are drawn over it,
// outside the frame.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { text } from "../../page/texts";
import { type Line, SANDBOX, VIEWER, give } from "./viewer-frame";
import { Progress } from "./parts";

/** Height of a picture or film at most, in CSS pixels. */
const HIGHEST = 384;

/** The longer side is at most this many times the other: anything else cannot be shown. */
const LONGEST = 100;

/** A size that a frame reports, or `undefined` when it cannot be shown. */
const sizeOf = (width: unknown, height: unknown): [number, number] | undefined => {
  const side = (value: unknown): value is number => typeof value === "number" && value >= 1 && value <= 100_000;
  return side(width) && side(height) && Math.max(width / height, height / width) <= LONGEST
    ? [width, height]
    : undefined;
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
  const line = useRef<Line | null>(null);
  const [state, setState] = useState<"loading" | "shown" | "broken" | "missing">("loading");
  const picture = type.startsWith("image/");
  useEffect(() => line.current?.say({ clear }), [clear]);
  useEffect(() => () => line.current?.close(), []);
  const fit = (width: number, height: number): void => {
    const across = Math.max(1, Math.round(width * Math.min(1, HIGHEST / height)));
    if (box.current)
      Object.assign(box.current.style, { inlineSize: `min(100%, ${across}px)`, aspectRatio: `${width} / ${height}` });
  };
  const loaded = (event: Event): void => {
    // A frame that loads again has navigated elsewhere: it gets no file.
    if (line.current) return;
    line.current = give(
      event.currentTarget as HTMLIFrameElement,
      { kind: "show", blob, type, name, clear },
      (answer) => {
        const size = answer?.kind === "size" ? sizeOf(answer.width, answer.height) : undefined;
        if (size) fit(...size);
        if (!answer) setState((before) => (before === "loading" ? "missing" : before));
        else if (answer.kind === "broken" || (picture && answer.kind === "size" && !size)) setState("broken");
        // A player counts as loaded at once: some browsers read nothing of a film or sound before it is started.
        else if (size || !picture) setState("shown");
      },
    );
  };
  if (state === "broken" || state === "missing")
    return (
      <p class="error" role="alert">
        {text(`desk-viewer-${state}`)}
      </p>
    );
  return (
    <>
      {state === "loading" && <Progress label={text("desk-loading-file")} />}
      <div ref={box} class={type.startsWith("audio/") ? "viewer sound" : "viewer"} hidden={state === "loading"}>
        <iframe src={VIEWER} sandbox={SANDBOX} title={name} onLoad={loaded} data-test="viewer" allowFullScreen />
        {children}
      </div>
    </>
  );
};
