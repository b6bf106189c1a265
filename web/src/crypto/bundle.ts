// Key bundles (protocol 4.2): the plaintext of every wrapped key.
import { base64url, fromBase64url, fromUtf8, utf8 } from "./bytes";
import { openUnpadded, sealUnpadded } from "./age";

export interface Bundle {
  kind: "member" | "epoch";
  id: string;
  /** `AGE-SECRET-KEY-PQ-1…` */
  identity: string;
  /** Ed25519 seed, 32 bytes. */
  signing: Uint8Array;
}

/** Opens a wrap; throws when it is not the bundle of `kind` and `id`. */
export const unwrap = async (wrap: Uint8Array, identity: string, kind: Bundle["kind"], id: string): Promise<Bundle> => {
  const json: unknown = JSON.parse(fromUtf8(await openUnpadded(wrap, identity)));
  const bundle = json as { v: number; kind: string; id: string; identity: string; signing: string };
  if (bundle.v !== 1 || bundle.kind !== kind || bundle.id !== id) throw new Error("not the expected key bundle");
  return { kind, id, identity: bundle.identity, signing: fromBase64url(bundle.signing) };
};

/** The wrap of a bundle: an age file to `recipient`, not padded. */
export const wrap = ({ kind, id, identity, signing }: Bundle, recipient: string): Promise<Uint8Array> =>
  sealUnpadded([recipient], utf8(JSON.stringify({ v: 1, kind, id, identity, signing: base64url(signing) })));
