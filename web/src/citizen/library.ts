// Waiting for the cryptography script, and knowing early when this browser cannot run it.
import type { Library } from "./crypto";
import { trusted } from "../worker";

/** Whether this browser has what encryption needs. Never silently weaker: without it nothing is sent. */
export const canEncrypt = (): boolean =>
  typeof BigInt !== "undefined" &&
  typeof Worker !== "undefined" &&
  // The age library encrypts through these.
  typeof ReadableStream !== "undefined" &&
  typeof TransformStream !== "undefined" &&
  "pipeThrough" in ReadableStream.prototype &&
  typeof crypto !== "undefined" &&
  typeof crypto.getRandomValues === "function" &&
  // Opera Mini renders on somebody else's server.
  !/Opera Mini|Presto\//.test(navigator.userAgent);

export const library = (): Promise<Library> =>
  new Promise((resolve, reject) => {
    if (window.suturaCrypto) {
      resolve(window.suturaCrypto);
      return;
    }
    const timer = setTimeout(() => reject(new Error("the cryptography did not load")), 120_000);
    const script = document.querySelector<HTMLScriptElement>("script[data-library]");
    const again = (): void => {
      // The script failed on the way: the same element, with the same hash, is asked for once more.
      const copy = document.createElement("script");
      for (const { name, value } of Array.from(script?.attributes ?? [])) {
        if (name !== "src") copy.setAttribute(name, value);
      }
      copy.src = trusted.createScriptURL(script?.getAttribute("src") ?? "");
      copy.onerror = () => reject(new Error("the cryptography did not load"));
      document.head.append(copy);
    };
    if (script && document.readyState === "complete") again();
    window.addEventListener("sutura-crypto", () => {
      clearTimeout(timer);
      if (window.suturaCrypto) resolve(window.suturaCrypto);
    });
  });
