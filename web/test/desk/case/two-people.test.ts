// Two people are two people at the desk, whatever the server says: one person with two accounts, somebody whom nobody
// knows, and two of one organisation where others read too.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { publicKey } from "../../../src/crypto/signing";
import { signAs } from "../../../src/desk/case/author";
import { type Parties, type Party, doubtOf, requireTwo } from "../../../src/desk/case/two-people";
import { doubtfulOf } from "../../../src/desk/leaving/summaries";

const accounts: Record<string, Party> = {
  awa: { person: "a", organisation: "one" },
  "awa.1": { person: "a", organisation: "one" },
  moussa: { person: "m", organisation: "one" },
  fanta: { person: "f", organisation: "two" },
};
const among = (...present: string[]): Parties => ({ party: (member) => accounts[member], present });

test("one person is one under two accounts, and an account that nobody knows is nobody", () => {
  assert.equal(doubtOf("awa", "moussa", among("awa", "moussa")), undefined);
  assert.equal(doubtOf("awa", "awa", among("awa", "moussa")), "same-person");
  assert.equal(doubtOf("awa", "awa.1", among("awa", "awa.1")), "same-person");
  assert.equal(doubtOf("awa", "phantom", among("awa", "phantom")), "unknown");
  assert.throws(() => requireTwo("awa", "awa.1", among("awa.1")), { name: "NotTwo" });
});

test("where two organisations read, the two are of both", () => {
  assert.equal(doubtOf("awa", "moussa", among("awa", "moussa", "fanta")), "same-organisation");
  assert.equal(doubtOf("awa", "fanta", among("awa", "moussa", "fanta")), undefined);
});

test("what one person published alone, under two accounts or with a signature of nobody, is an alarm", () => {
  const seeds = Object.fromEntries([...Object.keys(accounts), "phantom"].map((id) => [id, randomBytes(32)]));
  const signers = Object.keys(accounts).map((id) => {
    const signing = publicKey(new Uint8Array(seeds[id] ?? []));
    return { id, signing, from: 0, until: null };
  });
  const signed = (member: string) =>
    signAs({ member, seed: new Uint8Array(seeds[member] ?? []) }, "summary", { title: "x" });
  const published = (slug: string, author: string, approver: string) => ({
    slug,
    author_document: signed(author),
    approver_document: signed(approver),
  });
  const approved = [
    published("two", "awa", "fanta"),
    published("left", "awa", "moussa"),
    published("one", "awa", "awa.1"),
    published("nobody", "awa", "phantom"),
  ];
  assert.deepEqual(
    doubtfulOf(approved, signers, among("awa", "fanta")).map(({ title, doubt }) => [title, doubt]),
    [
      ["one", "same-person"],
      ["nobody", "unknown"],
    ],
  );
});
