// Starting the key-derivation Worker: WebAssembly where it exists, plain JavaScript otherwise.
import type { Cost, Derived } from "../crypto/derive";

/** What a Worker is asked. */
export type WorkerOrder =
  { kind: "derive"; secret: string; salt: Uint8Array; cost: Cost } | { kind: "solve"; challenge: string; work: number };

/** What a Worker answers: how far it is (`done` from 0 to 1), then what was asked, or that it failed. */
export type WorkerAnswer =
  | { kind: "progress"; done: number }
  | ({ kind: "derived" } & Derived)
  | { kind: "solved"; ticket: string }
  | { kind: "failed" };

const OWN_SCRIPT = /^\/assets\/(kdf-worker|crypto|upload|files|voice|receipt|strength|charts|desk-worker)[\w.-]*\.js$/;

export const trusted = (() => {
  const rules = {
    createScriptURL(url: string): string {
      if (!OWN_SCRIPT.test(url)) throw new TypeError("not a script of ours");
      return url;
    },
  };
  return window.trustedTypes?.createPolicy("sutura-worker", rules) ?? rules;
})();

// The page's own script carries the addresses of both workers.
const script = document.currentScript;

const ask = (order: WorkerOrder, url: string, onProgress?: (done: number) => void): Promise<WorkerAnswer> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(trusted.createScriptURL(url));
    const end = (act: () => void): void => {
      worker.terminate();
      act();
    };
    worker.onmessage = (event: MessageEvent<WorkerAnswer>) => {
      const answer = event.data;
      if (answer.kind === "progress") onProgress?.(answer.done);
      else if (answer.kind === "failed") end(() => reject(new Error("worker")));
      else end(() => resolve(answer));
    };
    worker.onerror = () => end(() => reject(new Error("worker")));
    worker.postMessage(order);
  });

const run = async (order: WorkerOrder, onProgress?: (done: number) => void): Promise<WorkerAnswer> => {
  const fast = script?.getAttribute("data-worker") ?? "";
  const plain = script?.getAttribute("data-worker-plain") ?? "";
  if (typeof WebAssembly === "undefined") return ask(order, plain, onProgress);
  try {
    return await ask(order, fast, onProgress);
  } catch {
    return ask(order, plain, onProgress);
  }
};

/** Argon2id and HKDF, off the main thread. */
export const derive = async (
  secret: string,
  salt: Uint8Array,
  cost: Cost,
  onProgress?: (done: number) => void,
): Promise<Derived> => {
  const answer = await run({ kind: "derive", secret, salt, cost }, onProgress);
  if (answer.kind !== "derived") throw new Error("worker");
  return answer;
};

/** Bytes of uploads that a ticket pays for; each zero bit more doubles them (src/crypto/ticket.rs). */
const PAID = 8 * 1024 * 1024;

/** Leading zero bits of a ticket that pays for so many bytes of uploads; 0 where tickets are switched off. */
export const workFor = (work: number, bytes: number): number =>
  work === 0 ? 0 : work + Math.max(0, Math.ceil(Math.log2(Math.max(1, bytes) / PAID)));

/** A solved ticket (proof of work); empty where tickets are switched off. */
export const solveTicket = async (challenge: string, work: number): Promise<string> => {
  if (work === 0) return "";
  const answer = await run({ kind: "solve", challenge, work });
  if (answer.kind !== "solved") throw new Error("worker");
  return answer.ticket;
};
