// Sending a report: verify the chain, derive, solve, upload, encrypt, hand in. The receipt is returned only after the
// server has confirmed that the report is durable.
import { isOffline, request, silence } from "../../page/request";
import { isRefused } from "../../page/told";
import { chunk } from "../../page/chunk";
import type { Enclosure } from "../../page/enclosure";
import { duration, size, text } from "../../page/texts";
import type { Answers } from "../../questionnaire/definition";
import type { Address, Attempt, Keys, Say } from "./attempt";
import type { Library } from "./crypto";
import type { Link } from "./link";
import { pack } from "./parcel";
import type { Attachment } from "./upload";

export interface Report extends Address {
  version: number;
  answers: Answers;
  interface_language: string;
  report_language: string;
  consent: number;
  /** Whom the source does not want as a reader. */
  withheld_from: string[];
  files: Enclosure[];
}

/** What sending needs besides the report: the attempt it belongs to, the link, and whom to tell. */
export interface Run {
  library: Library;
  attempt: Attempt;
  link: Link;
  say: Say;
  /** Ends when the person cancels. */
  signal: AbortSignal;
}

/** Where files go: the key they are encrypted to, and the ticket that lets them in. */
export interface Target {
  recipient: string;
  ticket: string;
}

/** Without a network the page goes on trying for half an hour, ever more slowly, and at once when it is back. */
const MOST_TRIES = 60;

/** Refusals after which the page encrypts again by itself. */
const RENEWED = ["stale-epoch", "ticket-expired", "ticket-spent", "ticket-invalid"];

/**
 * Whether to encrypt and send again after this refusal. Files that the server no longer has are then sent again as
 * well.
 */
export const renews = (error: unknown, sent: Pick<Attempt, "attachments">): boolean => {
  const isGone = isRefused(error, "upload-unknown");
  if (isGone) sent.attachments.clear();
  return isGone || isRefused(error, ...RENEWED);
};

/** Encrypts and sends files; those that have arrived already are not sent again. */
export const uploadAll = async (
  { library, link, say }: Pick<Run, "library" | "link" | "say">,
  target: Target,
  files: Enclosure[],
  sent: Pick<Attempt, "recipient" | "attachments">,
): Promise<Attachment[]> => {
  if (sent.recipient !== target.recipient) sent.attachments.clear();
  sent.recipient = target.recipient;
  if (files.length > 0 && !window.suturaUpload) {
    await chunk("upload").catch(() => {
      throw silence();
    });
  }
  for (const file of files) {
    if (sent.attachments.has(file)) continue;
    const stage = text("js-upload", { name: file.name });
    say(stage, 0);
    const attachment = await window.suturaUpload?.({ library, link, ...target }, file, ({ done, total }) => {
      const left = link.rate > 0 ? ` · ${text("js-left", { left: duration((total - done) / link.rate) })}` : "";
      say(`${stage} · ${text("js-done-of", { done: size(done), total: size(total) })}${left}`, done / total);
    });
    if (attachment) sent.attachments.set(file, attachment);
  }
  return files.flatMap((file) => sent.attachments.get(file) ?? []);
};

/** Bytes of these files as they are sent. */
export const sealedBytes = (library: Library, files: Enclosure[]): number =>
  files.reduce((sum, { content }) => sum + library.age.sealedSize(content.size), 0);

/** The envelope: the report with the source's key and its attachments, encrypted to `recipient`. */
const envelopeOf = async (
  library: Library,
  report: Report,
  keys: Keys,
  recipient: string,
  attachments: Attachment[],
): Promise<Uint8Array> => {
  const { consultation, version, answers, interface_language, report_language, consent, withheld_from } = report;
  const source_recipient = await library.age.recipientOf(library.age.identityOf(keys.derived.seed));
  const source_signing = library.publicKey(keys.derived.signing);
  const described = { consultation, version, answers, interface_language, report_language, consent, withheld_from };
  const envelope = { v: 1, ...described, source_recipient, source_signing, attachments };
  return library.age.seal([recipient], library.bytes.utf8(JSON.stringify(envelope)));
};

/** What the server knows the receipt by. */
const verifierOf = (library: Library, keys: Keys): string =>
  library.bytes.base64url(library.sha256(keys.derived.authenticator));

const handIn = async (report: Report, { library, attempt, link, say, signal }: Run): Promise<void> => {
  say(text("js-verify"));
  const offered = await attempt.offer(library, report);
  const { recipient, epoch } = offered.offer;
  const keys = await attempt.makeKeys(library, say);
  say(text("js-ticket"));
  const ticket = await attempt.solve(offered, sealedBytes(library, report.files));
  const attachments = await uploadAll({ library, link, say }, { recipient, ticket }, report.files, attempt);
  say(text("js-encrypt"));
  const envelope = await envelopeOf(library, report, keys, recipient, attachments);
  const form = new FormData();
  form.set("ticket", ticket);
  form.set("epoch", String(epoch));
  form.set("verifier", verifierOf(library, keys));
  form.set("attachments", attachments.map((attachment) => attachment.blob).join(" "));
  form.set("envelope", new Blob([envelope as BlobPart], { type: "application/octet-stream" }), "envelope");
  say(text("js-submit"));
  await request(`/api/intake/${report.consultation}`, { method: "POST", body: form, signal });
};

/**
 * Sends a report and returns its receipt. Tries again by itself where that is right: after a new epoch, after a used
 * ticket, while the network is away.
 */
export const submit = async (report: Report, run: Run): Promise<string> => {
  const { attempt, link, signal } = run;
  for (let tries = 1; ; tries++) {
    try {
      await handIn(report, run);
      return attempt.keys?.receipt ?? "";
    } catch (error) {
      const renew = renews(error, attempt);
      if (renew) attempt.stale();
      if (!(renew || isOffline(error)) || signal.aborted || tries >= (renew ? 4 : MOST_TRIES)) throw error;
      if (isOffline(error)) await link.wait(tries + 1, error.messageId);
    }
  }
};

/** The report as a file for the page "sealed", and its receipt. Throws without a verified key. */
export const keep = async (
  report: Report,
  { library, attempt }: Pick<Run, "library" | "attempt">,
): Promise<{ parcel: Blob; receipt: string }> => {
  // A key that was verified before the network failed is as good as one that is verified now.
  const { recipient } = (attempt.intake ?? (await attempt.offer(library, report))).offer;
  const keys = await attempt.makeKeys(library, () => undefined);
  const { consultation, files } = report;
  const parcel = await pack(library, {
    consultation,
    recipient,
    verifier: verifierOf(library, keys),
    files,
    seal: (attachments) => envelopeOf(library, report, keys, recipient, attachments),
  });
  return { parcel, receipt: keys.receipt };
};
