// Scripts that are loaded when they are needed: the cryptography once the page is usable, the uploader with the first
// file, the recorder with the first word spoken. Address and integrity of each stand on the page's own script: `/assets/… sha384-…`.
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

/** The address of a script that is not run on the page itself. */
export const addressOf = (name: string): string => own?.getAttribute(`data-${name}`) ?? "";
