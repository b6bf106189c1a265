// What both workers do with an order of the page.
import "../crypto/gaps";
import { type Cost, expand } from "../crypto/derive";
import { utf8 } from "../crypto/bytes";
import { solve } from "../crypto/ticket";
import type { WorkerAnswer, WorkerOrder } from "../page/derivation";

type Argon2id = (
  secret: Uint8Array,
  salt: Uint8Array,
  cost: Cost,
  onProgress: (done: number) => void,
) => Promise<Uint8Array>;

const say = (answer: WorkerAnswer): void => postMessage(answer);

const perform = async (order: WorkerOrder, argon2id: Argon2id): Promise<WorkerAnswer> => {
  if (order.kind === "solve") return { kind: "solved", ticket: solve(order.challenge, order.work) };
  let said = 0;
  const progress = (done: number): void => {
    if (done - said < 0.02) return;
    said = done;
    say({ kind: "progress", done });
  };
  const root = await argon2id(utf8(order.secret), order.salt, order.cost, progress);
  const derived = expand(root);
  root.fill(0);
  return { kind: "derived", ...derived };
};

export const listen = (argon2id: Argon2id): void => {
  onmessage = (event: MessageEvent<WorkerOrder>) => {
    perform(event.data, argon2id).then(say, () => say({ kind: "failed" }));
  };
};
