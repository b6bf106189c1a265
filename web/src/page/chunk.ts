// Scripts that are loaded when they are needed: the cryptography once the page is usable, the uploader with the first
// file, the recorder with the first word spoken. Their addresses and integrity values are attributes of the page's own
// script: `/assets/… sha384-…`. How to add one: build.mjs.
import { trusted } from "./derivation";

const own = document.currentScript;
const loading = new Map<string, Promise<void>>();

const load = (name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const [address = "", integrity = ""] = (own?.getAttribute(`data-${name}`) ?? "").split(" ");
    const script = document.createElement("script");
    script.integrity = integrity;
    script.src = trusted.createScriptURL(address);
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      loading.delete(name);
      reject(new Error(`${name} did not load`));
    };
    document.head.append(script);
  });

/** Loads a chunk once; after a failure the next call tries again. */
export const chunk = (
  name: "crypto" | "upload" | "files" | "voice" | "receipt" | "strength" | "charts",
): Promise<void> => {
  const known = loading.get(name) ?? load(name);
  loading.set(name, known);
  return known;
};

/** The address of a script that runs elsewhere than on the page: a Worker's, a worklet's. */
export const addressOf = (name: string): string => own?.getAttribute(`data-${name}`) ?? "";
