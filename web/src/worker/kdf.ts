// Worker: Argon2id in WebAssembly, and proofs of work. Its response alone may run WebAssembly
// (src/web/http/files/assets.rs).
import setup from "argon2id/lib/setup.js";
// One module for all: without SIMD it is a third slower, and half of the bytes that a phone has to load.
import wasm from "argon2id/dist/no-simd.wasm";
import { listen } from "./listen";

const instantiate = (imports: WebAssembly.Imports) => WebAssembly.instantiate(wasm as BufferSource, imports);

listen(async (secret, salt, cost) => {
  const argon2id = await setup(instantiate, instantiate);
  return argon2id({ password: secret, salt, parallelism: 1, passes: cost.t, memorySize: cost.m, tagLength: 32 });
});
