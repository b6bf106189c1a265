// Removes the metadata of files. The format is recognised by the first bytes, not by the name. Where a file cannot be
// cleaned, its note says so.
import { stripJpeg } from "./jpeg";
import { stripMp4 } from "./mp4";
import { smaller } from "./photo";
import { stripPng } from "./png";
import { stripWebp } from "./webp";
import type { PlainId } from "../page/message-id";

export interface Cleaned {
  content: Blob;
  type: string;
  /** The text that says what was done, or what remains in the file. */
  note: PlainId | undefined;
  /** Pictures, films and sounds of a telephone get a neutral name: their own may tell the time, or the street. */
  kind: "photo" | "film" | "sound" | "other";
  /** Whether the original can be kept instead, without its metadata. */
  keepable: boolean;
}

type Format = "jpeg" | "png" | "webp" | "mp4" | "picture" | "unknown";

const STRIP = { jpeg: stripJpeg, png: stripPng, webp: stripWebp };

const formatOf = async (file: File): Promise<Format> => {
  const bytes = new Uint8Array(await new Response(file.slice(0, 16)).arrayBuffer());
  const is = (at: number, letters: string): boolean =>
    letters.split("").every((letter, index) => bytes[at + index] === letter.charCodeAt(0));
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return "jpeg";
  if (is(1, "PNG")) return "png";
  if (is(0, "RIFF") && is(8, "WEBP")) return "webp";
  // Pictures in the same container (HEIC, AVIF) are not films.
  if (is(4, "ftyp"))
    return /^(heic|heix|hevc|mif1|msf1|avif|avis)/.test(String.fromCharCode(...bytes.subarray(8, 12)))
      ? "picture"
      : "mp4";
  return file.type.startsWith("image/") ? "picture" : "unknown";
};

const plain = (file: File, note: PlainId | undefined): Cleaned => ({
  content: file,
  type: file.type || "application/octet-stream",
  note,
  kind: "other",
  keepable: false,
});

/** The note for a file that is passed on unchanged. */
const warning = ({ type, name }: File): PlainId | undefined => {
  if (type.startsWith("audio/")) return "jsf-sound";
  if (
    /pdf|word|excel|powerpoint|opendocument|officedocument|rtf/.test(type) ||
    /\.(pdf|docx?|xlsx?|pptx?|od[tsp]|rtf)$/i.test(name)
  )
    return "jsf-document";
  return type === "text/plain" ? undefined : "jsf-unknown";
};

/** A picture as it came, without its metadata; throws when it is malformed. */
const original = async (file: File, format: keyof typeof STRIP): Promise<Cleaned> => ({
  content: await STRIP[format](file),
  type: `image/${format}`,
  note: "jsf-stripped",
  kind: "photo",
  keepable: true,
});

const picture = async (file: File, format: Format, keep: boolean): Promise<Cleaned> => {
  const stripped = format === "jpeg" || format === "png" || format === "webp" ? format : undefined;
  if (keep && stripped) return original(file, stripped);
  try {
    return {
      content: await smaller(file),
      type: "image/jpeg",
      note: "jsf-cleaned",
      kind: "photo",
      keepable: Boolean(stripped),
    };
  } catch (problem) {
    // Too large for this phone, or a browser that gives no pixels: the metadata can still go.
    if (stripped) return original(file, stripped);
    throw problem;
  }
};

const film = async (file: File): Promise<Cleaned> => {
  const sound = file.type.startsWith("audio/") || /\.(m4a|aac)$/i.test(file.name);
  const type = file.type || (sound ? "audio/mp4" : "video/mp4");
  return {
    content: await stripMp4(file),
    type,
    note: sound ? "jsf-sound" : "jsf-film",
    kind: sound ? "sound" : "film",
    keepable: false,
  };
};

/** Cleans a file; `keep` leaves the pixels of a picture as they are. */
export const clean = async (file: File, keep: boolean): Promise<Cleaned> => {
  const format = await formatOf(file);
  try {
    if (format === "mp4") return await film(file);
    if (format !== "unknown") return await picture(file, format, keep);
  } catch {
    return plain(file, "jsf-unknown");
  }
  return plain(file, warning(file));
};
