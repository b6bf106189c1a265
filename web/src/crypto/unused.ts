// Stands in for library parts that no file of ours uses (see build.mjs): P-256, P-384, scrypt, WebAuthn and armor.
// The age library reads their properties while it loads, so they have those; calling one is a defect and throws.
const refuse = (): never => {
  throw new Error("unused recipient type");
};
const lengths = { secretKey: 32, publicKey: 33, publicKeyUncompressed: 65, seed: 48, signature: 64 };
const curve = {
  lengths,
  Point: { Fn: { isLE: false, BYTES: 32 }, fromBytes: refuse },
  utils: { randomSecretKey: refuse },
  keygen: refuse,
  getPublicKey: refuse,
  getSharedSecret: refuse,
};
export const p256 = curve;
export const p384 = curve;
export const scrypt = refuse;
