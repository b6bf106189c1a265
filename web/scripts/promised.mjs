// What the server promises to answer to each request, from the OpenAPI document that it makes of its own types: the
// status, and for each status the fields of the JSON, the type of the file, the headers.
import { readFileSync } from "node:fs";
import { format } from "prettier";

const DOCUMENT = new URL("../../src/web/http/openapi/openapi.json", import.meta.url);

const HEAD = `// Made by \`npm run generate\` from src/web/http/openapi/openapi.json: not to be edited.
//
// What the server says when it has done what a request asked for, for each request of a page: the status, and what
// comes with it. request.ts takes nothing else for success. A \`*\` stands for an id or a name.

import type { Promised } from "./promise";

`;

/** What is served without being part of the API. */
const FILES = { "GET /audio/*/*": { 200: { type: "audio/" } } };

const resolved = (document, schema) => {
  const name = schema.$ref?.split("/").pop();
  return name ? resolved(document, document.components.schemas[name]) : schema;
};

const kindOf = (document, property) => {
  const schema = resolved(document, property);
  if (schema.enum?.length === 1 && schema.enum[0] === true) return "true";
  if (schema.type === "integer") return "number";
  return typeof schema.type === "string" ? schema.type : "any";
};

/** All fields that JSON of this shape must have. A choice of shapes has what all of them have. */
const fieldsOf = (document, shape) => {
  const schema = resolved(document, shape);
  const parts = [...(schema.allOf ?? [])].map((part) => fieldsOf(document, part));
  const required = (schema.required ?? []).map((name) => [name, kindOf(document, schema.properties[name])]);
  return Object.assign({}, ...parts, Object.fromEntries(required));
};

const contentOf = (document, { content = {}, headers }) => {
  const [[type, { schema } = {}] = []] = Object.entries(content);
  const isJson = type === "application/json";
  return {
    ...(isJson ? { json: fieldsOf(document, schema) } : {}),
    ...(type && !isJson ? { type } : {}),
    ...(headers
      ? {
          headers: Object.fromEntries(
            Object.entries(headers).map(([name, header]) => [name, kindOf(document, header.schema)]),
          ),
        }
      : {}),
  };
};

const promisesOf = (document, isWanted) => {
  const promises = {};
  for (const [path, operations] of Object.entries(document.paths).filter(([name]) => isWanted(name))) {
    for (const [method, { responses }] of Object.entries(operations)) {
      // No page asks what a server can do.
      if (method === "options") continue;
      const done = Object.entries(responses).filter(([status]) => /^2\d\d$/.test(status));
      const answers = done.map(([status, response]) => [status, contentOf(document, response)]);
      promises[`${method.toUpperCase()} ${path.replace(/\{\w+\}/g, "*")}`] = Object.fromEntries(answers);
    }
  }
  return promises;
};

const print = (comment, name, promises) =>
  `/** ${comment} */\nexport const ${name}: Promised = ${JSON.stringify(promises)};\n\n`;

/** Tables by who asks: a page carries what it needs, and no more. */
const TABLES = {
  OPEN: ["What pages ask that need no session.", /^\/api\/(instance|intake)\b|^\/api\/keys\/\{/],
  INBOX: ["What the holder of a receipt asks.", /^\/api\/inbox\b/],
  UPLOADS: ["What whoever sends a file asks.", /^\/api\/uploads\b/],
  DESK: ["What a member's session asks.", /^\/api\/desk\//],
};

export async function promised() {
  const document = JSON.parse(readFileSync(DOCUMENT, "utf8"));
  const tables = Object.entries(TABLES).map(([name, [comment, paths]]) =>
    print(
      comment,
      name,
      promisesOf(document, (path) => paths.test(path)),
    ),
  );
  const text = [HEAD, ...tables, print("Files that are no part of the API.", "FILES", FILES)].join("");
  return format(text, { parser: "typescript", printWidth: 120 });
}
