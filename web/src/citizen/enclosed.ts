// Files that came with a message of the circle: opened on request, shown in the page if they are sound or pictures.
import { isOffline, request } from "../page/request";
import type { Library } from "./send/crypto";
import type { Opening } from "./crypto-inbox";
import { fail, make } from "../page/dom";
import type { Attachment } from "./send/upload";
import { size, text } from "../page/texts";

/** What a browser shows without running anything. */
const SAFE = /^(image\/(jpeg|png|webp)|audio\/[\w.+-]+)$/;

export interface Key {
  library: Library;
  opening: Opening;
  /** Of the source. */
  identity: string;
  headers: Record<string, string>;
}

const present = (file: Attachment, bytes: Uint8Array): HTMLElement => {
  const type = (file.type.split(";")[0] ?? "").trim().toLowerCase();
  const safe = SAFE.test(type);
  const url = URL.createObjectURL(new Blob([bytes as BlobPart], { type: safe ? type : "application/octet-stream" }));
  window.addEventListener("pagehide", () => URL.revokeObjectURL(url));
  if (type.startsWith("audio/") && safe) return make("audio", "", { src: url, controls: "", "aria-label": file.name });
  if (safe) return make("img", "", { src: url, alt: file.name });
  const link = make("a", file.name, { href: url, download: file.name, dir: "auto" });
  link.click();
  return link;
};

const open = async (key: Key, file: Attachment): Promise<Uint8Array> => {
  const { bytes } = await request(`/api/inbox/attachments/${file.blob}`, { headers: key.headers });
  const plain = await key.opening.open(bytes, key.identity);
  if (key.library.bytes.hex(key.library.sha256(plain)) !== file.sha256) throw new Error("another file");
  return plain;
};

/** A button that opens a file, and the file in its place afterwards. */
export const enclosed = (key: Key, file: Attachment): HTMLElement => {
  const row = make("div", "", { class: "enclosed", "data-test": "attachment" });
  const words = text("jsi-file", { name: file.name, size: size(file.size) });
  const button = make("button", words, { type: "button", class: "second" });
  const error = make("p", "", { class: "error", role: "alert" });
  fail(error, "");
  button.addEventListener("click", () => {
    button.disabled = true;
    button.textContent = text("js-loading");
    fail(error, "");
    open(key, file).then(
      (bytes) => row.replaceChild(present(file, bytes), button),
      (problem: unknown) => {
        fail(error, text(isOffline(problem) ? problem.messageId : "jsi-file-damaged"));
        button.disabled = false;
        button.textContent = words;
      },
    );
  });
  row.append(button, error);
  return row;
};
