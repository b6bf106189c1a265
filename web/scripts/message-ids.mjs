// Writes src/page/message-id.ts: the ids of the texts that pages hand to their scripts, and what each of them takes.
// `npm run generate` after a change of locales/fr; `npm run check` compares.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const FOLDER = new URL("../../locales/fr/", import.meta.url).pathname;

/** Files whose texts stand in pages for scripts: `Page::report_script` and its neighbours in src/web/http/page.rs. */
const HANDED = /^(script-.+|desk.*|inbox|issue|common)\.ftl$/;

/** Pairs of id and names of values: `desk-added = { $name } est là.` is `["desk-added", ["name"]]`. */
const messages = (source) => {
  const found = [];
  for (const line of source.split("\n")) {
    const begin = /^([a-z][\w-]*) =/.exec(line);
    if (begin) found.push([begin[1], []]);
    // A text of several lines is indented from its second line on.
    if (!begin && !/^\s+\S/.test(line)) continue;
    for (const [, name] of line.matchAll(/\{\s*\$(\w+)/g)) found.at(-1)?.[1].push(name);
  }
  return found;
};

export const messageIds = () => {
  const files = readdirSync(FOLDER).filter((name) => HANDED.test(name));
  const lines = files
    .flatMap((name) => messages(readFileSync(join(FOLDER, name), "utf8")))
    .sort(([id], [other]) => (id < other ? -1 : 1))
    .map(
      ([id, names]) =>
        `  ${/-/.test(id) ? `"${id}"` : id}: ${[...new Set(names)].map((name) => `"${name}"`).join(" | ") || "never"};`,
    );
  return [
    "// Made by scripts/message-ids.mjs from locales/fr: `npm run generate`.",
    "",
    "/** What each text takes. */",
    "export interface Messages {",
    ...lines,
    "}",
    "",
    "export type MessageId = keyof Messages;",
    "",
    "/** A text that takes no values. */",
    "export type PlainId = { [Id in MessageId]: [Messages[Id]] extends [never] ? Id : never }[MessageId];",
    "",
    '/** The codes of a family of texts: `Codes<"desk-status-">` is `"fresh" | "triage" | …`. */',
    "export type Codes<Prefix extends string> = MessageId extends infer Id",
    "  ? Id extends `${Prefix}${infer Code}`",
    "    ? Code",
    "    : never",
    "  : never;",
    "",
  ].join("\n");
};
