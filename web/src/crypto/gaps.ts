// What the oldest browsers of the budget lack and the libraries call: Safari 14 writes no 64-bit integers into a DataView.
// (`globalThis`, which Chrome 70 lacks, is named `self` by the build.)

const { prototype } = DataView;

if (!("setBigUint64" in prototype)) {
  Object.defineProperty(prototype, "setBigUint64", {
    configurable: true,
    value(this: DataView, at: number, value: bigint, little = false): void {
      const [high, low] = [Number((value >> BigInt(32)) & BigInt(0xffffffff)), Number(value & BigInt(0xffffffff))];
      this.setUint32(little ? at + 4 : at, high, little);
      this.setUint32(little ? at : at + 4, low, little);
    },
  });
}

export {};
