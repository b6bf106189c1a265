// Reading a file piece by piece: never more than a window of it in memory.

const WINDOW = 64 * 1024;

/** The file does not have the structure of its format. It is then left unchanged. */
export class Malformed extends Error {}

export class Reader {
  private window = new Uint8Array(0);
  private start = 0;

  constructor(readonly file: Blob) {}

  get size(): number {
    return this.file.size;
  }

  /** `length` bytes at `at`; throws beyond the end. */
  async bytes(at: number, length: number): Promise<Uint8Array> {
    if (at < 0 || at + length > this.size) throw new Malformed("beyond the end");
    if (at < this.start || at + length > this.start + this.window.length) {
      const end = Math.min(this.size, at + Math.max(length, WINDOW));
      this.window = new Uint8Array(await new Response(this.file.slice(at, end)).arrayBuffer());
      this.start = at;
    }
    return this.window.subarray(at - this.start, at - this.start + length);
  }

  async view(at: number, length: number): Promise<DataView> {
    const bytes = await this.bytes(at, length);
    return new DataView(bytes.buffer, bytes.byteOffset, length);
  }

  /** Four letters. */
  async name(at: number): Promise<string> {
    return String.fromCharCode(...(await this.bytes(at, 4)));
  }
}

/** A file made of parts of another: the browser copies them when they are read, not here. */
export type Parts = BlobPart[];

const nothing = new Blob([new Uint8Array(WINDOW)]);

/** `count` zero bytes, without holding them in memory. */
export const zeros = (count: number): Parts => {
  const parts: Parts = Array.from({ length: Math.floor(count / WINDOW) }, () => nothing);
  return [...parts, nothing.slice(0, count % WINDOW)];
};
