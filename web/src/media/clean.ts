// Takes out of a file what its owner does not see. What cannot be cleaned is told.
import { stripJpeg } from "./jpeg";
import { stripMp4 } from "./mp4";
import { smaller } from "./photo";
import { stripPng } from "./png";
import { stripWebp } from "./webp";

export interface Cleaned {
  content: Blob;
  type: string;
  /** What was done, or what remains: the id of a text. */
  note: string;
  /** For pictures: a neutral name; cameras write the time into theirs. */
  kind: "photo" | "film" | "other";
}

const STRIP: Record<string, (file: Blob) => Promise<Blob>> = {
  "image/jpeg": stripJpeg,
  "image/png": stripPng,
  "image/webp": stripWebp,
};

const isFilm = (type: string, name: string): boolean => /^video\/(mp4|quicktime|3gpp2?)$/.test(type) || /\.(mp4|m4v|mov|3gp)$/i.test(name);

const plain = (file: File, note: string): Cleaned => ({
  content: file,
  type: file.type || "application/octet-stream",
  note,
  kind: "other",
});

/** The note for what is handed over as it is. */
const warning = ({ type, name }: File): string => {
  if (type.startsWith("audio/")) return "jsf-sound";
  if (/pdf|word|excel|powerpoint|opendocument|officedocument|rtf/.test(type) || /\.(pdf|docx?|xlsx?|pptx?|od[tsp]|rtf)$/i.test(name)) return "jsf-document";
  return type === "text/plain" ? "" : "jsf-unknown";
};

/** A picture as it came, without its metadata. */
const original = async (file: File): Promise<Cleaned> => {
  const strip = STRIP[file.type];
  if (!strip) return plain(file, "jsf-unknown");
  return { content: await strip(file), type: file.type, note: "jsf-stripped", kind: "photo" };
};

/** Cleans a file; `keep` leaves the pixels of a picture as they are. */
export const clean = async (file: File, keep: boolean): Promise<Cleaned> => {
  try {
    if (file.type.startsWith("image/")) {
      if (keep) return await original(file);
      return { content: await smaller(file), type: "image/jpeg", note: "jsf-cleaned", kind: "photo" };
    }
    if (isFilm(file.type, file.name)) {
      return { content: await stripMp4(file), type: file.type || "video/mp4", note: "jsf-film", kind: "film" };
    }
  } catch {
    return plain(file, "jsf-unknown");
  }
  return plain(file, warning(file));
};
