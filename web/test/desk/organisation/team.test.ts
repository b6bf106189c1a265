// Starting a circle with the root key: the owner compares everybody's words but their own, so that their own line of
// the roster must not be the server's.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sha256 } from "@noble/hashes/sha2.js";
import "../../page";
import { open } from "../../../src/crypto/age";
import { type Bundle, unwrap } from "../../../src/crypto/bundle";
import { fromBase64, fromUtf8, hex, utf8 } from "../../../src/crypto/bytes";
import type { SignedDocument } from "../../../src/crypto/document";
import type { Roster } from "../../../src/crypto/roster";
import { publicKey } from "../../../src/crypto/signing";
import type { Session } from "../../../src/desk/keys/session";
import { Team } from "../../../src/desk/organisation/team";
import type { NewEpoch, NewInvitation, TeamCircle } from "../../../src/wire";
import { CONSULTATION, root, somebody } from "../keys/made";

test("a server that says another key is one's own gets no key of the circle that one starts", async () => {
  const [awa, fanta, liar] = await Promise.all(["awa", "fanta", "liar"].map(somebody));
  assert.ok(awa && fanta && liar);
  const posted: NewEpoch[] = [];
  const session = {
    me: { member: awa.member, today: "2026-11-02" },
    bundle: { kind: "member", id: awa.member, identity: awa.identity, signing: awa.seed } satisfies Bundle,
    watch: { isRaised: () => false, compared: () => undefined, roster: () => undefined },
    circle: () => undefined,
    refresh: async () => undefined,
    api: {
      json: async () => ({ root: publicKey(root), epochs: [] }),
      post: async (_: string, epoch: NewEpoch) => void posted.push(epoch),
    },
  } as unknown as Session;
  const told = [
    { ...awa, recipient: liar.recipient, signing: liar.signing, login: "awa" },
    { ...fanta, login: "fanta" },
  ];
  await new Team(session).repair({ consultation: CONSULTATION } as TeamCircle, told as never, root);
  const [epoch] = posted;
  assert.ok(epoch);
  const id = `${CONSULTATION}/0`;
  for (const { wrap } of epoch.wraps)
    await assert.rejects(unwrap(fromBase64(wrap), liar.identity, "epoch", id), "nothing is wrapped to the server");
  const own = epoch.wraps.find(({ member }) => member === awa.member);
  const bundle = await unwrap(fromBase64(own?.wrap ?? ""), awa.identity, "epoch", id);
  const document = JSON.parse(fromUtf8(await open(fromBase64(epoch.roster), bundle.identity))) as SignedDocument;
  const { people } = JSON.parse(document.signed) as Roster;
  const line = people.find(({ member }) => member === awa.member);
  assert.deepEqual([line?.recipient, line?.signing], [awa.recipient, awa.signing]);
});

test("an invitation whose answer was lost is the same one again; another one, or the next, is another", async () => {
  const hashes: string[] = [];
  let lost = true;
  const post = async (_: string, { hash }: NewInvitation): Promise<void> => {
    hashes.push(hash);
    if (lost) throw new Error("no answer");
  };
  Object.assign(globalThis, { location: { origin: "https://sutura.example" } });
  const team = new Team({ api: { post } } as unknown as Session);
  const issa = { kind: "join", login: "issa", role: "moderator", same_as: null } as const;
  await assert.rejects(team.invite(issa));
  await assert.rejects(team.invite({ ...issa, role: "owner" }));
  lost = false;
  const link = await team.invite({ ...issa, role: "owner" });
  await team.invite({ ...issa, role: "owner" });
  const [first, changed, again, next] = hashes;
  assert.equal(changed, again);
  assert.equal(new Set([first, changed, next]).size, 3);
  const token = link.split("#join.")[1] ?? "";
  assert.equal(hex(sha256(utf8(token))), again, "the link is that of the invitation that arrived");
});
