// The Workers that open reports: as many as the machine has cores to spare, each with a few reports at a time.
import { trusted } from "../../page/derivation";
import type { Job, Opened, OpenerKeys } from "./opener";

const script = document.currentScript;

/**
 * Reports that a Worker opens before it answers: often enough for the progress bar, rarely enough for the main thread.
 */
const SLICE = 16;
const MOST = 4;

export class Pool {
  private readonly workers: Worker[];

  constructor(most = MOST) {
    const address = trusted.createScriptURL(script?.getAttribute("data-desk-worker") ?? "");
    const count = Math.max(1, Math.min(most, navigator.hardwareConcurrency || 2));
    this.workers = Array.from({ length: count }, () => new Worker(address));
  }

  setKeys(keys: OpenerKeys): void {
    for (const worker of this.workers) worker.postMessage({ keys });
  }

  /** Opens all of `jobs`; `onSome` is given what is open, in no order. */
  async open(jobs: Job[], onSome: (opened: Opened[]) => void): Promise<void> {
    let next = 0;
    const run = async (worker: Worker): Promise<void> => {
      while (next < jobs.length) {
        const slice = jobs.slice(next, (next += SLICE));
        onSome(await this.ask(worker, slice));
      }
    };
    await Promise.all(this.workers.map(run));
  }

  private ask(worker: Worker, jobs: Job[]): Promise<Opened[]> {
    return new Promise((resolve, reject) => {
      worker.onmessage = (event: MessageEvent<Opened[]>) => resolve(event.data);
      worker.onerror = () => reject(new Error("worker"));
      worker.onmessageerror = () => reject(new Error("worker"));
      // A file is handed over, not copied: the main thread would stand still meanwhile.
      worker.postMessage(
        { jobs },
        jobs.flatMap((job) => (job.kind === "file" ? [job.bytes.buffer as ArrayBuffer] : [])),
      );
    });
  }

  /** Ends the Workers and what they know. */
  close(): void {
    for (const worker of this.workers) worker.terminate();
  }
}
