// The frame in which the desk shows files of strangers. Pictures, sound and films are decoded here, in an origin of
// their own without keys or session, whose policy loads nothing (src/web/desk/viewer.rs). The desk hands it one file.
import { blacken } from "./blacken";
import type { Answer, Change, Order } from "./orders";

type Say = (answer: Answer) => void;

const picture = (url: string, name: string, say: Say): HTMLElement => {
  const image = new Image();
  image.alt = name;
  image.onload = () => say({ kind: "size", width: image.naturalWidth, height: image.naturalHeight });
  image.onerror = () => say({ kind: "broken" });
  image.src = url;
  return image;
};

const player = (tag: "audio" | "video", url: string, say: Say): HTMLMediaElement => {
  const media = document.createElement(tag);
  media.preload = "metadata";
  media.onloadedmetadata = () => {
    if (media instanceof HTMLVideoElement) say({ kind: "size", width: media.videoWidth, height: media.videoHeight });
  };
  media.onerror = () => say({ kind: "broken" });
  media.src = url;
  return media;
};

const show = (port: MessagePort, order: Order & { kind: "show" }, say: Say): void => {
  const { blob, type, name } = order;
  // The type says how it is read: a file that says it is something else is not looked into.
  const url = URL.createObjectURL(new Blob([blob], { type }));
  const image = type.startsWith("image/");
  const element = image ? picture(url, name, say) : player(type.startsWith("audio/") ? "audio" : "video", url, say);
  const clear = (yes: boolean): void => {
    document.body.className = yes ? "" : "blurred";
    if (element instanceof HTMLMediaElement) element.controls = yes;
  };
  clear(order.clear);
  document.body.append(element);
  port.onmessage = ({ data }: MessageEvent<Change>) => clear(data.clear);
};

let started = false;
addEventListener("message", (event: MessageEvent<Order>) => {
  const [port] = event.ports;
  if (started || event.source !== parent || !port) return;
  started = true;
  const say: Say = (answer) => port.postMessage(answer);
  say({ kind: "here" });
  const { data: order } = event;
  if (order.kind === "show") show(port, order, say);
  else
    blacken(order.blob, order.areas).then(
      (blob) => say({ kind: "black", blob }),
      () => say({ kind: "broken" }),
    );
});
