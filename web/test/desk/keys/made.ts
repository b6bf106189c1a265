// Circles as tests make them: epochs with their secrets and rosters, on top of one another.
import { identityOf, recipientOf } from "../../../src/crypto/age";
import type { Bundle } from "../../../src/crypto/bundle";
import { utf8 } from "../../../src/crypto/bytes";
import { type Reader, type Roster, rosterAfter, rosterHash, signRoster } from "../../../src/crypto/roster";
import { publicKey, sign } from "../../../src/crypto/signing";
import { type Chain, type Signed, link, statementText } from "../../../src/crypto/statement";

export const CONSULTATION = "c".repeat(32);
export const random = (): Uint8Array => crypto.getRandomValues(new Uint8Array(32));
export const root = random();

/** Somebody with their keys. */
export interface Somebody extends Reader {
  identity: string;
  seed: Uint8Array;
}

export const somebody = async (name: string): Promise<Somebody> => {
  const seed = random();
  const identity = identityOf(random());
  const recipient = await recipientOf(identity);
  return {
    person: `p-${name}`,
    member: name,
    organisation: "o",
    role: "moderator",
    recipient,
    signing: publicKey(seed),
    identity,
    seed,
  };
};

/** An epoch with its secrets and its roster. */
export interface Made {
  bundle: Bundle;
  signed: Signed;
  roster: Roster;
  plain: Uint8Array;
}

export type Forge = (roster: Roster) => Roster;

/** One epoch more, in which `circle` is the circle. `by` signs the roster, the root key where nobody is named. */
export const extended = async (
  epochs: Made[],
  circle: Reader[],
  by?: Somebody,
  forge: Forge = (roster) => roster,
): Promise<Made[]> => {
  const number = epochs.length;
  const last = epochs[number - 1];
  const previous = last ? rosterHash(last.plain) : null;
  const roster = forge(rosterAfter(last?.roster, { consultation: CONSULTATION, number, previous }, circle));
  const plain = signRoster(roster, by ? { member: by.member, seed: by.seed } : { root });
  const id = `${CONSULTATION}/${number}`;
  const bundle: Bundle = { kind: "epoch", id, identity: identityOf(random()), signing: random() };
  const statement = statementText({
    consultation: CONSULTATION,
    number,
    recipient: await recipientOf(bundle.identity),
    signing: publicKey(bundle.signing),
    from: "2026-11-01",
    previous: last ? link(last.signed) : "-",
    roster: rosterHash(plain),
  });
  const signature = sign(utf8(statement), by && last ? last.bundle.signing : root);
  return [...epochs, { bundle, signed: { statement, signature, signer: by ? "epoch" : "root" }, roster, plain }];
};

export const chainOf = (epochs: Made[]): Chain => ({
  root: publicKey(root),
  epochs: epochs.map(({ signed }) => signed),
});
