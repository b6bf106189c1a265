// The keys of the epochs that a member was given, opened with the member's own. Anybody can wrap a key to a member, the
// server too: one is kept only if a verified statement of the circle's chain has its number and both its public halves.
import { recipientOf } from "../../crypto/age";
import { type Bundle, unwrap } from "../../crypto/bundle";
import { fromBase64 } from "../../crypto/bytes";
import { publicKey } from "../../crypto/signing";
import type { Statement } from "../../crypto/statement";
import type { Circle } from "../case/circle";

const isNamedBy = async ({ identity, signing }: Bundle, statement: Statement): Promise<boolean> =>
  (await recipientOf(identity)) === statement.recipient && publicKey(signing) === statement.signing;

export class KeyRing {
  /** By `<consultation>/<number>`. */
  private readonly bundles = new Map<string, Bundle>();

  /** `identity` is the member's own. */
  constructor(private readonly identity: string) {}

  /**
   * Unwraps what is new for this member in a circle, whose verified statements are given. Returns whether every wrap is
   * of an epoch among them, the only one for it, opens, and holds the keys that its statement names. Others are left
   * out.
   */
  async open({ consultation, epochs }: Circle, statements: Statement[]): Promise<boolean> {
    let sound = new Set(epochs.map(({ number }) => number)).size === epochs.length;
    for (const { number, wrap } of epochs) {
      const id = `${consultation}/${number}`;
      const statement = statements[number];
      if (this.bundles.has(id) && statement) continue;
      const bundle = await unwrap(fromBase64(wrap), this.identity, "epoch", id).catch(() => undefined);
      if (bundle && statement && (await isNamedBy(bundle, statement))) this.bundles.set(id, bundle);
      else sound = false;
    }
    return sound;
  }

  /** Whether what is sealed to a recipient is sealed to this member. */
  async isOwn(recipient: string): Promise<boolean> {
    return recipient === (await recipientOf(this.identity));
  }

  /** `undefined` where this member does not hold the key. */
  epoch(consultation: string, number: number): Bundle | undefined {
    return this.bundles.get(`${consultation}/${number}`);
  }

  /** The numbers of the epochs of a circle whose keys this member holds, the latest first. */
  held(consultation: string): number[] {
    const numbers = [...this.bundles.keys()].flatMap((id) => {
      const [circle, number] = id.split("/");
      return circle === consultation ? [Number(number)] : [];
    });
    return numbers.sort((a, b) => b - a);
  }
}
