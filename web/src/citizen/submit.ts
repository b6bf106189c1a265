// Sending a report: verify the chain, derive, solve, upload, encrypt, hand in. The receipt is returned only after the
// server has confirmed that the report is durable.
import { Offline, Refused, json, request } from "./api";
import type { Answers } from "./answers";
import type { Library } from "./crypto";
import { intake } from "./intake";
import { type Attachment, upload } from "./upload";
import { RECEIPT, type Derived } from "../crypto/derive";
import { size, text } from "../texts";
import { derive, solveTicket } from "../worker";

export interface Report {
  consultation: string;
  /** Root key of the organisation, from the page; not part of the envelope. */
  root: string;
  version: number;
  answers: Answers;
  interface_language: string;
  report_language: string;
  consent: number;
  files: File[];
}

type Say = (stage: string, done?: number) => void;

/**
 * What survives a failed attempt at the same report, so that trying again neither changes the receipt nor sends a file
 * twice. A report that was changed is another report and gets a new attempt: the first may have arrived already.
 */
export class Attempt {
  keys: { receipt: string; derived: Derived } | undefined;
  recipient = "";
  attachments = new Map<File, Attachment>();
}

/** Refusals after which the page encrypts again by itself. */
export const RETRIED = new Set(["stale-epoch", "ticket-expired", "ticket-spent", "ticket-invalid"]);

const uploadAll = async (
  library: Library,
  recipient: string,
  ticket: string,
  files: File[],
  attempt: Attempt,
  say: Say,
  signal: AbortSignal,
): Promise<Attachment[]> => {
  if (attempt.recipient !== recipient) attempt.attachments.clear();
  attempt.recipient = recipient;
  for (const file of files) {
    if (attempt.attachments.has(file)) continue;
    const stage = text("js-upload", { name: file.name });
    say(stage, 0);
    const sent = await upload(library, recipient, ticket, file, ({ done, total }) => {
      say(`${stage} · ${text("js-done-of", { done: size(done), total: size(total) })}`, done / total);
    }, signal);
    attempt.attachments.set(file, sent);
  }
  return files.flatMap((file) => attempt.attachments.get(file) ?? []);
};

const newKeys = async (library: Library, say: Say): Promise<{ receipt: string; derived: Derived }> => {
  say(text("js-derive"));
  const instance = await json<{ id: string }>("/api/instance");
  const salt = library.receiptSalt(library.bytes.fromBase64url(instance.id));
  const receipt = library.receipt.generate();
  return { receipt, derived: await derive(receipt, salt, RECEIPT, (done) => say(text("js-derive"), done)) };
};

const once = async (library: Library, report: Report, attempt: Attempt, say: Say, signal: AbortSignal): Promise<void> => {
  say(text("js-verify"));
  const { offer } = await intake(library, report.consultation, report.root);
  attempt.keys ??= await newKeys(library, say);
  const { derived } = attempt.keys;
  say(text("js-ticket"));
  const ticket = await solveTicket(offer.ticket.challenge, offer.ticket.work);
  const attachments = await uploadAll(library, offer.recipient, ticket, report.files, attempt, say, signal);
  say(text("js-encrypt"));
  const { files: _files, root: _root, ...rest } = report;
  const envelope = {
    v: 1,
    ...rest,
    source_recipient: await library.age.recipientOf(library.age.identityOf(derived.seed)),
    attachments,
  };
  const sealed = await library.age.seal([offer.recipient], library.bytes.utf8(JSON.stringify(envelope)));
  const form = new FormData();
  form.set("ticket", ticket);
  form.set("epoch", String(offer.epoch));
  form.set("verifier", library.bytes.base64url(library.sha256(derived.authenticator)));
  form.set("attachments", attachments.map((attachment) => attachment.blob).join(" "));
  form.set("envelope", new Blob([sealed as BlobPart], { type: "application/octet-stream" }), "envelope");
  say(text("js-submit"));
  await request(`/api/intake/${report.consultation}`, { method: "POST", body: form, signal });
};

/** Sends, and tries again by itself where that is right: a new epoch, a used ticket, a network that went away. */
export const submit = async (
  library: Library,
  report: Report,
  attempt: Attempt,
  say: Say,
  signal: AbortSignal,
): Promise<string> => {
  for (let tries = 1; ; tries++) {
    try {
      await once(library, report, attempt, say, signal);
      return attempt.keys?.receipt ?? "";
    } catch (error) {
      const again =
        (error instanceof Refused && RETRIED.has(error.code)) || (error instanceof Offline && !signal.aborted);
      if (!again || tries >= 4) throw error;
      if (error instanceof Offline) {
        say(text("js-offline"));
        await new Promise((resolve) => setTimeout(resolve, 2000 * tries));
      }
    }
  }
};
