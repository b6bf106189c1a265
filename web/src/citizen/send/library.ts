// Waiting for the cryptography script, and knowing early when this browser cannot run it.
import type { Library } from "./crypto";
import { chunk } from "../../page/chunk";

/** Opera Mini renders pages on somebody else's server: what is typed passes through it. */
const PROXY = /Opera Mini|Opera Mobi|OPiOS|Presto\//;

/**
 * What keeps this browser from encrypting, as the id of the message that says so; nothing when it can. Never silently
 * weaker: with an obstacle nothing is asked and nothing is sent.
 */
export const obstacle = (): "js-proxy" | "js-insecure" | "js-old" | undefined => {
  if (PROXY.test(navigator.userAgent) || "operamini" in window) return "js-proxy";
  // Onion services are safe without TLS; browsers that do not know that do not call them so.
  if (!window.isSecureContext && !location.hostname.endsWith(".onion")) return "js-insecure";
  const able =
    typeof BigInt !== "undefined" &&
    typeof Worker !== "undefined" &&
    typeof crypto !== "undefined" &&
    typeof crypto.getRandomValues === "function";
  return able ? undefined : "js-old";
};

/** The cryptography. It is loaded after its page, so that the form is usable first, and again if that failed. */
export const library = async (): Promise<Library> => {
  await chunk("crypto");
  if (!window.suturaCrypto) throw new Error("the cryptography did not load");
  return window.suturaCrypto;
};
