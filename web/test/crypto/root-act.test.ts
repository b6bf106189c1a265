// What the root key signs besides epochs: the same text and signature as the server's (src/crypto/root_act.rs).
import assert from "node:assert/strict";
import { test } from "node:test";
import { signRootAct } from "../../src/crypto/root-act";

test("an act of the root key is signed as the server verifies it", () => {
  const proof = signRootAct(new Uint8Array(32).fill(7), {
    act: "close",
    organisation: "01".repeat(16),
    subject: "02".repeat(16),
    day: "2026-12-01",
  });
  assert.deepEqual(proof, {
    day: "2026-12-01",
    signature: "y4Y85dLhFEBIo67HAE-8fOoKtDZ3x4QEycYMnS7jidbTKNG_KT4K9P4r13sN54Nc2XRm1lmV-HhEeFA7m6PBCg",
  });
});
