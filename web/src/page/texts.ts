// Words come with the page, never from a script.
import type { MessageId, Messages, PlainId } from "./message-id";
import { isRefused, isTold } from "./told";

const texts = JSON.parse(document.getElementById("texts")?.textContent ?? "{}") as Partial<Record<string, string>>;

/** The values that a text needs: none, or all those of its braces. */
export type Values<Id extends MessageId> = [Messages[Id]] extends [never]
  ? []
  : [values: Record<Messages[Id], string | number>];

/** A text of the page; `{name}` in it is replaced. */
export const text: <Id extends MessageId>(id: Id, ...values: Values<Id>) => string = (
  id: string,
  values: Partial<Record<string, string | number>> = {},
) => (texts[id] ?? id).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** The words for an error; `otherwise` for one that nobody foresaw. */
export const wordsOf = (error: unknown, otherwise: PlainId): string => {
  if (isRefused(error) && error.message) return error.message;
  return text(isTold(error) ? error.messageId : otherwise);
};

/** A size in bytes, in the words and numbers of the page's language. */
export const size = (count: number): string => {
  const small = count < 1e6;
  const value = (count / (small ? 1e3 : 1e6)).toLocaleString(document.documentElement.dataset.numbers, {
    maximumFractionDigits: 1,
  });
  return text(small ? "js-kilobytes" : "js-megabytes", { size: value });
};

/** About how long, in whole seconds or minutes. */
export const duration = (seconds: number): string =>
  seconds < 100
    ? text("js-seconds", { count: Math.ceil(seconds / 5) * 5 })
    : text("js-minutes", { count: Math.ceil(seconds / 60) });
