// Sending a report: verify the chain, derive, solve, upload, encrypt, hand in. The receipt is returned only after the
// server has confirmed that the report is durable.
import { Offline, json, request } from "../page/request";
import { Refused } from "../page/told";
import { chunk } from "../page/chunk";
import type { Library } from "./crypto";
import type { Enclosure } from "../page/enclosure";
import { type Intake, intake } from "./intake";
import type { Link } from "./link";
import { pack } from "./parcel";
import type { Attachment } from "./upload";
import { RECEIPT, type Derived } from "../crypto/derive";
import type { Answers } from "../questionnaire/definition";
import { duration, size, text } from "../page/texts";
import { derive, solveTicket } from "../page/derivation";

export interface Report {
  consultation: string;
  /** Root key of the organisation, from the page; not part of the envelope. */
  root: string;
  version: number;
  answers: Answers;
  interface_language: string;
  report_language: string;
  consent: number;
  /** Whom the source does not want as a reader. */
  withheld_from: string[];
  files: Enclosure[];
}

export type Say = (stage: string, done?: number) => void;

interface Keys {
  receipt: string;
  derived: Derived;
}

/** How long an offer that was fetched while the person was still writing is used, in milliseconds. */
const FRESH = 20 * 60_000;

/**
 * What survives a failed attempt at the same report, so that trying again neither changes the receipt nor sends a file
 * twice. A report that was changed is another report and gets a new attempt: the first may have arrived already.
 */
export class Attempt {
  recipient = "";
  attachments = new Map<Enclosure, Attachment>();
  keys: Keys | undefined;
  intake: Intake | undefined;
  private offering: Promise<Intake> | undefined;
  private fetched = 0;
  private making: Promise<Keys> | undefined;
  private solving: { challenge: string; ticket: Promise<string> } | undefined;

  /** The offered key, verified; what was prepared is used while it is fresh. */
  offer(library: Library, report: Pick<Report, "consultation" | "root">): Promise<Intake> {
    if (!this.offering || Date.now() - this.fetched > FRESH) {
      this.fetched = Date.now();
      const offering = intake(library, report.consultation, report.root);
      offering.then(
        (offered) => (this.intake = offered),
        () => {
          if (this.offering === offering) this.offering = undefined;
        },
      );
      this.offering = offering;
    }
    return this.offering;
  }

  /** Something in the offer was refused: the next one is asked for again. */
  stale(): void {
    this.fetched = 0;
  }

  makeKeys(library: Library, say: Say): Promise<Keys> {
    this.making ??= newKeys(library, say).then(
      (keys) => (this.keys = keys),
      (error: unknown) => {
        this.making = undefined;
        throw error;
      },
    );
    return this.making;
  }

  solve({ offer }: Intake): Promise<string> {
    const { challenge, work } = offer.ticket;
    if (this.solving?.challenge !== challenge) {
      const ticket = solveTicket(challenge, work);
      ticket.catch(() => (this.solving = undefined));
      this.solving = { challenge, ticket };
    }
    return this.solving.ticket;
  }

  /** Overwrites the keys that it holds. */
  forget(): void {
    this.keys?.derived.seed.fill(0);
    this.keys?.derived.authenticator.fill(0);
    this.keys = this.making = this.solving = undefined;
    this.attachments.clear();
  }

  /** Does ahead of time what needs no answer: called when the review is shown. Failures show when it is needed. */
  async prepare(library: Library, report: Pick<Report, "consultation" | "root">): Promise<void> {
    const offered = await this.offer(library, report);
    await this.makeKeys(library, () => undefined);
    await this.solve(offered);
  }
}

/** Without a network the page goes on trying for half an hour, ever more slowly, and at once when it is back. */
const MOST_TRIES = 60;

/** Refusals after which the page encrypts again by itself. */
export const RETRIED = new Set(["stale-epoch", "ticket-expired", "ticket-spent", "ticket-invalid"]);

const newKeys = async (library: Library, say: Say): Promise<Keys> => {
  say(text("js-derive"));
  const instance = await json<{ id: string }>("/api/instance");
  const salt = library.receiptSalt(library.bytes.fromBase64url(instance.id));
  const receipt = library.receipt.generate();
  return { receipt, derived: await derive(receipt, salt, RECEIPT, (done) => say(text("js-derive"), done)) };
};

/** Encrypts and sends files, those left out that have arrived already. */
export const uploadAll = async (
  library: Library,
  recipient: string,
  ticket: string,
  files: Enclosure[],
  attempt: Pick<Attempt, "recipient" | "attachments">,
  say: Say,
  link: Link,
): Promise<Attachment[]> => {
  if (attempt.recipient !== recipient) attempt.attachments.clear();
  attempt.recipient = recipient;
  if (files.length > 0 && !window.suturaUpload) {
    await chunk("upload").catch(() => {
      throw new Offline();
    });
  }
  for (const file of files) {
    if (attempt.attachments.has(file)) continue;
    const stage = text("js-upload", { name: file.name });
    say(stage, 0);
    const sent = await window.suturaUpload?.(
      library,
      recipient,
      ticket,
      file,
      ({ done, total }) => {
        const left = link.rate > 0 ? ` · ${text("js-left", { left: duration((total - done) / link.rate) })}` : "";
        say(`${stage} · ${text("js-done-of", { done: size(done), total: size(total) })}${left}`, done / total);
      },
      link,
    );
    if (sent) attempt.attachments.set(file, sent);
  }
  return files.flatMap((file) => attempt.attachments.get(file) ?? []);
};

const sealed = async (
  library: Library,
  report: Report,
  keys: Keys,
  recipient: string,
  attachments: Attachment[],
): Promise<Uint8Array> => {
  const { files: _files, root: _root, ...rest } = report;
  const source_recipient = await library.age.recipientOf(library.age.identityOf(keys.derived.seed));
  const envelope = { v: 1, ...rest, source_recipient, attachments };
  return library.age.seal([recipient], library.bytes.utf8(JSON.stringify(envelope)));
};

const verifier = (library: Library, keys: Keys): string =>
  library.bytes.base64url(library.sha256(keys.derived.authenticator));

const once = async (
  library: Library,
  report: Report,
  attempt: Attempt,
  say: Say,
  link: Link,
  signal: AbortSignal,
): Promise<void> => {
  say(text("js-verify"));
  const offered = await attempt.offer(library, report);
  const { offer } = offered;
  const keys = await attempt.makeKeys(library, say);
  say(text("js-ticket"));
  const ticket = await attempt.solve(offered);
  const attachments = await uploadAll(library, offer.recipient, ticket, report.files, attempt, say, link);
  say(text("js-encrypt"));
  const envelope = await sealed(library, report, keys, offer.recipient, attachments);
  const form = new FormData();
  form.set("ticket", ticket);
  form.set("epoch", String(offer.epoch));
  form.set("verifier", verifier(library, keys));
  form.set("attachments", attachments.map((attachment) => attachment.blob).join(" "));
  form.set("envelope", new Blob([envelope as BlobPart], { type: "application/octet-stream" }), "envelope");
  say(text("js-submit"));
  await request(`/api/intake/${report.consultation}`, { method: "POST", body: form, signal });
};

/** Sends, and tries again by itself where that is right: a new epoch, a used ticket, a network that went away. */
export const submit = async (
  library: Library,
  report: Report,
  attempt: Attempt,
  say: Say,
  link: Link,
  signal: AbortSignal,
): Promise<string> => {
  for (let tries = 1; ; tries++) {
    try {
      await once(library, report, attempt, say, link, signal);
      return attempt.keys?.receipt ?? "";
    } catch (error) {
      if (error instanceof Refused && error.code === "upload-unknown") attempt.attachments.clear();
      const renew = error instanceof Refused && (RETRIED.has(error.code) || error.code === "upload-unknown");
      if (renew) attempt.stale();
      if (!(renew || error instanceof Offline) || signal.aborted || tries >= (renew ? 4 : MOST_TRIES)) throw error;
      if (error instanceof Offline) await link.wait(tries + 1);
    }
  }
};

/** The report as a file for the page "sealed", and its receipt; throws without a verified key. */
export const keep = async (
  library: Library,
  report: Report,
  attempt: Attempt,
): Promise<{ parcel: Blob; receipt: string }> => {
  // A key that was verified before the network went is as good as one that is verified now.
  const recipient = (attempt.intake ?? (await attempt.offer(library, report))).offer.recipient;
  const keys = await attempt.makeKeys(library, () => undefined);
  const seal = (attachments: Attachment[]): Promise<Uint8Array> =>
    sealed(library, report, keys, recipient, attachments);
  const { consultation, files } = report;
  const parcel = await pack(library, { consultation, recipient, verifier: verifier(library, keys), files, seal });
  return { parcel, receipt: keys.receipt };
};
