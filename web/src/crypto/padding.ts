// pad(x) = 8-byte big-endian length, x, zeros: 4 KiB, 8 KiB … 1 MiB, above that the next Padmé length (protocol 4.3).

const PREFIX = 8;
const LARGEST_POWER = 1 << 20;

/** The padded size of a plaintext of `length` bytes, prefix included. */
export const paddedSize = (length: number): number => {
  const whole = length + PREFIX;
  if (whole <= LARGEST_POWER) {
    let size = 4096;
    while (size < whole) size *= 2;
    return size;
  }
  const exponent = Math.floor(Math.log2(whole));
  const significant = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** (exponent - significant);
  return Math.ceil(whole / step) * step;
};

/** The 8-byte length prefix. */
export const prefix = (length: number): Uint8Array => {
  const out = new Uint8Array(PREFIX);
  new DataView(out.buffer).setUint32(0, Math.floor(length / 2 ** 32));
  new DataView(out.buffer).setUint32(4, length % 2 ** 32);
  return out;
};

export const pad = (plain: Uint8Array): Uint8Array => {
  const out = new Uint8Array(paddedSize(plain.length));
  out.set(prefix(plain.length));
  out.set(plain, PREFIX);
  return out;
};

/** The plaintext inside; throws when prefix, size or filler are not as `pad` makes them. */
export const unpad = (padded: Uint8Array): Uint8Array => {
  if (padded.length < PREFIX) throw new Error("padding");
  const view = new DataView(padded.buffer, padded.byteOffset, PREFIX);
  const length = view.getUint32(0) * 2 ** 32 + view.getUint32(4);
  if (length > padded.length - PREFIX || paddedSize(length) !== padded.length) throw new Error("padding");
  for (let at = PREFIX + length; at < padded.length; at++) {
    if (padded[at] !== 0) throw new Error("padding");
  }
  return padded.subarray(PREFIX, PREFIX + length);
};
