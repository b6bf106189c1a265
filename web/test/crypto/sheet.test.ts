// What is printed on paper can be typed in again, and mistakes are noticed.
// `UPDATE_VECTORS=1 npm test` writes paper.json.
import assert from "node:assert/strict";
import { test } from "node:test";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { identityOf } from "../../src/crypto/age";
import { base64url, hex, utf8 } from "../../src/crypto/bytes";
import { type SignedDocument, signDocument, verifyDocument } from "../../src/crypto/document";
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
import { readJson, writeJson } from "../files";

const path = "tests/vectors/paper.json";

interface Vectors {
  recovery: { seed: string; sheet: string; authenticator: string };
  passkey: { output: string; identity: string };
  root: { public: string; sheet: string; parts: string[] };
  head: { document: SignedDocument; key: string };
}

const fixed = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);

if (process.env.UPDATE_VECTORS) {
  const root = fixed(11);
  const vectors: Vectors = {
    recovery: {
      seed: hex(fixed(12)),
      sheet: identityOf(fixed(12)),
      authenticator: base64url(sheetAuthenticator(fixed(12))),
    },
    passkey: {
      output: hex(fixed(13)),
      identity: identityOf(hkdf(sha256, fixed(13), undefined, utf8("sutura/v1/passkey-identity"), 32)),
    },
    root: {
      public: publicKey(root),
      sheet: (await printRoot(root, 1, 1))[0] ?? "",
      parts: await printRoot(root, 3, 2),
    },
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
  writeJson(path, vectors);
}

const paper = readJson<Vectors>(path);

test("the vectors of paper.json hold here", async () => {
  assert.equal(hex(recoverySeed(grouped(paper.recovery.sheet).toLowerCase())), paper.recovery.seed);
  assert.equal(base64url(sheetAuthenticator(recoverySeed(paper.recovery.sheet))), paper.recovery.authenticator);
  for (const sheets of [
    [paper.root.sheet],
    paper.root.parts.slice(0, 2),
    paper.root.parts.slice(1),
    paper.root.parts,
  ]) {
    assert.equal(publicKey(await rootSeed(sheets, paper.root.public)), paper.root.public);
  }
  const { document, key } = paper.head;
  assert.ok(verifyDocument(document, "head", document.by, key));
});

test("every mistyped sign is noticed, and parts of another key or too few are refused", async () => {
  const [first = "", second = ""] = paper.root.parts;
  for (let at = 11; at < first.length; at++) {
    const wrong = first.slice(0, at) + (first[at] === "Q" ? "P" : "Q") + first.slice(at + 1);
    await assert.rejects(rootSeed([wrong, second], paper.root.public), NotASheet, `sign ${at}`);
  }
  await assert.rejects(rootSeed([first], paper.root.public), PartsDiffer);
  await assert.rejects(rootSeed([first, first], paper.root.public), PartsDiffer);
  await assert.rejects(rootSeed([], paper.root.public), NotASheet);
  const [foreign = ""] = await printRoot(fixed(15), 3, 2);
  await assert.rejects(rootSeed([first, foreign], paper.root.public), PartsDiffer);
  assert.throws(() => recoverySeed(paper.root.sheet), NotASheet);
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
