// PNG without its metadata and without decoding: only the chunks that the picture is made of are kept.
import { Malformed, type Parts, Reader } from "./reader";

const SIGNATURE = [0x89504e47, 0x0d0a1a0a];
const KEPT = new Set([
  "IHDR",
  "PLTE",
  "IDAT",
  "IEND",
  "tRNS",
  "gAMA",
  "cHRM",
  "sRGB",
  "sBIT",
  "bKGD",
  "acTL",
  "fcTL",
  "fdAT",
]);

export const stripPng = async (file: Blob): Promise<Blob> => {
  const reader = new Reader(file);
  const head = await reader.view(0, 8);
  if (head.getUint32(0) !== SIGNATURE[0] || head.getUint32(4) !== SIGNATURE[1]) throw new Malformed("no PNG");
  const parts: Parts = [file.slice(0, 8)];
  for (let at = 8; ;) {
    const length = (await reader.view(at, 4)).getUint32(0);
    const name = await reader.name(at + 4);
    const end = at + 12 + length;
    if (end > reader.size) throw new Malformed("beyond the end");
    if (KEPT.has(name)) parts.push(file.slice(at, end));
    if (name === "IEND") return new Blob(parts, { type: "image/png" });
    at = end;
  }
};
