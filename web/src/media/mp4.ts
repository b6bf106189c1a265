// MP4, MOV and 3GP (ISO 14496-12) without their metadata and without decoding. Nothing moves: boxes that say where,
// when and with what become free space of the same size, times become zero, and the samples of tracks that are
// neither picture nor sound (position, motion, subtitles with coordinates) become zeros.
import { Malformed, type Parts, Reader, zeros } from "./reader";

interface Box {
  name: string;
  /** Of the whole box, header included. */
  start: number;
  end: number;
  /** Where its content starts. */
  body: number;
}

/** A part of the file that is replaced by other bytes, or by zeros. */
interface Patch {
  start: number;
  end: number;
  bytes?: Uint8Array;
}

const TOP = new Set(["ftyp", "moov", "mdat", "wide"]);
const DESCRIBING = new Set(["udta", "meta", "uuid", "free", "skip", "XMP_", "iods"]);
const SHOWN = new Set(["vide", "soun"]);
/** Boxes of one level at most: films of phones have fewer. */
const MOST = 20_000;

const boxes = async (reader: Reader, start: number, end: number): Promise<Box[]> => {
  const found: Box[] = [];
  for (let at = start; at + 8 <= end;) {
    let size = (await reader.view(at, 4)).getUint32(0);
    const name = await reader.name(at + 4);
    let body = at + 8;
    if (size === 1) {
      const large = await reader.view(at + 8, 8);
      size = large.getUint32(0) * 2 ** 32 + large.getUint32(4);
      body += 8;
    } else if (size === 0) size = end - at;
    if (found.length > MOST) throw new Malformed("too many boxes");
    // A film that was cut off while it was recorded ends inside its pictures.
    if (name === "mdat" && start === 0 && at + size > end) size = end - at;
    if (size < body - at || at + size > end || !/^[\x20-\x7e\xa9]{4}$/.test(name)) {
      // What follows the last box is a trailer of the camera's maker.
      if (found.some((box) => box.name === "moov") && start === 0) return found;
      throw new Malformed("no box");
    }
    found.push({ name, start: at, end: at + size, body });
    at += size;
  }
  return found;
};

const child = async (reader: Reader, parent: Box | undefined, ...path: string[]): Promise<Box | undefined> => {
  let box = parent;
  for (const name of path) {
    if (!box) return undefined;
    box = (await boxes(reader, box.body, box.end)).find((inner) => inner.name === name);
  }
  return box;
};

const FREE = Uint8Array.from([0x66, 0x72, 0x65, 0x65]);

/** The box becomes free space. */
const freed = (box: Box): Patch[] => [
  { start: box.start + 4, end: box.start + 8, bytes: FREE },
  { start: box.body, end: box.end },
];

/** Creation and modification time, after version and flags; eight bytes each in version 1. */
const timeless = async (reader: Reader, box: Box): Promise<Patch[]> => {
  const version = (await reader.bytes(box.body, 1))[0];
  return [{ start: box.body + 4, end: box.body + 4 + (version === 1 ? 16 : 8) }];
};

const numbers = async (reader: Reader, box: Box | undefined, skip: number, width: number): Promise<number[]> => {
  if (!box) return [];
  const count = Math.min(
    (await reader.view(box.body + skip, 4)).getUint32(0),
    Math.floor((box.end - box.body - skip - 4) / width),
  );
  const list: number[] = [];
  for (let index = 0; index < count; index++) {
    const at = await reader.view(box.body + skip + 4 + index * width, width);
    list.push(width === 8 ? at.getUint32(0) * 2 ** 32 + at.getUint32(4) : at.getUint32(0));
  }
  return list;
};

/** Sizes of a track's samples: one for all, or one each. */
const sizesOf = async (reader: Reader, table: Box | undefined): Promise<(sample: number) => number> => {
  // No known camera writes the compact form: better not cleaned than half cleaned.
  if (await child(reader, table, "stz2")) throw new Malformed("compact sizes");
  const sizes = await child(reader, table, "stsz");
  const same = sizes ? (await reader.view(sizes.body + 4, 4)).getUint32(0) : 0;
  const each = same === 0 ? await numbers(reader, sizes, 8, 4) : [];
  return (sample) => same || (each[sample] ?? 0);
};

/** How many samples each chunk holds: from this chunk on, so many. */
const runsOf = async (reader: Reader, table: Box | undefined): Promise<{ first: number; count: number }[]> => {
  const runs = await child(reader, table, "stsc");
  const count = runs ? (await reader.view(runs.body + 4, 4)).getUint32(0) : 0;
  if (count > MOST) throw new Malformed("too many runs");
  const steps = [];
  for (let index = 0; runs && index < count; index++) {
    const run = await reader.view(runs.body + 8 + index * 12, 8);
    steps.push({ first: run.getUint32(0), count: run.getUint32(4) });
  }
  return steps;
};

/** Where the samples of a track lie. */
const samples = async (reader: Reader, track: Box): Promise<Patch[]> => {
  const table = await child(reader, track, "mdia", "minf", "stbl");
  const size = await sizesOf(reader, table);
  const steps = await runsOf(reader, table);
  const large = await child(reader, table, "co64");
  const chunks = large
    ? await numbers(reader, large, 4, 8)
    : await numbers(reader, await child(reader, table, "stco"), 4, 4);
  const patches: Patch[] = [];
  let [sample, step] = [0, 0];
  chunks.forEach((start, index) => {
    while ((steps[step + 1]?.first ?? Infinity) <= index + 1) step++;
    let length = 0;
    for (let within = 0; within < (steps[step]?.count ?? 0); within++) {
      const next = size(sample++);
      // Samples have a size; a table that promises more than there is ends here.
      if (next === 0 || start + length > reader.size) break;
      length += next;
    }
    if (length > 0) patches.push({ start, end: Math.min(start + length, reader.size) });
  });
  return patches;
};

/** Boxes that hold others, in which describing ones may hide. */
const HOLDING = new Set(["mdia", "minf", "stbl", "edts", "dinf"]);

/** Everything inside a track of picture or sound that describes it. */
const described = async (reader: Reader, parent: Box): Promise<Patch[]> => {
  const patches: Patch[] = [];
  for (const box of await boxes(reader, parent.body, parent.end)) {
    if (DESCRIBING.has(box.name)) patches.push(...freed(box));
    else if (box.name === "tkhd" || box.name === "mdhd") patches.push(...(await timeless(reader, box)));
    // The maker's name behind the kind of a track.
    else if (box.name === "hdlr") patches.push({ start: Math.min(box.body + 12, box.end), end: box.end });
    else if (HOLDING.has(box.name)) patches.push(...(await described(reader, box)));
  }
  return patches;
};

const track = async (reader: Reader, box: Box): Promise<Patch[]> => {
  const handler = await child(reader, box, "mdia", "hdlr");
  const kind = handler ? await reader.name(handler.body + 8) : "";
  if (SHOWN.has(kind)) return described(reader, box);
  return [...(await samples(reader, box)), ...freed(box)];
};

const movie = async (reader: Reader, moov: Box): Promise<Patch[]> => {
  const patches: Patch[] = [];
  for (const box of await boxes(reader, moov.body, moov.end)) {
    if (box.name === "mvhd") patches.push(...(await timeless(reader, box)));
    else if (box.name === "trak") patches.push(...(await track(reader, box)));
    else if (DESCRIBING.has(box.name)) patches.push(...freed(box));
  }
  return patches;
};

/** The file with its patches, as parts of the old one. */
const patched = (file: Blob, patches: Patch[], end: number): Parts => {
  const parts: Parts = [];
  let at = 0;
  for (const patch of patches.sort((a, b) => a.start - b.start)) {
    const start = Math.max(patch.start, at);
    if (start >= patch.end) continue;
    parts.push(file.slice(at, start), ...(patch.bytes ? [patch.bytes as BlobPart] : zeros(patch.end - start)));
    at = patch.end;
  }
  parts.push(file.slice(at, end));
  return parts;
};

export const stripMp4 = async (file: Blob): Promise<Blob> => {
  const reader = new Reader(file);
  const top = await boxes(reader, 0, reader.size);
  if (top[0]?.name !== "ftyp") throw new Malformed("no MP4");
  // In fragments every piece has tables of its own: what such a film holds besides its pictures cannot be found here.
  if (top.some((box) => box.name === "moof")) throw new Malformed("fragments");
  const patches: Patch[] = [];
  for (const box of top) {
    if (box.name === "moov") patches.push(...(await movie(reader, box)));
    else if (!TOP.has(box.name)) patches.push(...freed(box));
  }
  return new Blob(patched(file, patches, top[top.length - 1]?.end ?? 0), { type: file.type });
};
