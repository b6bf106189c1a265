// Files: encrypted as a stream and sent slice by slice with tus 1.0. Never more than one slice of a file in memory;
// a broken network or a restarted server costs the slice that was under way.
import { Offline, Refused, request } from "./api";
import type { Library } from "./crypto";

const READ = 256 * 1024;
const SLICE = 512 * 1024;
const LONGEST_WAIT = 30_000;

export interface Attachment {
  blob: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
}

export interface Progress {
  /** Bytes of ciphertext that the server holds. */
  done: number;
  total: number;
}

const wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("cancelled", "AbortError"));
    });
  });

const offsetOf = async (location: string, signal: AbortSignal): Promise<number> => {
  const response = await request(location, { method: "HEAD", headers: { "Tus-Resumable": "1.0.0" }, signal });
  return Number(response.headers.get("Upload-Offset"));
};

/** Whether waiting may help. A full disk (507) must be told; a cut connection shows as 400 or as an offset that moved. */
const passes = (error: unknown): boolean =>
  error instanceof Offline ||
  (error instanceof Refused && error.status !== 507 && (error.status >= 500 || error.status === 409 || error.status === 400));

/** Sends `slice`, which starts at `start`; resumes inside it as often as it takes. */
const send = async (location: string, start: number, slice: Uint8Array, signal: AbortSignal): Promise<void> => {
  let from = start;
  for (let attempt = 0; from < start + slice.length; attempt++) {
    try {
      if (attempt > 0) from = await offsetOf(location, signal);
      if (from >= start + slice.length) return;
      const response = await request(location, {
        method: "PATCH",
        headers: {
          "Tus-Resumable": "1.0.0",
          "Upload-Offset": String(from),
          "Content-Type": "application/offset+octet-stream",
        },
        body: slice.subarray(from - start) as BodyInit,
        signal,
      });
      from = Number(response.headers.get("Upload-Offset"));
    } catch (error) {
      if (signal.aborted) throw new DOMException("cancelled", "AbortError");
      if (!passes(error) || attempt > 60) throw error;
      await wait(Math.min(500 * 2 ** attempt, LONGEST_WAIT), signal);
    }
  }
};

const create = async (total: number, ticket: string, signal: AbortSignal): Promise<string> => {
  const response = await request("/api/uploads", {
    method: "POST",
    headers: { "Tus-Resumable": "1.0.0", "Upload-Length": String(total), "Sutura-Ticket": ticket },
    signal,
  });
  return response.headers.get("Location") ?? "";
};

/** Encrypts and sends one file. */
export const upload = async (
  library: Library,
  recipient: string,
  ticket: string,
  file: File,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Attachment> => {
  const total = library.age.sealedSize(file.size);
  const location = await create(total, ticket, signal);
  const hash = library.sha256.create();
  let read = 0;
  const pieces = async (): Promise<Uint8Array | null> => {
    if (read >= file.size) return null;
    const piece = new Uint8Array(await new Response(file.slice(read, read + READ)).arrayBuffer());
    read += piece.length;
    hash.update(piece);
    return piece;
  };
  const reader = (await library.age.sealStream(recipient, file.size, pieces)).getReader();
  let start = 0;
  let pending: Uint8Array[] = [];
  let waiting = 0;
  const flush = async (): Promise<void> => {
    const slice = library.bytes.concat(...pending);
    pending = [];
    waiting = 0;
    await send(location, start, slice, signal);
    start += slice.length;
    onProgress({ done: start, total });
  };
  for (;;) {
    const { done, value } = await reader.read();
    if (value) {
      pending.push(value);
      waiting += value.length;
    }
    if (waiting >= SLICE || (done && waiting > 0)) await flush();
    if (done) break;
  }
  return {
    blob: location.split("/").pop() ?? "",
    name: file.name,
    type: file.type || "application/octet-stream",
    size: file.size,
    sha256: library.bytes.hex(hash.digest()),
  };
};
