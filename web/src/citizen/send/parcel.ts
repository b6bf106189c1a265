// A report as a file, when sending fails for good: a tar archive (POSIX.1-1988 ustar) whose members are age files and
// one manifest that holds nothing secret. The page "sealed" takes it, from anybody; so can `tar` and `age`.
import type { Library } from "./crypto";
import type { Enclosure } from "../../page/enclosure";
import type { Attachment } from "./upload";

const BLOCK = 512;
const READ = 64 * 1024;
export const PARCEL = "fichier.tar";

const text = (into: Uint8Array, at: number, value: string): void => {
  for (let index = 0; index < value.length; index++) into[at + index] = value.charCodeAt(index);
};

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, "0");

/** Header of a member; no time, no owner. */
const header = (name: string, size: number): Uint8Array => {
  const block = new Uint8Array(BLOCK);
  text(block, 0, name);
  text(block, 100, "0000600\0" + "0000000\0".repeat(2) + octal(size, 11) + "\0" + octal(0, 11) + "\0" + "        0");
  text(block, 257, "ustar\0" + "00");
  const sum = block.reduce((total, byte) => total + byte, 0);
  text(block, 148, `${octal(sum, 6)}\0 `);
  return block;
};

const member = (name: string, content: Blob): BlobPart[] => [
  header(name, content.size) as BlobPart,
  content,
  new Uint8Array((BLOCK - (content.size % BLOCK)) % BLOCK),
];

/** Encrypts one file into a Blob; the browser keeps the ciphertext, not this page's memory. */
const sealFile = async (
  library: Library,
  recipient: string,
  file: Enclosure,
): Promise<{ sealed: Blob; attachment: Attachment }> => {
  const hash = library.sha256.create();
  const { content, name, type, about } = file;
  const next = library.age.sealStream(recipient, content.size, library.pieces(content, READ, hash));
  const parts: Blob[] = [];
  for (let part = await next(); part; part = await next()) parts.push(new Blob([part as BlobPart]));
  const blob = library.bytes.hex(crypto.getRandomValues(new Uint8Array(16)));
  const attachment = { blob, name, type, size: content.size, sha256: library.bytes.hex(hash.digest()), ...about };
  return { sealed: new Blob(parts), attachment };
};

/** What the file is made of. */
export interface Contents {
  consultation: string;
  recipient: string;
  /** What the server will know the receipt by. */
  verifier: string;
  files: Enclosure[];
  /** Encrypts the report itself. */
  seal: (attachments: Attachment[]) => Promise<Uint8Array>;
}

/** The report as a tar archive. */
export const pack = async (library: Library, contents: Contents): Promise<Blob> => {
  const sealed: Awaited<ReturnType<typeof sealFile>>[] = [];
  for (const file of contents.files) sealed.push(await sealFile(library, contents.recipient, file));
  const attachments = sealed.map(({ attachment }) => attachment);
  const envelope = new Blob([(await contents.seal(attachments)) as BlobPart]);
  const manifest = {
    v: 1,
    consultation: contents.consultation,
    verifier: contents.verifier,
    attachments: attachments.map(({ blob }) => blob),
  };
  return new Blob(
    [
      ...member("manifest.json", new Blob([JSON.stringify(manifest)])),
      ...sealed.flatMap((file) => member(`${file.attachment.blob}.age`, file.sealed)),
      ...member("envelope.age", envelope),
      new Uint8Array(2 * BLOCK),
    ],
    { type: "application/x-tar" },
  );
};
