// Worker: opens reports, case records and files with the keys that it was given, and checks who signed a record. What
// comes out is clear text for the desk's memory; nothing is stored or fetched here.
import { sha256 } from "@noble/hashes/sha2.js";
import { open, openUnpadded } from "../../crypto/age";
import { hex } from "../../crypto/bytes";
import { unpad } from "../../crypto/padding";
import { type Signer, signersIn } from "../case/author";
import type { Envelope, CaseRecord, Row } from "../case/case";
import { byHand, envelopeOf, signedRecord } from "../case/reading";

/** The keys of the epochs that the member holds, the latest first, and who may have signed a record. */
export interface OpenerKeys {
  epochs: [number, string][];
  signers: Signer[];
}

export type Job =
  | { kind: "envelope"; row: Row; bytes: Uint8Array }
  | { kind: "record"; id: string; epoch: number; revision: number; bytes: Uint8Array }
  | { kind: "file"; id: string; bytes: Uint8Array; sha256: string; size: number };

export type Opened =
  | { kind: "envelope"; id: string; epoch: number; envelope: Envelope | null }
  | { kind: "record"; id: string; record: CaseRecord | null; by: string }
  | { kind: "file"; id: string; plain: Uint8Array | null };

/** What the page asks of the Worker: to take keys, or to open files with them. */
export type Order = { keys: OpenerKeys } | { jobs: Job[] };

let keys: OpenerKeys = { epochs: [], signers: [] };

/** A report that was kept or sealed by hand may be to an earlier epoch than the one in which it arrived. */
const openAny = async (file: Uint8Array, arrived: number): Promise<{ plain: Uint8Array; epoch: number }> => {
  const order = [...keys.epochs].sort(([a], [b]) => Number(b === arrived) - Number(a === arrived));
  for (const [epoch, identity] of order) {
    const plain = await openUnpadded(file, identity).catch(() => undefined);
    if (plain) return { plain, epoch };
  }
  throw new Error("no key opens it");
};

/**
 * A file that was sealed by hand holds anything. What has the form of an envelope is one, whatever the server says of
 * it: only the envelope says which key is the source's.
 */
const read = (row: Row, plain: Uint8Array): Envelope => {
  try {
    return envelopeOf(unpad(plain));
  } catch (problem) {
    if (row.form === "sealed") return byHand(row, plain);
    throw problem;
  }
};

const envelope = async (row: Row, bytes: Uint8Array): Promise<Opened> => {
  try {
    const { plain, epoch } = await openAny(bytes, row.epoch);
    return { kind: "envelope", id: row.id, epoch, envelope: read(row, plain) };
  } catch {
    return { kind: "envelope", id: row.id, epoch: row.epoch, envelope: null };
  }
};

const record = async ({ id, epoch, revision, bytes }: Job & { kind: "record" }): Promise<Opened> => {
  try {
    const identity = keys.epochs.find(([number]) => number === epoch)?.[1] ?? "";
    const signers = signersIn(keys.signers, epoch);
    return { kind: "record", id, ...signedRecord(await open(bytes, identity), { id, revision }, signers) };
  } catch {
    return { kind: "record", id, record: null, by: "" };
  }
};

/** A file in clear; nothing when no key opens it or it is not what was announced. */
const file = async ({ id, bytes, sha256: announced, size }: Job & { kind: "file" }): Promise<Opened> => {
  for (const [, identity] of keys.epochs) {
    const plain = await openUnpadded(bytes, identity)
      .then(unpad)
      .catch(() => undefined);
    if (plain?.length === size && hex(sha256(plain)) === announced) return { kind: "file", id, plain };
  }
  return { kind: "file", id, plain: null };
};

const run = (job: Job): Promise<Opened> => {
  if (job.kind === "file") return file(job);
  return job.kind === "envelope" ? envelope(job.row, job.bytes) : record(job);
};

onmessage = async (event: MessageEvent<Order>) => {
  if ("keys" in event.data) {
    keys = event.data.keys;
    return;
  }
  const opened: Opened[] = [];
  for (const job of event.data.jobs) opened.push(await run(job));
  // The page's `postMessage` has another second argument; in a Worker it is what is handed over.
  (postMessage as (message: Opened[], handed: Transferable[]) => void)(
    opened,
    opened.flatMap((one) => (one.kind === "file" && one.plain ? [one.plain.buffer as ArrayBuffer] : [])),
  );
};
