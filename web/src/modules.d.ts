// Files that the bundler turns into modules, and the one browser interface that TypeScript does not know yet.
declare module "*.wasm" {
  const bytes: Uint8Array;
  export default bytes;
}
declare module "argon2id/lib/setup.js" {
  export { default } from "argon2id/lib/setup";
}
interface TrustedScriptURLPolicy {
  createScriptURL(url: string): string;
}
interface Window {
  trustedTypes?: {
    createPolicy(name: string, rules: { createScriptURL(url: string): string }): TrustedScriptURLPolicy;
  };
}
declare module "fft.js" {
  /** Complex numbers as pairs in a flat array. */
  export default class FFT {
    constructor(size: number);
    createComplexArray(): number[];
    realTransform(out: number[], data: ArrayLike<number>): void;
    transform(out: number[], data: number[]): void;
    inverseTransform(out: number[], data: number[]): void;
    completeSpectrum(spectrum: number[]): void;
  }
}
