// Epoch statements and the chain they form (protocol 4.2).
import { sha256 } from "@noble/hashes/sha2.js";
import { concat, fromBase64url, hex, utf8 } from "./bytes";
import { verify } from "./signing";
import { DAY, monday } from "./week";

export interface Signed {
  statement: string;
  signature: string;
  signer: "root" | "epoch";
}

export interface Chain {
  root: string;
  epochs: Signed[];
}

export interface Statement {
  consultation: string;
  number: number;
  recipient: string;
  signing: string;
  from: string;
  previous: string;
  /** Hex SHA-256 of the bytes of the roster that comes into force (roster.ts). */
  roster: string;
}

const FORM = new RegExp(
  "^sutura epoch v1\nconsultation ([^\n]+)\nnumber (0|[1-9]\\d{0,8})\nrecipient (age1pq1[a-z0-9]+)\n" +
    "signing ([\\w-]{43})\nfrom (\\d{4}-\\d\\d-\\d\\d)\nprevious (-|[0-9a-f]{64})\n" +
    "roster ([0-9a-f]{64})\n$",
);

/** Reads the text of a statement. Throws when it has another form. */
export const parse = (text: string): Statement => {
  const match = FORM.exec(text);
  if (!match) throw new Error("malformed epoch statement");
  const [, consultation = "", number = "", recipient = "", signing = "", from = "", previous = "", roster = ""] = match;
  return { consultation, number: Number(number), recipient, signing, from, previous, roster };
};

/** The exact bytes that are signed, as text. */
export const statementText = (said: Statement): string =>
  `sutura epoch v1\nconsultation ${said.consultation}\nnumber ${said.number}\nrecipient ${said.recipient}\n` +
  `signing ${said.signing}\nfrom ${said.from}\nprevious ${said.previous}\nroster ${said.roster}\n`;

/** The hash that the next statement names as `previous`: hex SHA-256 over statement and signature. */
export const link = (signed: Signed): string =>
  hex(sha256(concat(utf8(signed.statement), fromBase64url(signed.signature))));

/** The statements of a chain, in order. Throws unless every statement, signature and link holds. */
export const verifyChain = (chain: Chain, consultation: string): Statement[] => {
  const statements: Statement[] = [];
  chain.epochs.forEach((signed, number) => {
    const statement = parse(signed.statement);
    const before = chain.epochs[number - 1];
    const key = signed.signer === "root" ? chain.root : statements[number - 1]?.signing;
    const sound =
      key !== undefined &&
      statement.number === number &&
      statement.consultation === consultation &&
      statement.previous === (before ? link(before) : "-") &&
      verify(utf8(signed.statement), signed.signature, key);
    if (!sound) throw new Error(`the key chain is broken at epoch ${number}`);
    statements.push(statement);
  });
  return statements;
};

/**
 * Whether a week has a day of the period of an epoch: from its first day to that of the next, and a day more on both
 * sides, since clocks differ. What an epoch's key signed for another week does not count: who has left the circle still
 * holds the keys of the periods before.
 */
export const isInPeriod = (statements: Statement[], number: number, week: string): boolean => {
  const statement = statements[number];
  const next = statements[number + 1];
  const first = monday(week) * DAY;
  if (!statement || !(first + 7 * DAY > Date.parse(statement.from) - DAY)) return false;
  return !next || first <= Date.parse(next.from) + DAY;
};

/** Days after which an epoch that nothing follows is not sealed to any more: its circle is not at work. */
const OLDEST_DAYS = 45;

/**
 * Whether the last epoch is too old, at a moment in milliseconds since 1970, to seal anything to it; or begins as many
 * days later. Members' browsers sign the day that their server names: one far ahead would keep an epoch young for ever.
 */
export const isOutdated = (statements: Statement[], now: number): boolean => {
  const last = statements[statements.length - 1];
  return last !== undefined && Math.abs(now - Date.parse(last.from)) > OLDEST_DAYS * DAY;
};
