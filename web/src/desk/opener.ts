// Worker: opens reports and case records with the keys that it was given, and checks who signed a record. What comes out is
// clear text for the desk's memory; nothing is stored or fetched here.
import { openUnpadded } from "../crypto/age";
import { type Document, verifyDocument } from "../crypto/document";
import { unpad } from "../crypto/padding";
import type { Signer } from "./pins";
import { type Envelope, type Record_, type Row, byHand, envelopeOf, parse, recordOf } from "./report";

/** The keys of the epochs that the member holds, the latest first, and who may have signed a record. */
export interface Keys {
  epochs: [number, string][];
  signers: Signer[];
}

export type Job =
  | { kind: "envelope"; row: Row; bytes: Uint8Array }
  | { kind: "record"; id: string; epoch: number; bytes: Uint8Array };

export type Opened =
  | { kind: "envelope"; id: string; epoch: number; envelope: Envelope | null }
  | { kind: "record"; id: string; record: Record_ | null; by: string; known: boolean };

export type Request = { keys: Keys } | { jobs: Job[] };

let keys: Keys = { epochs: [], signers: [] };

/** A report that was kept or sealed by hand may be to an earlier epoch than the one in which it arrived. */
const openAny = async (file: Uint8Array, arrived: number): Promise<{ plain: Uint8Array; epoch: number }> => {
  const order = [...keys.epochs].sort(([a], [b]) => Number(b === arrived) - Number(a === arrived));
  for (const [epoch, identity] of order) {
    const plain = await openUnpadded(file, identity).catch(() => undefined);
    if (plain) return { plain, epoch };
  }
  throw new Error("no key opens it");
};

const envelope = async (row: Row, bytes: Uint8Array): Promise<Opened> => {
  try {
    const { plain, epoch } = await openAny(bytes, row.epoch);
    const read = row.form === "sealed" ? byHand(row, plain) : envelopeOf(unpad(plain));
    return { kind: "envelope", id: row.id, epoch, envelope: read };
  } catch {
    return { kind: "envelope", id: row.id, epoch: row.epoch, envelope: null };
  }
};

const record = async (id: string, epoch: number, bytes: Uint8Array): Promise<Opened> => {
  try {
    const identity = keys.epochs.find(([number]) => number === epoch)?.[1] ?? "";
    const document = parse<Document>(unpad(await openUnpadded(bytes, identity)));
    const by = document.by.replace("member:", "");
    const signer = keys.signers.find((one) => one.id === by);
    if (!signer || !verifyDocument(document, "case", document.by, signer.signing)) throw new Error("the record is not signed");
    const read = recordOf(JSON.parse(document.signed) as Partial<Record_>);
    if (read.report !== id) throw new Error("the record is for another report");
    return { kind: "record", id, record: read, by, known: signer.known };
  } catch {
    return { kind: "record", id, record: null, by: "", known: false };
  }
};

onmessage = async (event: MessageEvent<Request>) => {
  if ("keys" in event.data) {
    keys = event.data.keys;
    return;
  }
  const opened: Opened[] = [];
  for (const job of event.data.jobs) {
    opened.push(job.kind === "envelope" ? await envelope(job.row, job.bytes) : await record(job.id, job.epoch, job.bytes));
  }
  postMessage(opened);
};
