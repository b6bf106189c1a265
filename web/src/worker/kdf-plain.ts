// Worker: Argon2id in plain JavaScript, for browsers without WebAssembly (Tor Browser "Safer"), with progress.
import { argon2id } from "@noble/hashes/argon2.js";
import { listen } from "./listen";

listen(async (secret, salt, cost, onProgress) =>
  argon2id(secret, salt, { m: cost.m, t: cost.t, p: 1, dkLen: 32, onProgress }),
);
