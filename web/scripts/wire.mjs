// The types of everything that passes between browser and server, from the OpenAPI document that the server makes of
// its own types (`UPDATE_OPENAPI=1 cargo test --test integration openapi` writes it).
import { readFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";
import { format } from "prettier";

const DOCUMENT = new URL("../../src/web/http/openapi/openapi.json", import.meta.url);

const HEAD = `// Made by \`npm run generate\` from src/web/http/openapi/openapi.json: not to be edited.
//
// Each shape has a name: \`import type { Me } from "../wire"\`. Or ask by address:
//   type Rows = Answer<"/api/desk/circles/{consultation}/reports", "get">;   // what a 200 or 201 brings
//   type Entering = Body<"/api/desk/session", "post">;                       // the JSON that it takes
//   type Asked = QueryOf<"/api/desk/reports/{report}/messages", "post">;     // what stands behind the question mark
`;

const FOOT = `
type Content<T> = T extends { content: { "application/json": infer J } } ? J : never;

/** The JSON that answers a request, if it is not refused. */
export type Answer<P extends keyof paths, M extends keyof paths[P]> = paths[P][M] extends { responses: infer R }
  ? Content<R[Extract<keyof R, 200 | 201>]>
  : never;

/** The JSON that a request takes. */
export type Body<P extends keyof paths, M extends keyof paths[P]> = paths[P][M] extends { requestBody: infer B }
  ? Content<B>
  : never;

/** What stands behind the question mark of a request. */
export type QueryOf<P extends keyof paths, M extends keyof paths[P]> = paths[P][M] extends {
  parameters: { query: infer Q };
}
  ? Q
  : never;
`;

export async function wire() {
  const document = JSON.parse(readFileSync(DOCUMENT, "utf8"));
  // What a response is stands at its shape.
  for (const path of Object.values(document.paths))
    for (const { responses } of Object.values(path))
      for (const response of Object.values(responses)) delete response.description;
  const nodes = await openapiTS(document, {
    alphabetize: true,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    rootTypesKeepCasing: true,
  });
  return format(HEAD + astToString(nodes) + FOOT, { parser: "typescript", printWidth: 120 });
}
