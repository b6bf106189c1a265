// Making the epoch that follows a chain: fresh keys, the roster of its circle, a signed statement, a wrap for each
// member.
import { identityOf, recipientOf, seal } from "../../crypto/age";
import { type Bundle, wrap } from "../../crypto/bundle";
import { base64, utf8 } from "../../crypto/bytes";
import { type Reader, type Roster, inForce, rosterAfter, rosterHash, signRoster } from "../../crypto/roster";
import { publicKey, sign } from "../../crypto/signing";
import { type Chain, link, parse, statementText } from "../../crypto/statement";
import type { MemberWrap, NewEpoch } from "../../wire";

const random = (): Uint8Array => crypto.getRandomValues(new Uint8Array(32));

/** What an epoch follows: a chain, and its last roster where there is one and it is open here. */
export interface Before {
  consultation: string;
  chain: Chain;
  roster: Roster | undefined;
}

/** Who makes it: the root key, which starts or repairs a chain; or a member, with their own key and the present one. */
export type Maker = { root: Uint8Array } | { epoch: Uint8Array; member: string; seed: Uint8Array };

/** Somebody as a roster names them: what was compared by voice, and what is said of their organisation. */
export const readerOf = ({ person, member, organisation, role, recipient, signing }: Reader): Reader => ({
  person,
  member,
  organisation,
  role,
  recipient,
  signing,
});

/** `from` is the first day, `YYYY-MM-DD`, `circle` who is in the circle from now on. */
export const newEpoch = async (
  { consultation, chain, roster }: Before,
  by: Maker,
  from: string,
  circle: Reader[],
): Promise<NewEpoch> => {
  const number = chain.epochs.length;
  const bundle: Bundle = {
    kind: "epoch",
    id: `${consultation}/${number}`,
    identity: identityOf(random()),
    signing: random(),
  };
  const last = chain.epochs[number - 1];
  const next = rosterAfter(
    roster,
    { consultation, number, previous: last ? parse(last.statement).roster : null },
    circle,
  );
  const plain = signRoster(next, by);
  const recipient = await recipientOf(bundle.identity);
  const statement = statementText({
    consultation,
    number,
    recipient,
    signing: publicKey(bundle.signing),
    from,
    previous: last ? link(last) : "-",
    roster: rosterHash(plain),
  });
  const wraps: MemberWrap[] = [];
  for (const reader of inForce(next))
    wraps.push({ member: reader.member, wrap: base64(await wrap(bundle, reader.recipient)) });
  bundle.signing.fill(0);
  const signature = sign(utf8(statement), "root" in by ? by.root : by.epoch);
  return {
    signed: { statement, signature, signer: "root" in by ? "root" : "epoch" },
    roster: base64(await seal([recipient], plain)),
    wraps,
  };
};
