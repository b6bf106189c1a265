// Stands in for library parts that no file of ours uses (see build.mjs). Using one is a defect and throws.
const refuse = (): never => {
  throw new Error("unused recipient type");
};
const curve = { getSharedSecret: refuse, Point: { Fp: { BYTES: 32 } }, lengths: {}, utils: {}, keygen: refuse };
export const p256 = curve;
export const p384 = curve;
export const scrypt = refuse;
