// The keys of the epochs that a member was given, opened with the member's own.
import { type Bundle, unwrap } from "../../crypto/bundle";
import { fromBase64 } from "../../crypto/bytes";
import type { Circle } from "../case/circle";

export class KeyRing {
  /** By `<consultation>/<number>`. */
  private readonly bundles = new Map<string, Bundle>();

  /** `identity` is the member's own. */
  constructor(private readonly identity: string) {}

  /** Unwraps what is new for this member in a circle. What does not open is left out. */
  async open({ consultation, epochs }: Circle): Promise<void> {
    for (const { number, wrap } of epochs) {
      const id = `${consultation}/${number}`;
      if (this.bundles.has(id)) continue;
      const bundle = await unwrap(fromBase64(wrap), this.identity, "epoch", id).catch(() => undefined);
      if (bundle) this.bundles.set(id, bundle);
    }
  }

  /** `undefined` where this member does not hold the key. */
  epoch(consultation: string, number: number): Bundle | undefined {
    return this.bundles.get(`${consultation}/${number}`);
  }
}
