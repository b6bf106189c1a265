// Sending a report with a file: the page and its chunk are bundled apart, as in build.mjs, and what the server refuses
// the chunk is understood by the page.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { runInThisContext } from "node:vm";
import type * as Esbuild from "esbuild";
import type { Attempt } from "../../../src/citizen/send/attempt";
import type { Link } from "../../../src/citizen/send/link";
import type { Enclosure } from "../../../src/page/enclosure";

const page = {
  documentElement: { lang: "fr", dataset: {} },
  currentScript: null,
  getElementById: () => null,
};
Object.assign(globalThis, { window: globalThis, document: page });

/** A script of its own, run where the page runs: it shares globals with it, and no code. */
const load = async (entry: string): Promise<void> => {
  // The tests' bundle lies in a temporary folder, where esbuild is not found.
  const { build } = createRequire(`${process.cwd()}/package.json`)("esbuild") as typeof Esbuild;
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: "iife", write: false });
  runInThisContext(outputFiles[0]?.text ?? "");
};

const answer = (status: number, headers: Record<string, string> = {}): Response =>
  new Response(null, { status, headers });

const refuse = (status: number, code: string): Response =>
  Response.json({ type: `/problems/${code}` }, { status, headers: { "Content-Type": "application/problem+json" } });

/** A server that takes everything, but first gives `refusals` to requests of their method and path. */
const serve = (refusals: [request: string, response: () => Response][], ids: string[] = []): string[] => {
  const requests: string[] = [];
  const stored = new Map<string, number>();
  globalThis.fetch = async (url, { method = "GET", body, headers } = {}) => {
    const path = url as string;
    const request = `${method} ${path}`;
    requests.push(request);
    if (request === "POST /api/uploads") ids.push(new Headers(headers).get("Sutura-Upload") ?? "");
    const [next] = refusals;
    if (next && request.startsWith(next[0])) {
      refusals.shift();
      return next[1]();
    }
    if (request === "POST /api/uploads") {
      const id = new Headers(headers).get("Sutura-Upload");
      return answer(201, { Location: `/api/uploads/${id ?? ""}` });
    }
    if (method === "HEAD")
      return answer(200, { "Upload-Offset": String(stored.get(path) ?? 0), "Upload-Length": "8192" });
    if (method !== "PATCH") return Response.json({ received: true }, { status: 201 });
    stored.set(path, (stored.get(path) ?? 0) + (body as Blob).size);
    return answer(204, { "Upload-Offset": String(stored.get(path)) });
  };
  return requests;
};

/** Sends a report with one file. Returns how often the page took a new offer. */
const send = async (): Promise<number> => {
  const { submit } = await import("../../../src/citizen/send/submit");
  const { library } = await import("../../../src/citizen/send/crypto");
  const secret = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
  const derived = { seed: secret(7), authenticator: secret(8), signing: secret(9) };
  const keys = { receipt: "receipt", derived };
  const recipient = await library.age.recipientOf(library.age.identityOf(derived.seed));
  let renewed = 0;
  const attempt = {
    recipient: "",
    attachments: new Map(),
    keys,
    offer: async () => ({ offer: { recipient, epoch: 1 }, statements: [] }),
    makeKeys: async () => keys,
    solve: async () => "ticket",
    stale: () => renewed++,
  } as unknown as Attempt;
  const { signal } = new AbortController();
  const link = {
    rate: 0,
    sent: 0,
    open: async () => undefined,
    wait: async () => undefined,
    signal: () => ({ signal, done: () => undefined }),
    measure: () => undefined,
  } as unknown as Link;
  const file: Enclosure = { content: new Blob(["file"]), name: "file.txt", type: "text/plain" };
  const address = { consultation: "consultation", root: "root" };
  const languages = { interface_language: "fr", report_language: "fr" };
  const report = { ...address, ...languages, version: 1, answers: {}, consent: 1, withheld_from: [], files: [file] };
  assert.equal(await submit(report, { library, attempt, link, say: () => undefined, signal }), "receipt");
  return renewed;
};

test("a ticket that is spent when the first file is sent is replaced", async () => {
  await load("src/citizen/send/upload.ts");
  serve([["POST /api/uploads", () => refuse(403, "ticket-spent")]]);
  assert.equal(await send(), 1);
});

test("a file whose upload the server no longer knows is sent again", async () => {
  await load("src/citizen/send/upload.ts");
  const requests = serve([["PATCH /api/uploads/", () => refuse(404, "upload-unknown")]]);
  assert.equal(await send(), 1);
  assert.equal(requests.filter((request) => request === "POST /api/uploads").length, 2);
});

test("a network that stays away while a file is sent is waited for", async () => {
  await load("src/citizen/send/upload.ts");
  const offline = (): Response => {
    throw new TypeError("no network");
  };
  // The chunk gives up after as many failures as these, and hands the page an error.
  const requests = serve(Array.from({ length: 62 }, () => ["POST /api/uploads", offline]));
  assert.equal(await send(), 0);
  assert.equal(requests.filter((request) => request === "POST /api/uploads").length, 63);
});

test("a refusal that no new try can mend is thrown", async () => {
  await load("src/citizen/send/upload.ts");
  serve([["POST /api/uploads", () => refuse(507, "storage-full")]]);
  await assert.rejects(send(), { name: "Refused", code: "storage-full" });
});

test("a server that says it holds more than it was sent, or nothing of it, is not believed", async () => {
  await load("src/citizen/send/upload.ts");
  const said = (offset: string) => (): Response => answer(204, { "Upload-Offset": offset });
  const lies = ["0", "9999999999"].map((offset): [string, () => Response] => ["PATCH /api/uploads/", said(offset)]);
  const requests = serve([...lies]);
  await send();
  const asked = requests.map((request) => request.split("/")[0]);
  assert.deepEqual(
    asked.filter((request) => request !== "POST "),
    ["PATCH ", "HEAD ", "PATCH ", "HEAD ", "PATCH "],
    "after each it asks how much is there, and sends again",
  );
});

test("an upload whose creation was not answered is asked for again under the same id", async () => {
  await load("src/citizen/send/upload.ts");
  const ids: string[] = [];
  serve([["POST /api/uploads", () => new Response("<h1>Site en maintenance</h1>", { status: 200 })]], ids);
  await send();
  assert.equal(ids.length, 2);
  assert.match(ids[0] ?? "", /^[0-9a-f]{32}$/);
  assert.equal(ids[0], ids[1]);
});
