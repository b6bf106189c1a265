// Made by `npm run generate` from src/web/http/openapi/openapi.json: not to be edited.
//
// What the server says when it has done what a request asked for, for each request of a page: the status, and what
// comes with it. request.ts takes nothing else for success. A `*` stands for an id or a name.

import type { Promised } from "./promise";

/** What pages ask that need no session. */
export const OPEN: Promised = {
  "GET /api/instance": { "200": { json: { id: "string", version: "string", languages: "array" } } },
  "GET /api/intake/*": {
    "200": {
      json: {
        consultation: "string",
        version: "number",
        epoch: "number",
        recipient: "string",
        limits: "object",
        ticket: "object",
      },
    },
  },
  "POST /api/intake/*": { "201": { json: { received: "true" } } },
  "GET /api/keys/*": { "200": { json: { root: "string", epochs: "array" } } },
};

/** What the holder of a receipt asks. */
export const INBOX: Promised = {
  "GET /api/inbox": {
    "200": { json: { consultation: "string", messages: "array", answers: "number", padding: "string" } },
  },
  "DELETE /api/inbox": { "204": {} },
  "GET /api/inbox/attachments/*": { "200": { type: "application/octet-stream" } },
  "POST /api/inbox/messages": { "201": { json: { received: "true" } } },
  "DELETE /api/inbox/messages/*": { "204": {} },
};

/** What whoever sends a file asks. */
export const UPLOADS: Promised = {
  "POST /api/uploads": { "201": { headers: { Location: "string" } } },
  "DELETE /api/uploads/*": { "204": {} },
  "HEAD /api/uploads/*": { "200": { headers: { "Upload-Length": "number", "Upload-Offset": "number" } } },
  "PATCH /api/uploads/*": { "204": { headers: { "Upload-Offset": "number" } } },
};

/** What a member's session asks. */
export const DESK: Promised = {
  "PUT /api/desk/account/mail": { "204": {} },
  "PUT /api/desk/account/passphrase": { "204": {} },
  "PUT /api/desk/account/recovery": { "204": {} },
  "GET /api/desk/audit": { "200": { json: { holds: "boolean", entries: "array" } } },
  "POST /api/desk/circles/*/ciphertexts": { "200": { type: "application/octet-stream" } },
  "GET /api/desk/circles/*/documents/*": {
    "200": { type: "application/octet-stream", headers: { ETag: "string", "Sutura-Epoch": "number" } },
    "204": { headers: { ETag: "string" } },
  },
  "PUT /api/desk/circles/*/documents/*": { "204": { headers: { ETag: "string" } } },
  "POST /api/desk/circles/*/epochs": { "201": { json: { started: "true" } } },
  "PUT /api/desk/circles/*/head": { "204": {} },
  "POST /api/desk/circles/*/lock": { "204": {} },
  "DELETE /api/desk/circles/*/lock": { "204": {} },
  "GET /api/desk/circles/*/members": { "200": { json: { people: "array", shredded: "array" } } },
  "POST /api/desk/circles/*/members": { "204": {} },
  "POST /api/desk/circles/*/removals": { "204": {} },
  "POST /api/desk/circles/*/repairs": { "201": { json: { periods: "number" } } },
  "GET /api/desk/circles/*/reports": { "200": { json: { reports: "array" } } },
  "GET /api/desk/circles/*/rosters": { "200": { json: { rosters: "array" } } },
  "GET /api/desk/circles/*/summaries": { "200": { json: { drafts: "array", approved: "array" } } },
  "POST /api/desk/circles/*/summaries": { "201": { json: { id: "string" } } },
  "POST /api/desk/invitations": { "204": {} },
  "DELETE /api/desk/invitations/*": { "204": {} },
  "POST /api/desk/invitations/*/approval": { "204": {} },
  "POST /api/desk/join": { "204": {} },
  "POST /api/desk/join/look": {
    "200": { json: { kind: "string", login: "string", role: "string", organisation: "any" } },
  },
  "POST /api/desk/join/second-factor": { "204": {} },
  "GET /api/desk/me": {
    "200": {
      json: {
        member: "string",
        person: "string",
        login: "string",
        role: "string",
        second_from: "any",
        csrf: "any",
        wrap: "string",
        circles: "array",
        members: "object",
        organisations: "object",
        others: "object",
        recovery: "boolean",
        mail: "any",
        mail_offered: "boolean",
        week: "string",
        today: "string",
      },
    },
  },
  "POST /api/desk/members/*/closing": { "204": {} },
  "POST /api/desk/organisation/lock": { "204": {} },
  "PUT /api/desk/organisation/root": { "204": {} },
  "GET /api/desk/passkeys": { "200": { json: { possible: "boolean", passkeys: "array" } } },
  "POST /api/desk/passkeys": { "204": {} },
  "POST /api/desk/passkeys/registration": { "200": { json: { options: "object", state: "string" } } },
  "DELETE /api/desk/passkeys/*": { "204": {} },
  "GET /api/desk/press": { "200": { json: { summaries: "array" } } },
  "PUT /api/desk/recovery": { "204": {} },
  "POST /api/desk/recovery": { "200": { json: { member: "string", wrap: "string" } } },
  "GET /api/desk/reports/*/attachments/*": { "200": { type: "application/octet-stream" } },
  "GET /api/desk/reports/*/case": {
    "200": { type: "application/octet-stream", headers: { ETag: "string", "Sutura-Epoch": "number" } },
    "204": { headers: { ETag: "string" } },
  },
  "PUT /api/desk/reports/*/case": { "204": { headers: { ETag: "string" } } },
  "GET /api/desk/reports/*/envelope": { "200": { type: "application/octet-stream" } },
  "PUT /api/desk/reports/*/epoch": { "204": {} },
  "GET /api/desk/reports/*/messages": { "200": { json: { messages: "array", next_sequence: "number" } } },
  "POST /api/desk/reports/*/messages": { "201": { json: { id: "string" } } },
  "POST /api/desk/reports/*/postponement": { "200": { json: { due: "string" } } },
  "GET /api/desk/salt": { "200": { json: { salt: "string", ticket: "object" } } },
  "POST /api/desk/session": { "200": { json: { member: "string", role: "string", csrf: "string", since: "object" } } },
  "DELETE /api/desk/session": { "204": {} },
  "POST /api/desk/session/confirm": { "204": {} },
  "POST /api/desk/session/confirm/passkey": { "204": {} },
  "GET /api/desk/session/passkey": { "200": { json: { options: "object", state: "string" } } },
  "POST /api/desk/session/passkey": {
    "200": { json: { member: "string", role: "string", csrf: "string", since: "object", wrap: "any" } },
  },
  "GET /api/desk/sessions": { "200": { json: { sessions: "array" } } },
  "DELETE /api/desk/sessions/*": { "204": {} },
  "POST /api/desk/summaries/*/approval": { "201": { json: { slug: "string" } } },
  "GET /api/desk/team": {
    "200": { json: { organisation: "object", people: "array", invitations: "array", circles: "array" } },
  },
};

/** Files that are no part of the API. */
export const FILES: Promised = { "GET /audio/*/*": { "200": { type: "audio/" } } };
