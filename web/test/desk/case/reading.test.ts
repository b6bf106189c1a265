// What a stranger wrote, read for those who will look at it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { attachmentsOf } from "../../../src/desk/case/reading";

const named = (name: string): string | undefined =>
  attachmentsOf([{ blob: "a".repeat(32), name, type: "image/jpeg", size: 1, sha256: "b".repeat(64) }])[0]?.name;

test("a file's name shows what the file is, and leads nowhere", () => {
  assert.equal(named("photo du marché.jpg"), "photo du marché.jpg");
  assert.equal(named("صورة السوق.jpg"), "صورة السوق.jpg");
  assert.equal(named("photo\u202egpj.exe"), "photogpj.exe");
  assert.equal(named("\u2067photo\u2069.\u200bexe\ufeff"), "photo.exe");
  assert.equal(named("../../.ssh\\a\r\nb\0"), ".....sshab");
  assert.equal(named(" \u200f "), "_");
  assert.equal(Array.from(named("𞤀".repeat(1000)) ?? "").length, 200);
});
