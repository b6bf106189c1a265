// One attempt at handing in a report: what is prepared ahead of time, and what survives a failure.
import type { Enclosure } from "../../page/enclosure";
import { json } from "../../page/request";
import { text } from "../../page/texts";
import { derive, solveTicket, workFor } from "../../page/derivation";
import { RECEIPT, type Derived, wipe } from "../../crypto/derive";
import type { Library } from "./crypto";
import { type Intake, intake } from "./intake";
import type { Attachment } from "./upload";
import type { Instance } from "../../wire";

/** Where a report goes. */
export interface Address {
  consultation: string;
  /** Root key of the organisation, as the page states it. */
  root: string;
}

/** Tells the person what is being done; `done` from 0 to 1 where it is known. */
export type Say = (stage: string, done?: number) => void;

/** The receipt, and the keys that are derived from it. */
export interface Keys {
  receipt: string;
  derived: Derived;
}

/** How long an offer that was fetched while the person was still writing is used, in milliseconds. */
const FRESH = 20 * 60_000;

const newKeys = async (library: Library, say: Say): Promise<Keys> => {
  say(text("js-derive"));
  const instance = await json<Instance>("/api/instance");
  const salt = library.receiptSalt(library.bytes.fromBase64url(instance.id));
  const receipt = library.receipt.generate();
  return { receipt, derived: await derive(receipt, salt, RECEIPT, (done) => say(text("js-derive"), done)) };
};

/**
 * What survives a failed attempt at the same report, so that trying again neither changes the receipt nor sends a file
 * twice. A report that was changed is another report and gets a new attempt: the first may have arrived already.
 */
export class Attempt {
  /** The key that the attachments were encrypted to. */
  recipient = "";
  attachments = new Map<Enclosure, Attachment>();
  keys: Keys | undefined;
  intake: Intake | undefined;
  private offering: Promise<Intake> | undefined;
  private fetchedAt = 0;
  private making: Promise<Keys> | undefined;
  private solving: { challenge: string; work: number; ticket: Promise<string> } | undefined;

  /** The offered key, verified; one that was fetched ahead of time is used while it is fresh. */
  offer(library: Library, { consultation, root }: Address): Promise<Intake> {
    if (!this.offering || Date.now() - this.fetchedAt > FRESH) {
      this.fetchedAt = Date.now();
      const offering = intake(library, consultation, root);
      offering.then(
        (offered) => (this.intake = offered),
        () => {
          if (this.offering === offering) this.offering = undefined;
        },
      );
      this.offering = offering;
    }
    return this.offering;
  }

  /** Something in the offer was refused: the next call of `offer` fetches it again. */
  stale(): void {
    this.fetchedAt = 0;
  }

  makeKeys(library: Library, say: Say): Promise<Keys> {
    this.making ??= newKeys(library, say).then(
      (keys) => (this.keys = keys),
      (error: unknown) => {
        this.making = undefined;
        throw error;
      },
    );
    return this.making;
  }

  /** The ticket for an offer: its proof of work, which pays for so many bytes of files, solved once. */
  solve({ offer }: Intake, bytes: number): Promise<string> {
    const { challenge } = offer.ticket;
    const work = workFor(offer.ticket.work, bytes);
    if (this.solving?.challenge !== challenge || this.solving.work < work) {
      const ticket = solveTicket(challenge, work);
      ticket.catch(() => (this.solving = undefined));
      this.solving = { challenge, work, ticket };
    }
    return this.solving.ticket;
  }

  /** Overwrites the keys that it holds. */
  forget(): void {
    if (this.keys) wipe(this.keys.derived);
    this.keys = this.making = this.solving = undefined;
    this.attachments.clear();
  }

  /** Does ahead of time what needs no answers: called when the review is shown. A failure is told when it matters. */
  async prepare(library: Library, address: Address): Promise<void> {
    const offered = await this.offer(library, address);
    await this.makeKeys(library, () => undefined);
    await this.solve(offered, 0);
  }
}
