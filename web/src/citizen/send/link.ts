// The link to the server while something is sent: how fast it is, whether the person paused it, and waiting for it.
import type { PlainId } from "../../page/message-id";

const LONGEST_WAIT = 30_000;
/** Failures in a row after which the person is offered another way: some seven seconds. */
const TROUBLE = 3;

export class Link {
  /** Bytes per second, smoothed; 0 until the first slice has arrived. */
  rate = 0;
  /** Bytes that were sent, those that were lost on the way included. */
  sent = 0;
  /** Told in which words nothing has got through for a while, and without any when something does again. */
  onTrouble: (words?: PlainId) => void = () => undefined;
  private waiting: (() => void)[] = [];
  private paused = false;
  private request = new AbortController();

  constructor(private readonly ended: AbortSignal) {
    ended.addEventListener("abort", () => {
      this.request.abort();
      this.wake();
    });
  }

  get isPaused(): boolean {
    return this.paused;
  }

  /** Aborts the request that is running: what has arrived of it stays with the server. */
  pause(): void {
    this.paused = true;
    this.request.abort();
  }

  resume(): void {
    this.paused = false;
    this.wake();
  }

  private wake(): void {
    for (const go of this.waiting.splice(0)) go();
  }

  /** A signal for one request; it ends with a pause, with cancelling, or after `timeout` milliseconds. */
  signal(timeout: number): { signal: AbortSignal; done: () => void } {
    this.request = new AbortController();
    const request = this.request;
    if (this.ended.aborted || this.paused) request.abort();
    const timer = setTimeout(() => request.abort(), timeout);
    return { signal: request.signal, done: () => clearTimeout(timer) };
  }

  /** Returns at once while the link is open; throws when sending was cancelled. */
  async open(): Promise<void> {
    while (this.paused && !this.ended.aborted) await new Promise<void>((resolve) => this.waiting.push(resolve));
    if (this.ended.aborted) throw new DOMException("cancelled", "AbortError");
  }

  /** Waits longer after each failure in a row, at most until the network is back. `why` is why the last one failed. */
  async wait(failures: number, why?: PlainId): Promise<void> {
    if (this.ended.aborted) throw new DOMException("cancelled", "AbortError");
    if (failures >= TROUBLE) this.onTrouble(why === "js-other-answer" ? why : "js-waiting");
    await new Promise<void>((resolve) => {
      const go = (): void => {
        clearTimeout(timer);
        window.removeEventListener("online", go);
        resolve();
      };
      const timer = setTimeout(go, Math.min(500 * 2 ** failures, LONGEST_WAIT));
      window.addEventListener("online", go);
      this.waiting.push(go);
    });
    await this.open();
  }

  /** Takes note of bytes that arrived in so many milliseconds. */
  measure(bytes: number, milliseconds: number): void {
    this.onTrouble();
    const rate = (bytes * 1000) / Math.max(milliseconds, 1);
    this.rate = this.rate === 0 ? rate : 0.7 * this.rate + 0.3 * rate;
  }
}
