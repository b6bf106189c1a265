// JPEG (ITU T.81) without its metadata and without decoding: application segments, comments, thumbnails and whatever
// follows the picture are left out. The orientation is kept, in an Exif segment that says nothing else.
import { Malformed, type Parts, Reader } from "./reader";

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const COM = 0xfe;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP14 = 0xee;
const ORIENTATION = 0x0112;

/** Exif orientation, 1 when there is none. `at` is the start of the TIFF header. */
const orientationOf = (exif: DataView): number => {
  try {
    const little = exif.getUint16(0) === 0x4949;
    const directory = exif.getUint32(4, little);
    for (let entry = 0; entry < exif.getUint16(directory, little); entry++) {
      const at = directory + 2 + entry * 12;
      if (exif.getUint16(at, little) === ORIENTATION) return exif.getUint16(at + 8, little);
    }
  } catch {
    // A directory that points outside says nothing.
  }
  return 1;
};

/** An Exif segment with the orientation alone. */
const orientation = (value: number): Uint8Array => {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0];
  const body = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  return Uint8Array.from([0xff, APP1, 0, body.length + 2, ...body]);
};

/** A JFIF segment without its thumbnail. */
const jfif = (payload: Uint8Array): Uint8Array =>
  Uint8Array.from([0xff, APP0, 0, 16, ...Array.from(payload.subarray(0, 12)), 0, 0]);

/** Where the entropy-coded data that starts at `at` ends: at the next marker that is neither stuffing nor a restart. */
const endOfScan = async (reader: Reader, at: number): Promise<number> => {
  for (let from = at; from + 1 < reader.size;) {
    const bytes = await reader.bytes(from, Math.min(32 * 1024, reader.size - from));
    for (let index = 0; index + 1 < bytes.length; index++) {
      const next = bytes[index + 1] as number;
      if (bytes[index] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return from + index;
    }
    from += bytes.length - 1;
  }
  throw new Malformed("no end of picture");
};

export const stripJpeg = async (file: Blob): Promise<Blob> => {
  const reader = new Reader(file);
  if ((await reader.view(0, 2)).getUint16(0) !== 0xff00 + SOI) throw new Malformed("no JPEG");
  const parts: Parts = [file.slice(0, 2)];
  for (let at = 2; ;) {
    const head = await reader.bytes(at, 2);
    const marker = head[1] as number;
    if (head[0] !== 0xff) throw new Malformed("no marker");
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === EOI) {
      parts.push(file.slice(at, at + 2));
      return new Blob(parts, { type: "image/jpeg" });
    }
    const length = (await reader.view(at + 2, 2)).getUint16(0);
    const payload = Uint8Array.from(await reader.bytes(at + 4, length - 2));
    const is = (letters: string): boolean =>
      letters.split("").every((letter, index) => payload[index] === letter.charCodeAt(0));
    let end = at + 2 + length;
    if (marker === SOS) end = await endOfScan(reader, end);
    if (marker === APP0 && is("JFIF\0")) parts.push(jfif(payload) as BlobPart);
    else if (marker === APP1 && is("Exif\0\0")) {
      const value = orientationOf(new DataView(payload.buffer, 6));
      if (value > 1 && value <= 8) parts.push(orientation(value) as BlobPart);
    } else if (marker === APP14 || !((marker >= APP0 && marker <= 0xef) || marker === COM))
      parts.push(file.slice(at, end));
    at = end;
  }
};
