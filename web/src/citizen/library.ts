// Waiting for the cryptography script, and knowing early when this browser cannot run it.
import type { Library } from "./crypto";
import { chunk } from "./chunk";

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

/** The cryptography: loaded behind the page that uses it, so that the form is usable first; asked for again if it failed. */
export const library = async (): Promise<Library> => {
  await chunk("crypto");
  if (!window.suturaCrypto) throw new Error("the cryptography did not load");
  return window.suturaCrypto;
};
