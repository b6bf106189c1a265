// What a page takes for success: a real server on this machine answers wrongly in every way that hotspots, proxies and
// liars know, and rightly.
import assert from "node:assert/strict";
import { type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import type { Api } from "../../src/desk/ui/api";

const page = { documentElement: { lang: "fr", dataset: {} }, currentScript: null, getElementById: () => null };
Object.assign(globalThis, { window: globalThis, document: page });

type Answer = (response: ServerResponse) => void;

let answer: Answer;
let asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(`${request.method ?? ""} ${request.url ?? ""}`);
  request.resume();
  request.on("end", () => answer(response));
});

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const real = globalThis.fetch;
  // Node knows no page to which an address is relative.
  globalThis.fetch = (url, init) => real(new URL(url as string, `http://127.0.0.1:${port}`), init);
});

after(() => server.close());

const says =
  (status: number, headers: Record<string, string> = {}, body = ""): Answer =>
  (response) =>
    response.writeHead(status, headers).end(body);

const JSON_TYPE = { "Content-Type": "application/json" };
const PAGE = says(200, { "Content-Type": "text/html" }, "<h1>Site en maintenance</h1>");
const ID = "0".repeat(32);

/** Answers that nobody may take for success, whatever was asked. */
const WRONG: Record<string, Answer> = {
  "a maintenance page": PAGE,
  "a maintenance page that calls itself JSON": says(200, JSON_TYPE, "<h1>Site en maintenance</h1>"),
  "JSON of somebody else": says(200, JSON_TYPE, '{"status":"ok"}'),
  "an empty page": says(200),
  "a page where something was made": says(201, { "Content-Type": "text/html" }, "<h1>OK</h1>"),
  "the right words on a page": says(201, { "Content-Type": "text/html" }, '{"received":true,"id":"x"}'),
  "something made, and not received": says(201, JSON_TYPE, '{"received":false}'),
  "something made, without a word": says(201, JSON_TYPE, "{}"),
  "a list": says(201, JSON_TYPE, "[true]"),
  "accepted, for later": says(202, JSON_TYPE, '{"received":true}'),
  "a partial answer": says(206, JSON_TYPE, '{"received":true}'),
  "a redirection": says(302, { Location: "/login" }),
  "a redirection that repeats the request": says(307, { Location: "/elsewhere" }),
  "a page about a gateway": says(502, { "Content-Type": "text/html" }, "<h1>Bad gateway</h1>"),
  "a page that is not found": says(404, { "Content-Type": "text/html" }, "<h1>Not found</h1>"),
  "a page that is forbidden": says(403, { "Content-Type": "text/html" }, "<h1>Blocked</h1>"),
  "a problem of somebody else": says(404, { "Content-Type": "application/problem+json" }, '{"type":"about:blank"}'),
  "a problem that is a success": says(
    200,
    { "Content-Type": "application/problem+json" },
    '{"type":"/problems/not-found","detail":""}',
  ),
  "half an answer": (response) => {
    response.writeHead(201, { ...JSON_TYPE, "Content-Length": "400" });
    response.write('{"received":true');
    setTimeout(() => response.destroy(), 20);
  },
  "no answer": (response) => response.destroy(),
};

/** Requests whose success lets a page show, erase or forget something, and an answer that is success. */
const ACTS: [method: string, url: string, right: Answer][] = [
  ["POST", `/api/intake/${ID}`, says(201, JSON_TYPE, '{"received":true}')],
  ["POST", "/api/inbox/messages", says(201, JSON_TYPE, '{"received":true}')],
  ["DELETE", "/api/inbox", says(204)],
  ["DELETE", `/api/inbox/messages/${ID}`, says(204)],
  ["POST", "/api/uploads", says(201, { Location: `/api/uploads/${ID}` })],
  ["PATCH", `/api/uploads/${ID}`, says(204, { "Upload-Offset": "12" })],
  ["HEAD", `/api/uploads/${ID}`, says(200, { "Upload-Offset": "12", "Upload-Length": "40" })],
];

before(async () => {
  const { INBOX, UPLOADS } = await import("../../src/page/promised");
  const { asksAlso } = await import("../../src/page/request");
  asksAlso({ ...INBOX, ...UPLOADS });
});

test("a citizen's page takes nothing for success but what the server promised", async () => {
  const { request } = await import("../../src/page/request");
  for (const [method, url, right] of ACTS) {
    for (const [name, wrong] of Object.entries(WRONG)) {
      answer = wrong;
      await assert.rejects(request(url, { method }), { name: "Offline" }, `${method} ${url}: ${name}`);
    }
    answer = right;
    await request(url, { method });
  }
});

test("another status than the promised one is no success, though it is one elsewhere", async () => {
  const { request } = await import("../../src/page/request");
  answer = says(204);
  await assert.rejects(request(`/api/intake/${ID}`, { method: "POST" }), { messageId: "js-other-answer" });
  await assert.rejects(request("/api/inbox/messages", { method: "POST" }), { messageId: "js-other-answer" });
  answer = says(201, JSON_TYPE, '{"received":true}');
  await assert.rejects(request("/api/inbox", { method: "DELETE" }), { messageId: "js-other-answer" });
  answer = says(204, { "Upload-Offset": "all" });
  await assert.rejects(request(`/api/uploads/${ID}`, { method: "PATCH" }), { messageId: "js-other-answer" });
});

test("a file is one only if it is whole, and none of a page", async () => {
  const { request } = await import("../../src/page/request");
  const get = async (): Promise<string> =>
    Buffer.from((await request(`/api/inbox/attachments/${ID}`)).bytes).toString();
  answer = PAGE;
  await assert.rejects(get(), { messageId: "js-other-answer" });
  answer = (response) => {
    response.writeHead(200, { "Content-Type": "application/octet-stream", "Content-Length": "400" });
    response.write("half of it");
    setTimeout(() => response.destroy(), 20);
  };
  await assert.rejects(get(), { messageId: "js-offline" });
  answer = says(200, { "Content-Type": "application/octet-stream" }, "all of it");
  assert.equal(await get(), "all of it");
});

test("what is asked tells nothing of the page, carries no session and is kept nowhere", async () => {
  const { request } = await import("../../src/page/request");
  const there = globalThis.fetch;
  const inits: RequestInit[] = [];
  globalThis.fetch = (url, init) => {
    inits.push(init ?? {});
    return there(url, init);
  };
  answer = says(204);
  await request("/api/inbox", { method: "DELETE" });
  globalThis.fetch = there;
  const [{ credentials, referrerPolicy, cache, redirect } = {}] = inits;
  assert.deepEqual([credentials, referrerPolicy, cache, redirect], ["omit", "no-referrer", "no-store", "error"]);
});

test("a redirection is not followed", async () => {
  const { request } = await import("../../src/page/request");
  asked = [];
  answer = says(307, { Location: "/elsewhere" });
  await assert.rejects(request("/api/inbox", { method: "DELETE" }), { name: "Offline" });
  assert.deepEqual(asked, ["DELETE /api/inbox"]);
});

test("an address of which nothing was promised is not even asked", async () => {
  const { request } = await import("../../src/page/request");
  asked = [];
  answer = says(204);
  await assert.rejects(request("https://elsewhere.example/api/inbox", { method: "DELETE" }), { name: "Offline" });
  await assert.rejects(request("/api/desk/me"), { name: "Offline" });
  assert.deepEqual(asked, []);
});

test("a refusal of our server is told in its words", async () => {
  const { request } = await import("../../src/page/request");
  answer = says(
    507,
    { "Content-Type": "application/problem+json" },
    '{"type":"/problems/storage-full","title":"x","status":507,"detail":"Plus de place."}',
  );
  const refused = { name: "Refused", code: "storage-full", message: "Plus de place." };
  await assert.rejects(request(`/api/intake/${ID}`, { method: "POST" }), refused);
});

const desk = async (): Promise<Api> => new (await import("../../src/desk/ui/api")).Api("csrf");

test("a desk takes nothing for saved, sent or deleted but what the server promised", async () => {
  const api = await desk();
  const acts: [act: () => Promise<unknown>, right: Answer][] = [
    [() => api.putSealed(`/api/desk/reports/${ID}/case?epoch=0`, new Uint8Array(3), 4), says(204, { ETag: '"5"' })],
    [
      () => api.request(`/api/desk/reports/${ID}/messages?id=${ID}`, { method: "POST" }),
      says(201, JSON_TYPE, '{"id":"x"}'),
    ],
    [
      () => api.request(`/api/desk/circles/${ID}/summaries?id=${ID}`, { method: "POST" }),
      says(201, JSON_TYPE, '{"id":"x"}'),
    ],
    [() => api.delete(`/api/desk/sessions/${ID}`), says(204)],
    [() => api.put("/api/desk/account/mail", {}), says(204)],
    [() => api.post("/api/desk/invitations", {}), says(204)],
  ];
  for (const [act, right] of acts) {
    for (const [name, wrong] of Object.entries(WRONG)) {
      answer = wrong;
      await assert.rejects(act(), { name: "Offline" }, `${act.toString()}: ${name}`);
    }
    answer = right;
    await act();
  }
});

test("a save is one only with the revision that follows", async () => {
  const api = await desk();
  const save = (): Promise<number> => api.putSealed(`/api/desk/reports/${ID}/case?epoch=0`, new Uint8Array(3), 4);
  for (const tag of ['"4"', '"6"', "5", '"five"', '""']) {
    answer = says(204, { ETag: tag });
    await assert.rejects(save(), { name: "Offline" }, tag);
  }
  answer = says(204);
  await assert.rejects(save(), { name: "Offline" });
  answer = says(204, { ETag: 'W/"5"' });
  assert.equal(await save(), 5);
});
