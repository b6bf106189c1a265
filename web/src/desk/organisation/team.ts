// What a member does for the people of their organisation: inviting, agreeing to an invitation, stopping every intake;
// and, for the owner, the root key and the circles that it starts or repairs.
import { sha256 } from "@noble/hashes/sha2.js";
import { base64url, hex, utf8 } from "../../crypto/bytes";
import { publicKey } from "../../crypto/signing";
import { type Chain, verifyChain } from "../../crypto/statement";
import type * as wire from "../../wire";
import type {
  Agreement,
  Closing,
  NewInvitation,
  OpenInvitation,
  RootKey,
  RootProof,
  TeamCircle,
  TeamCirclePerson,
} from "../../wire";
import { ownKeys } from "../keys/account";
import { newEpoch, readerOf } from "../keys/new-epoch";
import type { Session } from "../keys/session";
import { SentOnce } from "../../page/sent-once";
import { Told } from "../../page/told";

/** Somebody with their public keys. */
export type PublicKeys = TeamCirclePerson;

type WithoutHash<T> = T extends NewInvitation ? Omit<T, "hash"> : never;

/** Whom an invitation is for, and what it lets them do. */
export type Invited = WithoutHash<NewInvitation>;

/** The published chain is not the one that was compared, or not under the root key that the owner brings. */
export class ForeignRoot extends Told {
  constructor() {
    super("desk-chain-in-doubt");
  }
}

export class Team {
  private readonly tokens = new SentOnce(() => base64url(crypto.getRandomValues(new Uint8Array(20))));

  constructor(private readonly session: Session) {}

  load(): Promise<wire.Team> {
    return this.session.api.json("/api/desk/team");
  }

  /**
   * Makes an invitation and returns its link. The server learns the token only when somebody uses it. When the answer
   * to the same invitation was lost, the token stays the same.
   */
  async invite(invited: Invited): Promise<string> {
    const token = this.tokens.of(JSON.stringify(invited));
    const body: NewInvitation = { ...invited, hash: hex(sha256(utf8(token))) };
    await this.session.api.post("/api/desk/invitations", body);
    this.tokens.arrived();
    return `${location.origin}/desk#join.${token}`;
  }

  /** Agrees as the second person, or with the root key in place of one. */
  async approve(invitation: OpenInvitation, root: RootProof | null = null): Promise<void> {
    const agreement: Agreement = { root };
    await this.session.api.post(`/api/desk/invitations/${invitation.hash}/approval`, agreement);
  }

  async withdraw(invitation: OpenInvitation): Promise<void> {
    await this.session.api.delete(`/api/desk/invitations/${invitation.hash}`);
  }

  /** Stops every intake of the organisation at once. */
  async lock(): Promise<void> {
    await this.session.api.post("/api/desk/organisation/lock", {});
    await this.session.refresh();
  }

  /** Publishes the root key's public half. */
  async publishRoot(seed: Uint8Array): Promise<void> {
    const body: RootKey = { root: publicKey(seed) };
    await this.session.api.put("/api/desk/organisation/root", body);
  }

  /** The chain that the root key may sign on: where this member belongs to the circle, the one that was compared. */
  private async soundChain(consultation: string): Promise<Chain> {
    const { session } = this;
    if (session.watch.isRaised(consultation)) throw new ForeignRoot();
    await session.refresh();
    const held = session.circle(consultation);
    const compared = session.watch.compared(consultation);
    if (held && held.epochs.length > 0) {
      if (!compared) throw new ForeignRoot();
      return compared;
    }
    const chain = await session.api.json<Chain>(`/api/keys/${consultation}`);
    verifyChain(chain, consultation);
    return chain;
  }

  /** Closes the account of somebody in no circle of this member. */
  async close(member: string, root: RootProof | null = null): Promise<void> {
    const closing: Closing = { root };
    await this.session.api.post(`/api/desk/members/${member}/closing`, closing);
  }

  /** Starts a circle, or hands a dead one over, to `people`: the root key signs their epoch. */
  async repair(circle: TeamCircle, people: PublicKeys[], seed: Uint8Array): Promise<void> {
    const chain = await this.soundChain(circle.consultation);
    if (chain.root !== publicKey(seed)) throw new ForeignRoot();
    const { me, watch } = this.session;
    const before = { consultation: circle.consultation, chain, roster: watch.roster(circle.consultation) };
    // Nobody compares their own words: one's own line has one's own keys, whatever the server says that they are.
    const own = await ownKeys(this.session);
    const readers = people.map((person) => readerOf(person.member === me.member ? { ...person, ...own } : person));
    const epoch = await newEpoch(before, { root: seed }, me.today, readers);
    await this.session.api.post(`/api/desk/circles/${circle.consultation}/repairs`, epoch);
    await this.session.refresh();
  }
}
