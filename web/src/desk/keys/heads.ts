// Heads of the key chain that members have seen, signed and left for each other: a server that shows two histories
// would have to keep the members apart too, and could not give one of them a head that another has signed.
import type { SignedDocument } from "../../crypto/document";
import { type Chain, link } from "../../crypto/statement";
import { type Author, type Signer, memberOf, signAs, signerOf } from "../case/author";
import type { Circle } from "../case/circle";
import type { Api } from "../ui/api";

type Colleague = Pick<Signer, "id" | "signing">;

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

/** A head of this circle that one of `colleagues` has signed; `undefined` for any other document. */
const signedHead = (document: SignedDocument, consultation: string, colleagues: Colleague[]): Head | undefined => {
  if (!signerOf(document, "head", colleagues)) return undefined;
  const head = JSON.parse(document.signed) as Head;
  return head.consultation === consultation ? head : undefined;
};

/**
 * Whether the chain holds every epoch that a colleague has seen, and the same one. Heads of others than `colleagues`
 * are ignored.
 */
export const headsAgree = ({ consultation, heads }: Circle, colleagues: Colleague[], chain: Chain): boolean =>
  heads.every((document) => {
    const head = signedHead(document, consultation, colleagues);
    if (!head) return true;
    const here = chain.epochs[head.number];
    return here !== undefined && link(here) === head.link;
  });

/** Leaves this browser's head for the colleagues, when it is another than before. Nothing waits for it. */
export const announceHead = async (
  api: Api,
  author: Author,
  { consultation, heads }: Circle,
  chain: Chain,
): Promise<void> => {
  const head = headOf(consultation, chain);
  const before = heads.find((document) => memberOf(document) === author.member);
  if (!head || before?.signed === JSON.stringify(head)) return;
  const document = signAs(author, "head", head);
  await api.put(`/api/desk/circles/${consultation}/head`, document).catch(() => undefined);
};
