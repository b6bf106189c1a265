// What a desk does when too many people ask for the same at once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Refused, refusal } from "../../../src/page/told";
import { patiently } from "../../../src/desk/ui/patience";

/** The refusal of a server that says when to come back. */
const crowded = async (): Promise<never> => {
  const body = JSON.stringify({ type: "/problems/crowded", detail: "" });
  const headers = { "Content-Type": "application/problem+json", "Retry-After": "5" };
  throw (await refusal(new Response(body, { status: 503, headers }))) ?? new Error("no refusal");
};

const waits: number[] = [];
const wait = async (seconds: number): Promise<void> => void waits.push(seconds);

test("a desk comes back when the server says, and gives up after half a minute", async () => {
  let attempts = 0;
  assert.equal(await patiently(async () => (attempts++ < 2 ? crowded() : "in"), wait), "in");
  assert.deepEqual(waits.splice(0), [5, 5]);
  await assert.rejects(patiently(crowded, wait), { code: "crowded", after: 5 });
  assert.deepEqual(waits.splice(0), [5, 5, 5, 5, 5]);
});

test("what is refused for another reason is not tried again", async () => {
  const refused = async (): Promise<never> => {
    throw new Refused(401, "sign-in-failed", "");
  };
  await assert.rejects(patiently(refused, wait), { code: "sign-in-failed" });
  assert.deepEqual(waits, []);
});
