// Making the epoch that follows a chain: fresh keys, a signed statement, a wrap for each member of the circle.
import { identityOf, recipientOf } from "../../crypto/age";
import { type Bundle, wrap } from "../../crypto/bundle";
import { base64, utf8 } from "../../crypto/bytes";
import { publicKey, sign } from "../../crypto/signing";
import { type Chain, type Signed, link, statementText } from "../../crypto/statement";
import type { MemberWrap, NewEpoch } from "../../wire";

const random = (): Uint8Array => crypto.getRandomValues(new Uint8Array(32));

/** Who signs: the present epoch, or the root key that starts or repairs a chain. */
interface Signer {
  signer: Signed["signer"];
  seed: Uint8Array;
}

/** `circle` is who gets a wrap; `from` the first day, `YYYY-MM-DD`. */
export const newEpoch = async (
  consultation: string,
  chain: Chain,
  by: Signer,
  from: string,
  circle: { member: string; recipient: string }[],
): Promise<NewEpoch> => {
  const number = chain.epochs.length;
  const bundle: Bundle = {
    kind: "epoch",
    id: `${consultation}/${number}`,
    identity: identityOf(random()),
    signing: random(),
  };
  const before = chain.epochs[number - 1];
  const statement = statementText({
    consultation,
    number,
    recipient: await recipientOf(bundle.identity),
    signing: publicKey(bundle.signing),
    from,
    previous: before ? link(before) : "-",
  });
  const wraps: MemberWrap[] = [];
  for (const { member, recipient } of circle) wraps.push({ member, wrap: base64(await wrap(bundle, recipient)) });
  bundle.signing.fill(0);
  return { signed: { statement, signature: sign(utf8(statement), by.seed), signer: by.signer }, wraps };
};
