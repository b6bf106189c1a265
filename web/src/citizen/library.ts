// Waiting for the cryptography script, and knowing early when this browser cannot run it.
import type { Library } from "./crypto";

/** Whether this browser has what encryption needs. Never silently weaker: without it nothing is sent. */
export const canEncrypt = (): boolean =>
  typeof BigInt !== "undefined" &&
  typeof Worker !== "undefined" &&
  typeof ReadableStream !== "undefined" &&
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
    window.addEventListener("sutura-crypto", () => {
      clearTimeout(timer);
      if (window.suturaCrypto) resolve(window.suturaCrypto);
    });
  });
