// The upload protocol with a client that is not ours: tus-js-client in Node, against the real server.
import { createHash, randomBytes } from "node:crypto";
import { PassThrough } from "node:stream";
import { expect, test } from "@playwright/test";
import * as tus from "tus-js-client";
import { demo } from "./demo";

const ticket = async (): Promise<string> => {
  const offer = (await (await fetch(`${demo().url}/api/intake/${demo().consultations[0]?.id}`)).json()) as {
    ticket: { challenge: string; work: number };
  };
  for (let nonce = 0; ; nonce++) {
    const solved = `${offer.ticket.challenge}.${nonce}`;
    if (createHash("sha256").update(solved).digest().readUInt32BE(0) >>> (32 - offer.ticket.work) === 0) return solved;
  }
};

/** Uploads with these options; resolves with the finished upload. */
const upload = (
  bytes: Buffer | PassThrough,
  options: Partial<tus.UploadOptions>,
  onStart?: (upload: tus.Upload) => void,
): Promise<tus.Upload> =>
  new Promise((resolve, reject) => {
    const running = new tus.Upload(bytes, {
      endpoint: `${demo().url}/api/uploads`,
      retryDelays: [100, 200, 400],
      ...options,
      onSuccess: () => resolve(running),
      onError: reject,
    });
    onStart?.(running);
    running.start();
  });

const offsetOf = async (url: string | null): Promise<[number, string | null, string | null]> => {
  const response = await fetch(url ?? "", { method: "HEAD", headers: { "Tus-Resumable": "1.0.0" } });
  return [response.status, response.headers.get("upload-offset"), response.headers.get("tus-resumable")];
};

test("a foreign client creates, appends in chunks, resumes and terminates", async () => {
  const bytes = randomBytes(700_001);
  const headers = { "Sutura-Ticket": await ticket() };
  let progress = 0;
  const whole = await upload(bytes, { headers, chunkSize: 100_000, onProgress: (sent) => (progress = sent) });
  expect(progress).toBe(bytes.length);
  expect(await offsetOf(whole.url)).toEqual([200, String(bytes.length), "1.0.0"]);

  // Aborted in the middle, then resumed from its address alone.
  let aborted: string | null = null;
  await new Promise<void>((resolve, reject) => {
    const half = new tus.Upload(bytes, {
      endpoint: `${demo().url}/api/uploads`,
      headers,
      chunkSize: 100_000,
      onError: reject,
      onChunkComplete: (_, accepted) => {
        if (accepted < 300_000) return;
        aborted = half.url;
        void half.abort().then(resolve, reject);
      },
    });
    half.start();
  });
  const [, before] = await offsetOf(aborted);
  expect(Number(before)).toBeGreaterThanOrEqual(300_000);
  const resumed = await upload(bytes, { headers, uploadUrl: aborted, chunkSize: 250_000 });
  expect(resumed.url).toBe(aborted);
  expect((await offsetOf(aborted))[1]).toBe(String(bytes.length));

  await tus.Upload.terminate(whole.url ?? "");
  expect((await offsetOf(whole.url))[0]).toBe(404);
});

test("a stream of unknown speed arrives, and a wrong offset is refused", async () => {
  const bytes = randomBytes(400_000);
  const stream = new PassThrough();
  const writing = (async () => {
    for (let at = 0; at < bytes.length; at += 50_000) {
      stream.write(bytes.subarray(at, at + 50_000));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    stream.end();
  })();
  const done = await upload(stream, {
    headers: { "Sutura-Ticket": await ticket() },
    chunkSize: 120_000,
    uploadSize: bytes.length,
  });
  await writing;
  expect((await offsetOf(done.url))[1]).toBe(String(bytes.length));
  const conflict = await fetch(done.url ?? "", {
    method: "PATCH",
    headers: { "Tus-Resumable": "1.0.0", "Upload-Offset": "5", "Content-Type": "application/offset+octet-stream" },
    body: "x",
  });
  expect(conflict.status).toBe(409);
  const version = await fetch(`${demo().url}/api/uploads`, {
    method: "POST",
    headers: { "Tus-Resumable": "0.2.2", "Upload-Length": "1" },
  });
  expect([version.status, version.headers.get("tus-version")]).toEqual([412, "1.0.0"]);
  const options = await fetch(`${demo().url}/api/uploads`, { method: "OPTIONS" });
  expect(options.headers.get("tus-extension")).toContain("creation");
});
