// Heads of the key chain that members have seen, signed and left for each other: a server that shows two histories would have
// to keep the members apart too, and could not give one of them a head that another has signed.
import { type SignedDocument, signDocument, verifyDocument } from "../../crypto/document";
import { type Chain, link } from "../../crypto/statement";
import type { Circle } from "../case/circle";
import type { Session } from "./session";

interface Head {
  consultation: string;
  number: number;
  link: string;
}

const headOf = (consultation: string, chain: Chain): Head | undefined => {
  const number = chain.epochs.length - 1;
  const last = chain.epochs[number];
  return last && { consultation, number, link: link(last) };
};

/** A head that a colleague of this circle has signed, whose keys this browser knows; nothing otherwise. */
const signedHead = (session: Session, circle: Circle, document: SignedDocument): Head | undefined => {
  const id = document.by.replace("member:", "");
  const known = circle.members.includes(id) && !session.unknown.get(circle.consultation)?.includes(id);
  const key = session.me.members[id]?.signing;
  if (!known || !key || !verifyDocument(document, "head", `member:${id}`, key)) return undefined;
  const head = JSON.parse(document.signed) as Head;
  return head.consultation === circle.consultation ? head : undefined;
};

/** Whether the chain holds every period that a colleague has seen, and the same one. */
export const headsAgree = (session: Session, circle: Circle, chain: Chain): boolean =>
  circle.heads.every((document) => {
    const head = signedHead(session, circle, document);
    if (!head) return true;
    const here = chain.epochs[head.number];
    return here !== undefined && link(here) === head.link;
  });

/** Leaves this browser's head for the colleagues, when it is another than before. Nothing waits for it. */
export const announceHead = async (session: Session, circle: Circle, chain: Chain): Promise<void> => {
  const head = headOf(circle.consultation, chain);
  const by = `member:${session.me.member}`;
  const before = circle.heads.find((one) => one.by === by);
  const signed = JSON.stringify(head);
  if (!head || before?.signed === signed) return;
  const document = signDocument("head", by, head, session.bundle.signing);
  const body = { method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify(document) };
  await session.api.request(`/api/desk/circles/${circle.consultation}/head`, body).catch(() => undefined);
};
