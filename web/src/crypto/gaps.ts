// What the oldest supported browsers lack and the libraries use: Safari 14 has no `DataView.setBigUint64`.
// `globalThis`, which Chrome 70 lacks, is replaced by `self` in the build.

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
