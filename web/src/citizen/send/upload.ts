// Chunk, loaded with the first file: files are encrypted as a stream and sent slice by slice with tus 1.0. Never more
// than one slice of a file in memory. A broken network or a restarted server costs at most what had not arrived of the
// slice that was under way; slices grow and shrink with the link.
import { UPLOADS } from "../../page/promised";
import { asksAlso, isOffline, otherAnswer, request } from "../../page/request";
import { isRefused } from "../../page/told";
import type { Library } from "./crypto";
import type { Enclosure } from "../../page/enclosure";
import type { Link } from "./link";
import type { PlainId } from "../../page/message-id";
import { randomId } from "../../page/sent-once";

asksAlso(UPLOADS);

const READ = 64 * 1024;
const SMALLEST = 16 * 1024;
const LARGEST = 1024 * 1024;
/** A slice should take this long, in seconds: long enough for the round trip not to count, short enough to lose. */
const SLICE_SECONDS = 6;
const MOST_FAILURES = 60;

export interface Attachment {
  blob: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  question?: string;
  altered?: boolean;
}

export interface Progress {
  /** Bytes of ciphertext that the server holds. */
  done: number;
  total: number;
}

/** Whether waiting may help. A full disk (507) must be told. A broken connection shows as 400 or as a moved offset. */
const passes = (error: unknown): boolean =>
  isOffline(error) ||
  (isRefused(error) && error.status !== 507 && (error.status >= 500 || error.status === 409 || error.status === 400));

const whyOf = (error: unknown): PlainId | undefined => (isOffline(error) ? error.messageId : undefined);

class Upload {
  private slice = SMALLEST * 2;
  private offset = 0;

  constructor(
    private readonly location: string,
    private readonly link: Link,
    private readonly onProgress: (done: number) => void,
  ) {}

  /** How much to send next. */
  get next(): number {
    return this.slice;
  }

  private async offsetThere(): Promise<number> {
    const { signal, done } = this.link.signal(30_000);
    const headers = { "Tus-Resumable": "1.0.0" };
    const response = await request(this.location, { method: "HEAD", headers, signal }).finally(done);
    return Number(response.headers.get("Upload-Offset"));
  }

  private async patch(piece: Blob): Promise<void> {
    const began = performance.now();
    // Four times what it should take: a connection that hangs is given up.
    const expected = this.link.rate > 0 ? (piece.size / this.link.rate) * 1000 : 20_000;
    const { signal, done } = this.link.signal(Math.max(15_000, expected * 4));
    this.link.sent += piece.size;
    const headers = {
      "Tus-Resumable": "1.0.0",
      "Upload-Offset": String(this.offset),
      "Content-Type": "application/offset+octet-stream",
    };
    const response = await request(this.location, { method: "PATCH", headers, body: piece, signal }).finally(done);
    const offset = Number(response.headers.get("Upload-Offset"));
    // More than was sent cannot have arrived.
    if (offset <= this.offset || offset > this.offset + piece.size) throw otherAnswer();
    this.offset = offset;
    this.link.measure(piece.size, performance.now() - began);
    const wanted = this.link.rate * SLICE_SECONDS;
    this.slice = Math.round(Math.min(Math.max(wanted, SMALLEST), this.slice * 2, LARGEST));
  }

  /** Sends the slice that starts at `start`, in smaller pieces if the link has become worse; resumes inside it. */
  async send(start: number, slice: Blob): Promise<void> {
    const end = start + slice.size;
    for (let failures = 0; this.offset < end;) {
      await this.link.open();
      const before = this.offset;
      try {
        if (failures > 0) this.offset = await this.offsetThere();
        if (!(this.offset >= start && this.offset <= end)) throw new Error("the server counts otherwise");
        const from = this.offset - start;
        if (this.offset < end) await this.patch(slice.slice(from, from + this.slice));
      } catch (error) {
        await this.link.open();
        if (!passes(error) || failures > MOST_FAILURES) throw error;
        this.slice = Math.max(SMALLEST, Math.round(this.slice / 2));
        this.link.rate /= 2;
        // What arrived of a request that broke off is progress, not failure.
        failures = this.offset > before ? 1 : failures + 1;
        await this.link.wait(failures - 1, whyOf(error));
        continue;
      }
      failures = 0;
      this.onProgress(this.offset);
    }
  }
}

const create = async (total: number, ticket: string, link: Link): Promise<string> => {
  // When an answer is lost, the same upload is asked for again: the ticket pays for it once.
  const id = randomId();
  for (let failures = 0; ; failures++) {
    await link.open();
    const { signal, done } = link.signal(30_000);
    try {
      const headers = {
        "Tus-Resumable": "1.0.0",
        "Upload-Length": String(total),
        "Sutura-Ticket": ticket,
        "Sutura-Upload": id,
      };
      const response = await request("/api/uploads", { method: "POST", headers, signal }).finally(done);
      const location = `/api/uploads/${id}`;
      if (response.headers.get("Location") !== location) throw otherAnswer();
      return location;
    } catch (error) {
      await link.open();
      if (!passes(error) || failures > MOST_FAILURES) throw error;
      await link.wait(failures, whyOf(error));
    }
  }
};

/** How a file is sent: encrypted to `recipient`, let in by `ticket`. */
export interface Way {
  library: Library;
  link: Link;
  recipient: string;
  ticket: string;
}

/** Encrypts and sends one file. Throws `Refused`, or `Offline` after a long time without a network. */
export const upload = async (
  { library, link, recipient, ticket }: Way,
  file: Enclosure,
  onProgress: (progress: Progress) => void,
): Promise<Attachment> => {
  const { content } = file;
  const total = library.age.sealedSize(content.size);
  const location = await create(total, ticket, link);
  const sending = new Upload(location, link, (done) => onProgress({ done, total }));
  const hash = library.sha256.create();
  const next = library.age.sealStream(recipient, content.size, library.pieces(content, READ, hash));
  let start = 0;
  let pending: Uint8Array[] = [];
  let waiting = 0;
  const flush = async (bytes: number): Promise<void> => {
    const whole = new Blob(pending as BlobPart[]);
    // The browser holds the Blob now; the page need not hold the same bytes while they are sent.
    pending = [];
    await sending.send(start, whole.slice(0, bytes));
    const rest = new Uint8Array(await new Response(whole.slice(bytes)).arrayBuffer());
    start += whole.size - rest.length;
    pending = rest.length > 0 ? [rest] : [];
    waiting = rest.length;
  };
  for (let ended = false; !ended;) {
    const value = await next();
    if (value) {
      pending.push(value);
      waiting += value.length;
    }
    ended = value === null;
    while (waiting >= sending.next || (ended && waiting > 0)) await flush(Math.min(sending.next, waiting));
  }
  const { name, type, about } = file;
  return {
    blob: location.split("/").pop() ?? "",
    name,
    type,
    size: content.size,
    sha256: library.bytes.hex(hash.digest()),
    ...about,
  };
};

declare global {
  interface Window {
    suturaUpload?: typeof upload;
  }
}

window.suturaUpload = upload;
