// The ledger of referrals: only steps that are signed by a member, linked, in order, and approved by a second
// member are read.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import type { SignedDocument } from "../../../src/crypto/document";
import { publicKey } from "../../../src/crypto/signing";
import { linkTo, signAs } from "../../../src/desk/case/author";
import type { Parties } from "../../../src/desk/case/two-people";
import { type Step, readLedger } from "../../../src/desk/leaving/ledger";

const fanta = { member: "fanta", seed: new Uint8Array(randomBytes(32)) };
const moussa = { member: "moussa", seed: new Uint8Array(randomBytes(32)) };
const stranger = { member: "stranger", seed: new Uint8Array(randomBytes(32)) };
const signers = [
  { id: "fanta", signing: publicKey(fanta.seed), from: 0, until: null },
  { id: "moussa", signing: publicKey(moussa.seed), from: 0, until: null },
];

const parties: Parties = {
  party: (member) => ({ person: member === "fanta.1" ? "fanta" : member, organisation: "one" }),
  present: [],
};

type Act = [author: typeof fanta, act: Step["act"], change?: Partial<Step>];

/** Documents that are linked as the desk links them, but for what `change` says. */
const documentsOf = (acts: Act[]): SignedDocument[] => {
  const documents: SignedDocument[] = [];
  for (const [author, act, change] of acts) {
    const first = documents.length === 0;
    const step: Step = {
      consultation: "consultation",
      id: "referral",
      act,
      week: "2026-W48",
      authority: first ? "authority" : "",
      recipient: first ? "recipient" : "",
      reports: first ? ["report"] : [],
      previous: linkTo(documents[documents.length - 1]),
      ...change,
    };
    documents.push(signAs(author, "circle", step));
  }
  return documents;
};

const actsIn = (documents: SignedDocument[]): string[] =>
  readLedger(documents, "consultation", signers, parties).flatMap((referral) => referral.steps.map((step) => step.act));

test("a referral is proposed, approved by a second member, acknowledged and answered", () => {
  const documents = documentsOf([
    [fanta, "proposed"],
    [moussa, "sent"],
    [fanta, "acknowledged"],
    [moussa, "answered"],
  ]);
  const [referral] = readLedger(documents, "consultation", signers, parties);
  assert.ok(referral);
  assert.deepEqual(
    referral.steps.map(({ act, by }) => [act, by]),
    [
      ["proposed", "fanta"],
      ["sent", "moussa"],
      ["acknowledged", "fanta"],
      ["answered", "moussa"],
    ],
  );
  // Later steps repeat neither authority nor reports: those of the proposal stay.
  assert.deepEqual([referral.authority, referral.recipient, referral.reports], ["authority", "recipient", ["report"]]);
  assert.deepEqual(referral.documents, documents);
});

const REFUSED: Record<string, Act[]> = {
  "approved by its own proposer": [
    [fanta, "proposed"],
    [fanta, "sent"],
  ],
  "by somebody whom no roster names": [
    [fanta, "proposed"],
    [stranger, "sent"],
  ],
  "out of order": [
    [fanta, "proposed"],
    [moussa, "answered"],
  ],
  "proposed a second time": [
    [fanta, "proposed"],
    [moussa, "proposed"],
  ],
  "not linked to the step before": [
    [fanta, "proposed"],
    [moussa, "sent", { previous: "-" }],
  ],
  "of another circle": [
    [fanta, "proposed"],
    [moussa, "sent", { consultation: "other" }],
  ],
};

for (const [why, acts] of Object.entries(REFUSED)) {
  test(`a step is left out: ${why}`, () => assert.deepEqual(actsIn(documentsOf(acts)), ["proposed"]));
}

test("a step whose signature does not hold, or that is no step, stops none of the others", () => {
  const [proposed, sent] = documentsOf([
    [fanta, "proposed"],
    [moussa, "sent"],
  ]);
  assert.ok(proposed && sent);
  const forged = { ...sent, by: "member:fanta" };
  const garbage = { ...sent, signed: "{" };
  assert.deepEqual(actsIn([garbage, proposed, forged, sent]), ["proposed", "sent"]);
});

test("a withdrawn referral can no longer be approved", () => {
  const documents = documentsOf([
    [fanta, "proposed"],
    [moussa, "withdrawn"],
    [moussa, "sent"],
  ]);
  assert.deepEqual(actsIn(documents), ["proposed", "withdrawn"]);
});

test("an approval by the proposer under another account counts for nothing, and is an alarm", () => {
  const again = { member: "fanta.1", seed: new Uint8Array(randomBytes(32)) };
  const documents = documentsOf([
    [fanta, "proposed"],
    [again, "sent"],
  ]);
  const known = [...signers, { id: "fanta.1", signing: publicKey(again.seed), from: 0, until: null }];
  const [referral] = readLedger(documents, "consultation", known, parties);
  assert.ok(referral);
  assert.deepEqual(
    referral.steps.map(({ act }) => act),
    ["proposed"],
  );
  assert.equal(referral.onePerson, true);
});
