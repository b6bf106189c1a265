// WebP (RIFF) without its metadata and without decoding.
import { Malformed, type Parts, Reader } from "./reader";

const KEPT = new Set(["VP8 ", "VP8L", "ALPH", "ANIM", "ANMF"]);
/** Bits of VP8X that announce a colour profile, Exif and XMP. */
const ANNOUNCED = 0x20 | 0x08 | 0x04;

export const stripWebp = async (file: Blob): Promise<Blob> => {
  const reader = new Reader(file);
  if ((await reader.name(0)) !== "RIFF" || (await reader.name(8)) !== "WEBP") throw new Malformed("no WebP");
  const end = Math.min(reader.size, 8 + (await reader.view(4, 4)).getUint32(0, true));
  const parts: Parts = [];
  let size = 4;
  for (let at = 12; at + 8 <= end;) {
    const name = await reader.name(at);
    const length = (await reader.view(at + 4, 4)).getUint32(0, true);
    const next = at + 8 + length + (length % 2);
    if (at + 8 + length > reader.size) throw new Malformed("beyond the end");
    if (name === "VP8X") {
      const chunk = Uint8Array.from(await reader.bytes(at, 8 + length));
      chunk[8] = (chunk[8] as number) & ~ANNOUNCED;
      parts.push(chunk);
    } else if (KEPT.has(name)) parts.push(file.slice(at, next));
    if (name === "VP8X" || KEPT.has(name)) size += next - at;
    at = next;
  }
  if (parts.length === 0) throw new Malformed("no picture");
  const head = new Uint8Array(12);
  head.set([0x52, 0x49, 0x46, 0x46], 0);
  new DataView(head.buffer).setUint32(4, size, true);
  head.set([0x57, 0x45, 0x42, 0x50], 8);
  return new Blob([head, ...parts], { type: "image/webp" });
};
