// The messages that both workers understand.
import "../crypto/gaps";
import { type Cost, expand } from "../crypto/derive";
import { utf8 } from "../crypto/bytes";
import { solve } from "../crypto/ticket";

export type Request =
  { kind: "derive"; secret: string; salt: Uint8Array; cost: Cost } | { kind: "solve"; challenge: string; work: number };

export type Answer =
  | { kind: "progress"; done: number }
  | { kind: "derived"; seed: Uint8Array; authenticator: Uint8Array }
  | { kind: "solved"; ticket: string }
  | { kind: "failed" };

type Argon2id = (
  secret: Uint8Array,
  salt: Uint8Array,
  cost: Cost,
  onProgress: (done: number) => void,
) => Promise<Uint8Array>;

const say = (answer: Answer): void => postMessage(answer);

const perform = async (request: Request, argon2id: Argon2id): Promise<Answer> => {
  if (request.kind === "solve") return { kind: "solved", ticket: solve(request.challenge, request.work) };
  let said = 0;
  const progress = (done: number): void => {
    if (done - said < 0.02) return;
    said = done;
    say({ kind: "progress", done });
  };
  const root = await argon2id(utf8(request.secret), request.salt, request.cost, progress);
  const derived = expand(root);
  root.fill(0);
  return { kind: "derived", ...derived };
};

export const listen = (argon2id: Argon2id): void => {
  onmessage = (event: MessageEvent<Request>) => {
    perform(event.data, argon2id).then(say, () => say({ kind: "failed" }));
  };
};
