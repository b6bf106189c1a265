// What is printed on paper can be typed in again, and mistakes are noticed. `UPDATE_VECTORS=1 npm test` writes paper.json.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { identityOf } from "../../src/crypto/age";
import { base64url, hex, utf8 } from "../../src/crypto/bytes";
import { signDocument, verifyDocument } from "../../src/crypto/document";
import {
  NotASheet,
  PartsDiffer,
  grouped,
  printRoot,
  recoverySeed,
  rootSeed,
  sheetAuthenticator,
} from "../../src/crypto/sheet";
import { publicKey } from "../../src/crypto/signing";

const path = new URL("../../tests/vectors/paper.json", `file://${process.cwd()}/test/`).pathname;
const fixed = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);

if (process.env.UPDATE_VECTORS) {
  const root = fixed(11);
  const vectors = {
    recovery: {
      seed: hex(fixed(12)),
      sheet: identityOf(fixed(12)),
      authenticator: base64url(sheetAuthenticator(fixed(12))),
    },
    passkey: {
      output: hex(fixed(13)),
      identity: identityOf(hkdf(sha256, fixed(13), undefined, utf8("sutura/v1/passkey-identity"), 32)),
    },
    root: { public: publicKey(root), sheet: (await printRoot(root, 1, 1))[0], parts: await printRoot(root, 3, 2) },
    head: {
      document: signDocument(
        "head",
        `member:${"ab".repeat(16)}`,
        { consultation: "cd".repeat(16), number: 1, link: "ef".repeat(32) },
        fixed(14),
      ),
      key: publicKey(fixed(14)),
    },
  };
  writeFileSync(path, `${JSON.stringify(vectors, null, 2)}\n`);
}

const all = JSON.parse(readFileSync(path, "utf8"));

test("the vectors of paper.json hold here", async () => {
  assert.equal(hex(recoverySeed(grouped(all.recovery.sheet).toLowerCase())), all.recovery.seed);
  assert.equal(base64url(sheetAuthenticator(recoverySeed(all.recovery.sheet))), all.recovery.authenticator);
  for (const sheets of [[all.root.sheet], all.root.parts.slice(0, 2), all.root.parts.slice(1), all.root.parts]) {
    assert.equal(publicKey(await rootSeed(sheets, all.root.public)), all.root.public);
  }
  const { document, key } = all.head;
  assert.ok(verifyDocument(document, "head", document.by, key));
});

test("every mistyped sign is noticed, and parts of another key or too few are refused", async () => {
  const [first = "", second = ""] = all.root.parts as string[];
  for (let at = 11; at < first.length; at++) {
    const wrong = first.slice(0, at) + (first[at] === "Q" ? "P" : "Q") + first.slice(at + 1);
    await assert.rejects(rootSeed([wrong, second], all.root.public), NotASheet, `sign ${at}`);
  }
  await assert.rejects(rootSeed([first], all.root.public), PartsDiffer);
  await assert.rejects(rootSeed([first, first], all.root.public), PartsDiffer);
  await assert.rejects(rootSeed([], all.root.public), NotASheet);
  const [foreign = ""] = await printRoot(fixed(15), 3, 2);
  await assert.rejects(rootSeed([first, foreign], all.root.public), PartsDiffer);
  assert.throws(() => recoverySeed(all.root.sheet), NotASheet);
  assert.throws(() => recoverySeed("AGE-SECRET-KEY-1QQQ"), NotASheet);
});

test("any two of three parts give the key, one alone says nothing of it", async () => {
  const root = crypto.getRandomValues(new Uint8Array(32));
  const parts = await printRoot(root, 5, 3);
  for (const chosen of [
    [0, 1, 2],
    [4, 2, 0],
    [1, 3, 4],
    [0, 1, 2, 3, 4],
  ]) {
    assert.deepEqual(
      await rootSeed(
        chosen.map((at) => parts[at] ?? ""),
        publicKey(root),
      ),
      root,
    );
  }
  await assert.rejects(rootSeed(parts.slice(0, 2), publicKey(root)), PartsDiffer);
});
