// Words that people compare must be the same wherever they are spelled.
import assert from "node:assert/strict";
import { test } from "node:test";
import { freshPassphrase, memberWords } from "../../src/crypto/words";

test("words are the same here and on the server", () => {
  // src/crypto/words.rs has the same constant.
  const words = "cendrier suggérer raisin crémeux aplanir calepin goudron frisson";
  assert.equal(memberWords("ab", "age1pq1x", "y"), words);
});

test("other keys have other words", () => {
  const words = memberWords("ab", "age1pq1x", "y");
  for (const other of [
    memberWords("ac", "age1pq1x", "y"),
    memberWords("ab", "age1pq1z", "y"),
    memberWords("ab", "age1pq1x", "z"),
  ])
    assert.notEqual(other, words);
});

test("proposed passphrases have six words, composed letters, and differ", () => {
  const passphrases = Array.from({ length: 200 }, freshPassphrase);
  for (const passphrase of passphrases) {
    assert.match(passphrase, /^\p{L}+( \p{L}+){5}$/u);
    assert.equal(passphrase, passphrase.normalize("NFC"));
  }
  assert.equal(new Set(passphrases).size, passphrases.length);
});
