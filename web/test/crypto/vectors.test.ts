// Protocol vectors in both directions (tests/vectors), and the public CCTV age vectors, as the browser code sees them.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { test } from "node:test";
import { inflateSync } from "node:zlib";
import { argon2id } from "@noble/hashes/argon2.js";
import { Decrypter } from "age-encryption";
import * as cctv from "cctv-age";
import * as age from "../../src/crypto/age";
import { unwrap } from "../../src/crypto/bundle";
import { base64, base64url, fromBase64, hex, utf8, fromUtf8 } from "../../src/crypto/bytes";
import { expand, normalisePassphrase, receiptSalt } from "../../src/crypto/derive";
import { type SignedDocument, signDocument, verifyDocument } from "../../src/crypto/document";
import { paddedSize } from "../../src/crypto/padding";
import * as receipt from "../../src/crypto/receipt";
import { publicKey, sign } from "../../src/crypto/signing";
import { type Reader, inForce, rosterAfter, rosterHash, signRoster, verifyRoster } from "../../src/crypto/roster";
import { type Chain, link, statementText, verifyChain } from "../../src/crypto/statement";
import { solve } from "../../src/crypto/ticket";
import { readJson, writeJson } from "../files";

interface Vectors {
  derivations: {
    secret: string;
    salt: string;
    m: number;
    t: number;
    identity: string;
    recipient: string;
    authenticator: string;
    signing: string;
  }[];
  receipts: string[];
  padding: [size: number, padded: number][];
  instance: { id: string; salt: string };
  sealed: { identity: string; plain: string; file: string };
  bundle: { identity: string; id: string; inner: string; signing: string; wrap: string };
  chain: { consultation: string; chain: Chain; rosters: string[] };
  document: { document: SignedDocument; key: string };
  ticket: { challenge: string; work: number; solved: string };
}

const unhex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));
const root = (secret: string, salt: Uint8Array, m: number, t: number): Uint8Array =>
  argon2id(utf8(normalisePassphrase(secret)), salt, { m, t, p: 1, dkLen: 32 });

const derivation = async (secret: string, salt: Uint8Array, m: number, t: number) => {
  const derived = expand(root(secret, salt, m, t));
  const identity = age.identityOf(derived.seed);
  const recipient = await age.recipientOf(identity);
  const authenticator = base64url(derived.authenticator);
  return { secret, salt: hex(salt), m, t, identity, recipient, authenticator, signing: publicKey(derived.signing) };
};

const write = async (): Promise<void> => {
  const { ticket } = readJson<Vectors>("tests/vectors/rust.json");
  const identity = age.identityOf(crypto.getRandomValues(new Uint8Array(32)));
  const inner = age.identityOf(crypto.getRandomValues(new Uint8Array(32)));
  const recipient = await age.recipientOf(identity);
  const plain = "ߒߞߏ ⵜⵎⵛⵈ العربية \u0000é";
  const seeds = [1, 2, 3].map(() => crypto.getRandomValues(new Uint8Array(32))) as [Uint8Array, Uint8Array, Uint8Array];
  const consultation = "cd".repeat(16);
  const reader = (id: number, seed: Uint8Array): Reader => ({
    person: hex(new Uint8Array(16).fill(id + 100)),
    member: hex(new Uint8Array(16).fill(id)),
    organisation: "09".repeat(16),
    role: "moderator",
    recipient,
    signing: publicKey(seed),
  });
  const circle = [reader(1, seeds[2]), reader(2, seeds[0])];
  const alone = rosterAfter(undefined, { consultation, number: 0, previous: null }, circle.slice(0, 1));
  const founded = signRoster(alone, { root: seeds[0] });
  const both = rosterAfter(alone, { consultation, number: 1, previous: rosterHash(founded) }, circle);
  const grown = signRoster(both, { member: circle[0]?.member ?? "", seed: seeds[2] });
  const statement = (number: number, seed: Uint8Array, previous: string): string => {
    const roster = rosterHash(number === 0 ? founded : grown);
    return statementText({
      consultation,
      number,
      recipient,
      signing: publicKey(seed),
      from: "2026-11-22",
      previous,
      roster,
    });
  };
  const first = statement(0, seeds[1], "-");
  const zero = { statement: first, signature: sign(utf8(first), seeds[0]), signer: "root" as const };
  const second = statement(1, seeds[2], link(zero));
  const next = { statement: second, signature: sign(utf8(second), seeds[1]), signer: "epoch" as const };
  const bundle = { v: 1, kind: "epoch", id: "x/0", identity: inner, signing: base64url(seeds[1]) };
  const vectors: Vectors = {
    derivations: [await derivation("987654321098765432109876", unhex("03".repeat(32)), 19456, 2)],
    receipts: [receipt.generate(), receipt.generate()],
    padding: [1, 5000, 70_000, 3_000_000, 209_715_200].map((size): [number, number] => [size, paddedSize(size)]),
    instance: { id: "09".repeat(16), salt: hex(receiptSalt(unhex("09".repeat(16)))) },
    sealed: { identity, plain, file: base64(await age.seal([recipient], utf8(plain))) },
    bundle: {
      identity,
      id: "x/0",
      inner,
      signing: bundle.signing,
      wrap: base64(await age.sealUnpadded([recipient], utf8(JSON.stringify(bundle)))),
    },
    chain: {
      consultation,
      chain: { root: publicKey(seeds[0]), epochs: [zero, next] },
      rosters: [founded, grown].map((roster) => base64(roster)),
    },
    document: { document: signDocument("message", "epoch:1", { body: "é" }, seeds[2]), key: publicKey(seeds[2]) },
    ticket: { challenge: ticket.challenge, work: 8, solved: solve(ticket.challenge, 8) },
  };
  writeJson("tests/vectors/typescript.json", vectors);
};

if (process.env.UPDATE_VECTORS) await write();

for (const name of ["rust.json", "typescript.json"]) {
  test(`the vectors of ${name} hold here`, async () => {
    const vectors = readJson<Vectors>(`tests/vectors/${name}`);
    for (const expected of vectors.derivations) {
      const derived = expand(root(expected.secret, unhex(expected.salt), expected.m, expected.t));
      assert.equal(age.identityOf(derived.seed), expected.identity);
      assert.equal(await age.recipientOf(expected.identity), expected.recipient);
      assert.equal(base64url(derived.authenticator), expected.authenticator);
      assert.equal(publicKey(derived.signing), expected.signing);
    }
    for (const digits of vectors.receipts)
      assert.deepEqual(receipt.parse(receipt.groups(digits).join(" ")), { receipt: digits });
    for (const [size, padded] of vectors.padding) assert.equal(paddedSize(size), padded);
    assert.equal(hex(receiptSalt(unhex(vectors.instance.id))), vectors.instance.salt);
    const file = fromBase64(vectors.sealed.file);
    assert.equal(fromUtf8(await age.open(file, vectors.sealed.identity)), vectors.sealed.plain);
    assert.equal(file.length, age.sealedSize(utf8(vectors.sealed.plain).length));
    const bundle = await unwrap(fromBase64(vectors.bundle.wrap), vectors.bundle.identity, "epoch", vectors.bundle.id);
    assert.equal(bundle.identity, vectors.bundle.inner);
    assert.equal(base64url(bundle.signing), vectors.bundle.signing);
    const { chain, consultation, rosters } = vectors.chain;
    const statements = verifyChain(chain, consultation);
    assert.equal(statements.length, 2);
    const [founded, grown] = rosters.map((roster) => fromBase64(roster)) as [Uint8Array, Uint8Array];
    const alone = verifyRoster(founded, chain, statements, 0, undefined);
    const both = verifyRoster(grown, chain, statements, 1, alone);
    assert.deepEqual([inForce(alone).length, inForce(both).length], [1, 2]);
    assert.throws(() => verifyRoster(founded, chain, statements, 1, undefined));
    assert.throws(() =>
      verifyChain({ ...vectors.chain.chain, epochs: vectors.chain.chain.epochs.slice(1) }, vectors.chain.consultation),
    );
    assert.ok(verifyDocument(vectors.document.document, "message", "epoch:1", vectors.document.key));
    assert.ok(!verifyDocument(vectors.document.document, "case", "epoch:1", vectors.document.key));
    assert.equal(solve(vectors.ticket.challenge, vectors.ticket.work), vectors.ticket.solved);
  });
}

test("a mistyped receipt is found without any derivation", () => {
  const good = receipt.generate();
  for (let at = 0; at < 24; at++) {
    const wrong = good.slice(0, at) + String((Number(good[at]) + 1) % 10) + good.slice(at + 1);
    assert.deepEqual(receipt.parse(wrong), { mistyped: "check", count: 24 });
  }
  assert.deepEqual(receipt.parse("1234"), { mistyped: "length", count: 4 });
});

test("the public age vectors hold for the hybrid type", async () => {
  let tried = 0;
  const vectors = (cctv as unknown as { default?: Record<string, Uint8Array> }).default ?? cctv;
  for (const [name, bytes] of Object.entries(vectors)) {
    const whole = Buffer.from(bytes);
    const end = whole.indexOf("\n\n");
    const lines = whole
      .subarray(0, end)
      .toString()
      .split("\n")
      .map((line) => line.split(": ") as [string, string]);
    const value = (key: string): string | undefined => lines.find(([one]) => one === key)?.[1];
    const identities = lines.filter(([key]) => key === "identity").map(([, identity]) => identity);
    if (!identities.some((identity) => identity.startsWith("AGE-SECRET-KEY-PQ")) || value("armored")) continue;
    tried++;
    const file = value("compressed") === "zlib" ? inflateSync(whole.subarray(end + 2)) : whole.subarray(end + 2);
    const open = async (): Promise<Uint8Array> => {
      const hybrid = identities.find((identity) => identity.startsWith("AGE-SECRET-KEY-PQ")) ?? "";
      return age.openUnpadded(new Uint8Array(file), hybrid);
    };
    if (value("expect") === "success") {
      assert.equal(
        createHash("sha256")
          .update(await open())
          .digest("hex"),
        value("payload"),
        name,
      );
    } else {
      await assert.rejects(open(), name);
    }
  }
  assert.ok(tried >= 16, `only ${tried} vectors were tried`);
});

test("files of any size, whole or in pieces, open with the age library and with ours", async () => {
  const identity = age.identityOf(new Uint8Array(32).fill(7));
  const recipient = await age.recipientOf(identity);
  for (const size of [0, 1, 4088, 65527, 65528, 65536, 65537, 200_000, 1_048_569]) {
    const plain = new Uint8Array(randomBytes(size));
    const pieces = [plain.subarray(0, 1000), plain.subarray(1000, 1000), plain.subarray(1000)];
    const next = age.sealStream(recipient, size, async () => pieces.shift() ?? null);
    const parts: Uint8Array[] = [];
    for (let part = await next(); part; part = await next()) parts.push(part.slice());
    const streamed = new Uint8Array(Buffer.concat(parts));
    assert.equal(streamed.length, age.sealedSize(size));
    for (const file of [streamed, await age.seal([recipient], plain)]) {
      assert.deepEqual(await age.open(file, identity), plain, `${size} bytes`);
      const decrypter = new Decrypter();
      decrypter.addIdentity(identity);
      assert.equal(
        (await decrypter.decrypt(file, "uint8array")).length,
        (await age.openUnpadded(file, identity)).length,
      );
      const cut = file.slice(0, -1);
      await assert.rejects(age.openUnpadded(cut, identity), `${size} bytes, cut`);
    }
  }
});
