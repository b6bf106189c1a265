// Files that go to a source with a message: each is created once, under an id that this side drew, and counts as sent
// only when the server holds all of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../page";
import { identityOf, recipientOf } from "../../../src/crypto/age";
import type { Case } from "../../../src/desk/case/case";
import type { Session } from "../../../src/desk/keys/session";
import { Exchange } from "../../../src/desk/store/exchange";
import { somebody } from "../keys/made";

type Asked = [method: string, path: string, headers: Record<string, string>];

const circle = await somebody("circle");

/** A desk whose server says that it has stored `stored` of so many bytes, and has made the upload `made` of `asked`. */
const ask = async (stored: (size: number) => number, made: (asked: string) => string): Promise<Asked[]> => {
  const asked: Asked[] = [];
  const request = async (path: string, init: RequestInit = {}) => {
    const headers = (init.headers ?? {}) as Record<string, string>;
    asked.push([init.method ?? "GET", path.split("?")[0] ?? "", headers]);
    const size = (init.body as Uint8Array | undefined)?.length ?? 0;
    const location = `/api/uploads/${made(headers["Sutura-Upload"] ?? "")}`;
    return { headers: new Headers({ Location: location, "Upload-Offset": String(stored(size)) }) };
  };
  const session = {
    me: { week: "2026-W45" },
    api: { request, json: async () => ({ ticket: { challenge: "", work: 0 } }) },
    refresh: async () => undefined,
    sealingKey: () => ({ number: 0, bundle: { identity: circle.identity, signing: circle.seed } }),
  } as unknown as Session;
  const source = await recipientOf(identityOf(crypto.getRandomValues(new Uint8Array(32))));
  const report = { row: { id: "r" }, envelope: { source_recipient: source } } as unknown as Case;
  const file = { content: new Blob(["words"]), name: "a.txt", type: "text/plain" };
  await new Exchange(session, "c").ask(report, 0, { id: "m", body: "", status: "question", files: [file] });
  return asked;
};

const wholly = (size: number): number => size;
const same = (id: string): string => id;

test("a file goes to the upload that this desk has named", async () => {
  const [created, sent, message] = await ask(wholly, same);
  assert.match(created?.[2]["Sutura-Upload"] ?? "", /^[0-9a-f]{32}$/);
  assert.equal(sent?.[1], `/api/uploads/${created?.[2]["Sutura-Upload"] ?? ""}`);
  assert.deepEqual(message?.slice(0, 2), ["POST", "/api/desk/reports/r/messages"]);
});

test("a file of which the server holds a part is not sent, and no message names it", async () => {
  for (const stored of [0, 1, 1e9])
    await assert.rejects(
      ask(() => stored, same),
      { name: "Offline" },
      String(stored),
    );
});

test("an upload of another name is none of this desk's", async () => {
  await assert.rejects(
    ask(wholly, () => "f".repeat(32)),
    { name: "Offline" },
  );
});
