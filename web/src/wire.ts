// Made by `npm run generate` from src/web/http/openapi/openapi.json: not to be edited.
//
// Each shape has a name: `import type { Me } from "../wire"`. Or ask by address:
//   type Rows = Answer<"/api/desk/circles/{consultation}/reports", "get">;   // what a 200 or 201 brings
//   type Entering = Body<"/api/desk/session", "post">;                       // the JSON that it takes
//   type Asked = QueryOf<"/api/desk/reports/{report}/messages", "post">;     // what stands behind the question mark
export interface paths {
  "/api/desk/account/mail": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Where the member's daily mail goes
     * @description Refused with `confirm-again` unless the member has confirmed within five minutes.
     */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["MailAddress"];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/account/passphrase": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Wrap the keys to another passphrase
     * @description Refused with `confirm-again` unless the member has confirmed within five minutes.
     */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewPassphrase"];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/account/recovery": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Keep the wrap to a recovery sheet
     * @description Refused with `confirm-again` unless the member has confirmed within five minutes.
     */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["RecoverySheet"];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/audit": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The end of the audit log */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["AuditLog"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/circles/{consultation}/ciphertexts": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Many reports and case records at once, as frames */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          consultation: components["schemas"]["ConsultationId"];
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["CiphertextRequest"];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/octet-stream": string;
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/circles/{consultation}/documents/{name}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A sealed document of the circle */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          consultation: components["schemas"]["ConsultationId"];
          name: components["schemas"]["CircleDocumentName"];
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            /** @description The revision, in quotes. */
            ETag?: string;
            /** @description The epoch that it is sealed to. */
            "Sutura-Epoch"?: number;
            [name: string]: unknown;
          };
          content: {
            "application/octet-stream": string;
          };
        };
        204: {
          headers: {
            /** @description The revision, in quotes. */
            ETag?: string;
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    /** Save a document of the circle */
    put: {
      parameters: {
        query: {
          epoch: components["schemas"]["EpochNumber"];
        };
        header: {
          "If-Match": string;
        };
        path: {
          consultation: components["schemas"]["ConsultationId"];
          name: components["schemas"]["CircleDocumentName"];
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/octet-stream": string;
        };
      };
      responses: {
        204: {
          headers: {
            /** @description The revision, in quotes. */
            ETag?: string;
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/circles/{consultation}/epochs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Start an epoch */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          consultation: components["schemas"]["ConsultationId"];
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewEpoch"];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["EpochStarted"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/circles/{consultation}/head": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Publish the head of the key chain that this member has verified, signed */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          consultation: components["schemas"]["ConsultationId"];
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["SignedDocument"];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/circles/{consultation}/lock": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Stop the intake */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          consultation: components["schemas"]["ConsultationId"];
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    /**
     * Ask to open the intake, or open it as the second member
     * @description Refused with `confirm-again` unless the member has confirmed within five minutes.
     */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          consultation: components["schemas"]["ConsultationId"];
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/circles/{consultation}/members": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The circle, who could join it, and who holds which epochs */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          consultation: components["schemas"]["ConsultationId"];
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["CirclePeople"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    put?: never;
    /**
     * Admit somebody with the next epoch, or let a member read more epochs
     * @description Refused with `confirm-again` unless the member has confirmed within five minutes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          consultation: components["schemas"]["ConsultationId"];
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Admission"];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/circles/{consultation}/removals": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take a member out and start the next epoch, in one act
     * @description Refused with `confirm-again` unless the member has confirmed within five minutes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          consultation: components["schemas"]["ConsultationId"];
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Removal"];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/circles/{consultation}/repairs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Start a circle, or hand a dead one over, with the root key
     * @description Refused with `confirm-again` unless the member has confirmed within five minutes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          consultation: components["schemas"]["ConsultationId"];
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewEpoch"];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["CircleRepaired"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/circles/{consultation}/reports": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The reports of a circle, without ciphertext */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          consultation: components["schemas"]["ConsultationId"];
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Reports"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/circles/{consultation}/rosters": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who belongs to the circle, sealed to its epochs */
    get: {
      parameters: {
        query: {
          from: components["schemas"]["EpochNumber"];
        };
        header?: never;
        path: {
          consultation: components["schemas"]["ConsultationId"];
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["CircleRosters"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/circles/{consultation}/summaries": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The sealed drafts of summaries */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          consultation: components["schemas"]["ConsultationId"];
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["SummaryDrafts"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    put?: never;
    /** Propose a summary, sealed */
    post: {
      parameters: {
        query: {
          epoch: components["schemas"]["EpochNumber"];
          id: components["schemas"]["SummaryId"];
        };
        header?: never;
        path: {
          consultation: components["schemas"]["ConsultationId"];
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/octet-stream": string;
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["SummaryDrafted"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/invitations": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Invite somebody, or a colleague back
     * @description Refused with `confirm-again` unless the member has confirmed within five minutes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewInvitation"];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/invitations/{hash}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Take an invitation back */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          hash: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/invitations/{hash}/approval": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Agree to a colleague's invitation
     * @description Refused with `confirm-again` unless the member has confirmed within five minutes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          hash: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Agreement"];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/join": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The account that an invited browser made */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewAccount"];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/join/look": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** What the link of an invitation is for */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["InvitationToken"];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Invitation"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/join/second-factor": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Another one-time secret, with the passphrase */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewSecondFactor"];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/me": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What a member's browser needs to unlock */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Me"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/members/{member}/closing": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Close the account of a colleague
     * @description Refused with `confirm-again` unless the member has confirmed within five minutes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          member: components["schemas"]["MemberId"];
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Closing"];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/organisation/lock": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Stop every intake of the organisation */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/organisation/root": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Publish the organisation's root key, once
     * @description Refused with `confirm-again` unless the member has confirmed within five minutes.
     */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["RootKey"];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/passkeys": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The member's passkeys */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Passkeys"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    put?: never;
    /**
     * Keep a passkey
     * @description Refused with `confirm-again` unless the member has confirmed within five minutes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewPasskey"];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/passkeys/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Remove a passkey
     * @description Refused with `confirm-again` unless the member has confirmed within five minutes.
     */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/passkeys/registration": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Begin to register a passkey
     * @description Refused with `confirm-again` unless the member has confirmed within five minutes.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["PasskeyChallenge"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/press": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Summaries for journalists */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["PressIssues"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/recovery": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** A new passphrase and one-time secret, with the recovery sheet */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Recovery"];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    /** The wrap that a recovery sheet opens */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["SheetCredentials"];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["SheetOpened"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/reports/{report}/attachments/{upload}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** An attachment of a report, as ciphertext */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          report: components["schemas"]["ReportId"];
          upload: components["schemas"]["UploadId"];
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/octet-stream": string;
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/reports/{report}/case": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The case record */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          report: components["schemas"]["ReportId"];
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            /** @description The revision, in quotes. */
            ETag?: string;
            /** @description The epoch that it is sealed to. */
            "Sutura-Epoch"?: number;
            [name: string]: unknown;
          };
          content: {
            "application/octet-stream": string;
          };
        };
        204: {
          headers: {
            /** @description The revision, in quotes. */
            ETag?: string;
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    /** Save the case record */
    put: {
      parameters: {
        query: {
          epoch: components["schemas"]["EpochNumber"];
          rejected?: boolean;
          state: components["schemas"]["ReportState"];
        };
        header: {
          "If-Match": string;
        };
        path: {
          report: components["schemas"]["ReportId"];
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/octet-stream": string;
        };
      };
      responses: {
        204: {
          headers: {
            /** @description The revision, in quotes. */
            ETag?: string;
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/reports/{report}/envelope": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The very bytes of a report */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          report: components["schemas"]["ReportId"];
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/octet-stream": string;
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/reports/{report}/epoch": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Record to which epoch a kept report is sealed */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          report: components["schemas"]["ReportId"];
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["ReportEpoch"];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/reports/{report}/messages": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The thread, as ciphertext */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          report: components["schemas"]["ReportId"];
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Thread"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    put?: never;
    /** Write to the source */
    post: {
      parameters: {
        query: {
          attachments?: components["schemas"]["UploadIds"];
          epoch: components["schemas"]["EpochNumber"];
          id: components["schemas"]["MessageId"];
          sequence: number;
        };
        header?: never;
        path: {
          report: components["schemas"]["ReportId"];
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/octet-stream": string;
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["MessageSent"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/reports/{report}/postponement": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Keep a report longer: its time begins anew */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          report: components["schemas"]["ReportId"];
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Postponed"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/salt": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The salt of a login; answers any login */
    get: {
      parameters: {
        query: {
          login: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Salt"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/session": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sign in */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Credentials"];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["SessionStarted"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    /** Sign out */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/session/confirm": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Give the passphrase again, for five minutes */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Confirmation"];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/session/confirm/passkey": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Confirm with a passkey in place of the passphrase */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["PasskeyAssertion"];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/session/passkey": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A challenge for anybody's passkey */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["PasskeyChallenge"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    put?: never;
    /** Sign in with a passkey, alone where it opens the keys */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["PasskeyAssertion"];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["PasskeySession"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/sessions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Where the member is signed in */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Sessions"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/sessions/{handle}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** End one of the member's sessions */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          handle: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/summaries/{summary}/approval": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Approve a draft: the words become known to the server */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          summary: components["schemas"]["SummaryId"];
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["SummaryApproval"];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["SummaryApproved"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/desk/team": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The member's organisation: people, open invitations, circles */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Team"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/inbox": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The circle's messages */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Inbox"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    put?: never;
    post?: never;
    /** Withdraw the report: everything of it is deleted */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/inbox/attachments/{upload}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A file of the circle, sealed to the epoch and the source */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          upload: components["schemas"]["UploadId"];
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/octet-stream": string;
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/inbox/messages": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Answer the circle; 201 once the answer is durable */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "multipart/form-data": components["schemas"]["AnswerForm"];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Received"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/inbox/messages/{message}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Delete a message of the circle */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          message: components["schemas"]["MessageId"];
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/instance": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Which instance this is */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Instance"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/intake/{consultation}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What to encrypt to, limits, and a ticket */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          consultation: components["schemas"]["ConsultationId"];
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["IntakeOffer"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    put?: never;
    /** Hand in a report; 201 once it is durable */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          consultation: components["schemas"]["ConsultationId"];
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "multipart/form-data": components["schemas"]["ReportForm"];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Received"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/keys": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Every key chain of the instance */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["KeyChains"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/keys/{consultation}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The public key chain of a consultation */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          consultation: components["schemas"]["ConsultationId"];
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["KeyChain"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/openapi.json": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** This document */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": unknown;
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/public/deletions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How many reports were deleted because their time was over, by month */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Deletions"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/public/issues": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Published issues as open data */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Issues"];
          };
        };
        default: components["responses"]["Problem"];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/uploads": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** tus 1.0: create an upload of ciphertext */
    post: {
      parameters: {
        query?: never;
        header: {
          "Sutura-Ticket"?: string;
          "Sutura-Upload"?: components["schemas"]["UploadId"];
          "Upload-Length": number;
        };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        201: {
          headers: {
            /** @description The upload. */
            Location?: string;
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    delete?: never;
    /** tus 1.0: capabilities */
    options: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/uploads/{upload}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** tus 1.0: terminate */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          upload: components["schemas"]["UploadId"];
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    options?: never;
    /** tus 1.0: how many bytes have arrived */
    head: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          upload: components["schemas"]["UploadId"];
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            /** @description Bytes. */
            "Upload-Length"?: number;
            /** @description Bytes received. */
            "Upload-Offset"?: number;
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    /** tus 1.0: append */
    patch: {
      parameters: {
        query?: never;
        header: {
          "Upload-Offset": number;
        };
        path: {
          upload: components["schemas"]["UploadId"];
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/offset+octet-stream": string;
        };
      };
      responses: {
        204: {
          headers: {
            /** @description Bytes received so far. */
            "Upload-Offset"?: number;
            [name: string]: unknown;
          };
          content?: never;
        };
        415: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        default: components["responses"]["Problem"];
      };
    };
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /** @description A change of the account's secrets or address. */
    AccountChange: {
      /** @description As in the journal: `passphrase-changed`, `passkey-added`, … */
      act: string;
      week: string;
    };
    /** @description Somebody who is admitted, with access to some epochs so far; or a member of the circle who is given more of them. */
    Admission: {
      epoch: components["schemas"]["NewEpoch"] | null;
      member: components["schemas"]["MemberId"];
      wraps: components["schemas"]["EpochWrap"][];
    };
    /** @description What agreeing to an invitation takes. */
    Agreement: {
      root?: components["schemas"]["RootProof"] | null;
    };
    /** @description The multipart form of an answer to the circle. */
    AnswerForm: {
      attachments?: components["schemas"]["UploadIds"];
      /** @description An age file to the epoch. */
      envelope: components["schemas"]["Binary"];
      epoch: string;
      /** @description Drawn by the sender. The same id again is the same message: it succeeds without effect. */
      id: components["schemas"]["MessageId"];
      /** @description The number that is signed inside: how many messages the source has sent before. */
      sequence: string;
    };
    /** @description Who did what in which week. */
    AuditEntry: {
      act: string;
      /** @description A login, or `operator`. */
      actor: string;
      /** Format: int32 */
      sequence: number;
      week: string;
    };
    /** @description The end of the audit log, the latest entry first. */
    AuditLog: {
      entries: components["schemas"]["AuditEntry"][];
      /** @description Whether the whole log is as the server wrote it. */
      holds: boolean;
    };
    /**
     * @description Who wrote a message.
     * @enum {string}
     */
    Author: "source" | "circle";
    /** @description Bytes in base64 with padding (RFC 4648, section 4). */
    Base64: string;
    /** @description 16 bytes in base64url without padding. */
    Base64Url16: string;
    Binary: string;
    /** @description Reports that came in one burst. */
    BurstId: string;
    /** @description Which ciphertexts are wanted, 500 at most. */
    CiphertextRequest: {
      /** @description Reports whose envelope is wanted. */
      envelopes: components["schemas"]["ReportId"][];
      /** @description Reports whose case record is wanted. */
      records: components["schemas"]["ReportId"][];
    };
    /**
     * @description What a circle keeps together besides its cases.
     * @enum {string}
     */
    CircleDocumentName: "answers" | "views" | "interests" | "referrals";
    /** @description The circle, who could join it, and who holds which epochs. */
    CirclePeople: {
      people: components["schemas"]["CirclePerson"][];
      /** @description Epochs whose keys nobody has any more. */
      shredded: components["schemas"]["EpochNumber"][];
    };
    /** @description Somebody who is or could be in the circle. */
    CirclePerson: {
      epochs: components["schemas"]["EpochNumber"][];
      in_circle: boolean;
      last_week: components["schemas"]["Week"] | null;
      login: string;
      member: components["schemas"]["MemberId"];
      organisation: components["schemas"]["OrganisationId"];
      organisation_name: string | null;
      /** @description Whose account it is: two accounts may be of one person. */
      person: components["schemas"]["PersonId"];
      /** @description `age1pq1…` */
      recipient: string;
      role: components["schemas"]["Role"];
      /** @description Ed25519, base64url. */
      signing: string;
    };
    /** @description The circle is started or handed over. */
    CircleRepaired: {
      /** @description Epochs that there are now. */
      periods: number;
    };
    /** @description Rosters of a circle: from an epoch on, and the last one before each epoch that the root key started. */
    CircleRosters: {
      rosters: components["schemas"]["SealedRoster"][];
    };
    /** @description What closing an account takes. */
    Closing: {
      root?: components["schemas"]["RootProof"] | null;
    };
    /** @description A member of a circle of the member. */
    Colleague: {
      login: string;
      organisation: components["schemas"]["OrganisationId"];
      /** @description Whose account it is: two accounts may be of one person. */
      person: components["schemas"]["PersonId"];
      /** @description `age1pq1…` */
      recipient: string;
      role: components["schemas"]["Role"];
      /** @description Ed25519, base64url. */
      signing: string;
    };
    /** @description The passphrase's authenticator, given again before acts on keys and members. */
    Confirmation: {
      authenticator: components["schemas"]["Secret"];
    };
    /** @description The key chain of one consultation. */
    ConsultationChain: {
      consultation: components["schemas"]["ConsultationId"];
      epochs: components["schemas"]["SignedStatement"][];
      /** @description The organisation's name. */
      organisation: string;
      /** @description The organisation's root key, base64url. */
      root: string;
      slug: string;
    };
    /** @description A consultation, and its circle. */
    ConsultationId: string;
    /** @description What signs a member in. */
    Credentials: {
      authenticator: components["schemas"]["Secret"];
      login: string;
      /** @description Solved, where the salt's answer asked for work. */
      ticket?: string | null;
      /** @description The code of the moment. */
      totp: string;
    };
    /** @description A month that is over. */
    DeletionMonth: {
      /**
       * Format: int64
       * @description `null` where it is too small to be shown.
       */
      count: number | null;
      /** @description `YYYY-MM` */
      month: string;
    };
    /** @description Deletions by month, the latest first. */
    Deletions: {
      months: components["schemas"]["DeletionMonth"][];
      policy: components["schemas"]["RetentionPolicy"];
      /**
       * Format: int64
       * @description Below this a month shows no number.
       */
      smallest: number;
    };
    /**
     * @description What a signed document is.
     * @enum {string}
     */
    DocumentKind: "message" | "answer" | "case" | "summary" | "export" | "head" | "event" | "circle" | "roster";
    /**
     * @description `true`, nothing else.
     * @enum {boolean}
     */
    Done: true;
    /** @description The number of an epoch within its consultation, from 0. */
    EpochNumber: number;
    /** @description The key chain is longer by one. */
    EpochStarted: {
      started: components["schemas"]["Done"];
    };
    /** @description An epoch's bundle, as an age file to one member. */
    EpochWrap: {
      number: components["schemas"]["EpochNumber"];
      wrap: components["schemas"]["Base64"];
    };
    /** @description Somebody whose signatures must stay verifiable. */
    FormerColleague: {
      login: string;
      organisation: components["schemas"]["OrganisationId"];
      person: components["schemas"]["PersonId"];
      /** @description Ed25519, base64url. */
      signing: string;
    };
    /** @description The circle's messages, padded to a power of two: nobody sees by the size whether there is news. */
    Inbox: {
      /**
       * Format: int32
       * @description Messages that the source has sent: the number that its next one signs.
       */
      answers: number;
      /** @description Empty for a receipt that no report has. */
      consultation: string;
      messages: components["schemas"]["InboxMessage"][];
      padding: string;
    };
    /** @description A message of the circle. */
    InboxMessage: {
      /** @description An age file to the epoch and to the receipt. */
      ciphertext: components["schemas"]["Base64"];
      id: components["schemas"]["MessageId"];
      /** Format: int32 */
      sequence: number;
      week: components["schemas"]["Week"];
    };
    /** @description Which instance this is. */
    Instance: {
      /** @description Part of the salt of every receipt. */
      id: components["schemas"]["Base64Url16"];
      /** @description Language tags (BCP 47). */
      languages: string[];
      version: string;
    };
    /** @description What is accepted at most, in bytes and in number. */
    IntakeLimits: {
      /** Format: int64 */
      envelope_size: number;
      /** Format: int64 */
      file_size: number;
      /** Format: int32 */
      files: number;
    };
    /** @description Who has stopped the intake, and who has asked to open it again. */
    IntakeLock: {
      by: components["schemas"]["MemberId"];
      unlock_by: components["schemas"]["MemberId"] | null;
    };
    /** @description What to encrypt to. Clients verify the recipient against the key chain before they use it. */
    IntakeOffer: {
      consultation: components["schemas"]["ConsultationId"];
      epoch: components["schemas"]["EpochNumber"];
      limits: components["schemas"]["IntakeLimits"];
      /** @description `age1pq1…` */
      recipient: string;
      ticket: components["schemas"]["IntakeTicket"];
      /**
       * Format: int32
       * @description Version of the questionnaire.
       */
      version: number;
    };
    /** @description The proof of work that a report needs. */
    IntakeTicket: {
      challenge: string;
      /**
       * Format: int64
       * @description Unix seconds.
       */
      expires_at: number;
      /**
       * Format: int32
       * @description Leading zero bits; 0 when none are asked for.
       */
      work: number;
    };
    /** @description A field that was not accepted. */
    InvalidField: {
      /** @description What is wrong with it, in words. */
      detail: string;
      field: string;
    };
    /** @description What a link is for. */
    Invitation: {
      kind: components["schemas"]["InvitationKind"];
      login: string;
      /** @description The organisation's name. */
      organisation: string | null;
      role: components["schemas"]["Role"];
    };
    /**
     * @description What an invitation is for.
     * @enum {string}
     */
    InvitationKind: "join" | "readmit" | "second-factor";
    /** @description The token of an invitation's link. */
    InvitationToken: {
      token: components["schemas"]["Secret"];
    };
    /** @description A published issue. */
    Issue: {
      /** @description What is asked, and of whom. */
      asked: string;
      /** @description What is known. */
      body: string;
      /** @description A code of the taxonomy. */
      category: string;
      country: string;
      /** @description Of the text; a language tag. */
      language: string;
      /** @description `YYYY-MM` */
      month: string;
      /** @description First public day, `YYYY-MM-DD`. */
      published_on: string;
      region: string;
      /** @description Possible side effects of acting on it. */
      side_effects: string;
      slug: string;
      title: string;
      verification: components["schemas"]["Verification"];
    };
    /** @description Published issues as open data. */
    Issues: {
      issues: components["schemas"]["Issue"][];
      /** @description How issues come about, in words. */
      method: string;
    };
    /** @description The key history of a consultation: the root key in base64url, and every statement. */
    KeyChain: {
      epochs: components["schemas"]["SignedStatement"][];
      root: string;
    };
    /** @description Every key chain of the instance. */
    KeyChains: {
      chains: components["schemas"]["ConsultationChain"][];
    };
    /** @description A text in several languages, by tag; French is always there. */
    Label: {
      [key: string]: string;
    };
    /** @description Where the daily mail goes; empty for none. */
    MailAddress: {
      address: string;
    };
    /** @description The member, their circles with the wraps of each epoch, and the colleagues' public keys. */
    Me: {
      circles: components["schemas"]["MyCircle"][];
      /** @description For the header `sutura-csrf` of every act. */
      csrf: string | null;
      login: string;
      /** @description Where the daily mail goes. */
      mail: string | null;
      /** @description Whether this instance sends mail. */
      mail_offered: boolean;
      member: components["schemas"]["MemberId"];
      /** @description The members of these circles. */
      members: {
        [key: string]: components["schemas"]["Colleague"];
      };
      /** @description Names of the organisations whose members these are. */
      organisations: {
        [key: string]: string;
      };
      /** @description Others who may have been in a circle: what they signed stays verifiable after they left. */
      others: {
        [key: string]: components["schemas"]["FormerColleague"];
      };
      /** @description Whose account it is. */
      person: components["schemas"]["PersonId"];
      /** @description Whether the member has printed a recovery sheet. */
      recovery: boolean;
      role: components["schemas"]["Role"];
      /** @description The first day on which the member can be one of two persons, `YYYY-MM-DD`; `null` when nothing holds them back. */
      second_from: string | null;
      /** @description `YYYY-MM-DD` */
      today: string;
      week: components["schemas"]["Week"];
      /** @description The member's bundle, as an age file to the recipient of the passphrase. */
      wrap: components["schemas"]["Base64"];
    };
    /** @description A member. */
    MemberId: string;
    /** @description An epoch's bundle, as an age file to a member. */
    MemberWrap: {
      member: components["schemas"]["MemberId"];
      wrap: components["schemas"]["Base64"];
    };
    /** @description A message of a thread. */
    MessageId: string;
    /** @description The message is durable. */
    MessageSent: {
      id: components["schemas"]["MessageId"];
    };
    /** @description A circle that the member belongs to. */
    MyCircle: {
      consultation: components["schemas"]["ConsultationId"];
      epochs: components["schemas"]["EpochWrap"][];
      /** @description The head of the key chain as each member has seen it, signed. */
      heads: components["schemas"]["SignedDocument"][];
      lock: components["schemas"]["IntakeLock"] | null;
      members: components["schemas"]["MemberId"][];
      questionnaire: components["schemas"]["Questionnaire"];
      /** @description Whether a member left since the last epoch began, so that the next one is due. */
      rekey_due: boolean;
      slug: string;
    };
    /** @description The account that an invited browser made. */
    NewAccount: {
      authenticator: components["schemas"]["Secret"];
      /** @description A code of it. */
      code: string;
      member: components["schemas"]["MemberId"];
      /** @description `age1pq1…` */
      recipient: string;
      salt: components["schemas"]["Base64Url16"];
      /** @description Ed25519, base64url. */
      signing: string;
      token: components["schemas"]["Secret"];
      /** @description The one-time secret, 20 bytes in base64url (RFC 4226, section 4). */
      totp: components["schemas"]["Secret"];
      wrap: components["schemas"]["Base64"];
    };
    /** @description An epoch that begins: its statement, its roster, and its bundle for each member of the circle. */
    NewEpoch: {
      /** @description Who is in the circle from now on, as an age file to the epoch. */
      roster: components["schemas"]["Base64"];
      signed: components["schemas"]["SignedStatement"];
      wraps: components["schemas"]["MemberWrap"][];
    };
    /** @description Somebody new, or somebody known by what they lost. `hash` is hex SHA-256 of the link's token. */
    NewInvitation:
      | {
          hash: string;
          /** @enum {string} */
          kind: "join";
          login: string;
          role: components["schemas"]["Role"];
          same_as?: components["schemas"]["MemberId"] | null;
        }
      | {
          hash: string;
          /** @enum {string} */
          kind: "readmit";
          member: components["schemas"]["MemberId"];
        }
      | {
          hash: string;
          /** @enum {string} */
          kind: "second_factor";
          member: components["schemas"]["MemberId"];
        };
    /** @description A passkey that the browser has made. */
    NewPasskey: {
      /** @description `RegistrationResponseJSON` */
      credential: components["schemas"]["WebAuthnJson"];
      name: string;
      state: string;
      wrap?: components["schemas"]["Base64"] | null;
    };
    /** @description The member's keys wrapped to another passphrase. */
    NewPassphrase: {
      authenticator: components["schemas"]["Secret"];
      salt: components["schemas"]["Base64Url16"];
      wrap: components["schemas"]["Base64"];
    };
    /** @description Another one-time secret for somebody who still has the passphrase. */
    NewSecondFactor: {
      authenticator: components["schemas"]["Secret"];
      /** @description A code of it. */
      code: string;
      token: components["schemas"]["Secret"];
      /** @description The one-time secret, 20 bytes in base64url (RFC 4226, section 4). */
      totp: components["schemas"]["Secret"];
    };
    /** @description An invitation that was neither accepted nor taken back. */
    OpenInvitation: {
      /** @description A login; `null` while nobody has agreed. */
      approved_by: string | null;
      /**
       * Format: int64
       * @description Full days that it is good for.
       */
      days: number;
      /** @description Hex SHA-256 of the token in the link. */
      hash: string;
      /** @description A login; `null` for the operator. */
      invited_by: string | null;
      kind: components["schemas"]["InvitationKind"];
      login: string;
      /** @description Whether the member made it, or it is about them. */
      mine: boolean;
      /** @description Whether a second colleague must agree before the link works. */
      needs_two: boolean;
      role: components["schemas"]["Role"];
      /** @description Whether the root key agreed in place of a second person. */
      root_agreed: boolean;
    };
    /** @description An open session: no address, no device. */
    OpenSession: {
      /** @description Whether it is the one that asks. */
      current: boolean;
      /** @description Names it without being worth anything. */
      handle: string;
      /**
       * Format: int64
       * @description Full hours since it began.
       */
      hours: number;
    };
    /** @description An organisation. */
    OrganisationId: string;
    /** @description A passkey. */
    Passkey: {
      /** @description Hex SHA-256 of the credential's id. */
      id: string;
      /** @description What its member calls it. */
      name: string;
      /** @description Whether it opens the member's keys without the passphrase. */
      opens: boolean;
    };
    /** @description A challenge that a passkey has signed. */
    PasskeyAssertion: {
      authenticator?: components["schemas"]["Secret"] | null;
      /** @description `AuthenticationResponseJSON` */
      credential: components["schemas"]["WebAuthnJson"];
      state: string;
    };
    /** @description What to hand to the browser, and what to bring back with its answer. */
    PasskeyChallenge: {
      /** @description `PublicKeyCredentialCreationOptionsJSON` or `PublicKeyCredentialRequestOptionsJSON`. */
      options: components["schemas"]["WebAuthnJson"];
      state: string;
    };
    /** @description The member's passkeys. */
    Passkeys: {
      passkeys: components["schemas"]["Passkey"][];
      /** @description Whether this instance's address allows passkeys. */
      possible: boolean;
    };
    /** @description A session that a passkey has begun. */
    PasskeySession: components["schemas"]["SessionStarted"] & {
      wrap: components["schemas"]["Base64"] | null;
    };
    /** @description A human being, who may have had several accounts. */
    PersonId: string;
    /** @description The report is kept longer. */
    Postponed: {
      /** @description The first week in which it is gone now. */
      due: components["schemas"]["Week"];
    };
    /** @description An issue that journalists may read. */
    PressIssue: components["schemas"]["Issue"] & {
      /** @description Whether the public may not read it yet. */
      embargoed: boolean;
    };
    /** @description What journalists may read today. */
    PressIssues: {
      summaries: components["schemas"]["PressIssue"][];
    };
    /** @description Why a request was refused (RFC 9457). */
    Problem: {
      /** @description What happened, and what to do. */
      detail: string;
      /** @description The fields that were not accepted, when the type is `/problems/invalid`. */
      fields?: components["schemas"]["InvalidField"][];
      /**
       * Format: int32
       * @description The HTTP status.
       */
      status: number;
      /** @description What happened, in the language of `Accept-Language`. */
      title: string;
      /** @description `/problems/` and a code that never changes. */
      type: components["schemas"]["ProblemType"];
    };
    /**
     * @description The last part of a problem's `type`.
     * @enum {string}
     */
    ProblemCode:
      | "not-found"
      | "bad-request"
      | "too-large"
      | "receipt-mistyped"
      | "receipt-unknown"
      | "ticket-invalid"
      | "ticket-expired"
      | "ticket-spent"
      | "consultation-closed"
      | "circle-not-ready"
      | "stale-epoch"
      | "not-sealed"
      | "unpadded"
      | "upload-unknown"
      | "upload-conflict"
      | "storage-full"
      | "stale-revision"
      | "same-author"
      | "checklist-incomplete"
      | "document-forged"
      | "statement-refused"
      | "sign-in-failed"
      | "signed-out"
      | "not-allowed"
      | "cross-site"
      | "consent-missing"
      | "plain-switched-off"
      | "empty-report"
      | "parcel-broken"
      | "busy"
      | "crowded"
      | "page-over"
      | "intake-locked"
      | "epoch-taken"
      | "confirm-again"
      | "second-person"
      | "last-reviewer"
      | "login-taken"
      | "invitation-over"
      | "approval-missing"
      | "code-wrong"
      | "recovery-refused"
      | "root-exists"
      | "passkey-refused"
      | "too-many-guesses"
      | "too-many-codes"
      | "too-many-invitations"
      | "passphrase-needed"
      | "owner-needed"
      | "root-needed"
      | "root-refused"
      | "second-too-new"
      | "same-organisation"
      | "unavailable"
      | "invalid";
    /**
     * @description Why a request was refused. Codes never change.
     * @enum {string}
     */
    ProblemType:
      | "/problems/not-found"
      | "/problems/bad-request"
      | "/problems/too-large"
      | "/problems/receipt-mistyped"
      | "/problems/receipt-unknown"
      | "/problems/ticket-invalid"
      | "/problems/ticket-expired"
      | "/problems/ticket-spent"
      | "/problems/consultation-closed"
      | "/problems/circle-not-ready"
      | "/problems/stale-epoch"
      | "/problems/not-sealed"
      | "/problems/unpadded"
      | "/problems/upload-unknown"
      | "/problems/upload-conflict"
      | "/problems/storage-full"
      | "/problems/stale-revision"
      | "/problems/same-author"
      | "/problems/checklist-incomplete"
      | "/problems/document-forged"
      | "/problems/statement-refused"
      | "/problems/sign-in-failed"
      | "/problems/signed-out"
      | "/problems/not-allowed"
      | "/problems/cross-site"
      | "/problems/consent-missing"
      | "/problems/plain-switched-off"
      | "/problems/empty-report"
      | "/problems/parcel-broken"
      | "/problems/busy"
      | "/problems/crowded"
      | "/problems/page-over"
      | "/problems/intake-locked"
      | "/problems/epoch-taken"
      | "/problems/confirm-again"
      | "/problems/second-person"
      | "/problems/last-reviewer"
      | "/problems/login-taken"
      | "/problems/invitation-over"
      | "/problems/approval-missing"
      | "/problems/code-wrong"
      | "/problems/recovery-refused"
      | "/problems/root-exists"
      | "/problems/passkey-refused"
      | "/problems/too-many-guesses"
      | "/problems/too-many-codes"
      | "/problems/too-many-invitations"
      | "/problems/passphrase-needed"
      | "/problems/owner-needed"
      | "/problems/root-needed"
      | "/problems/root-refused"
      | "/problems/second-too-new"
      | "/problems/same-organisation"
      | "/problems/unavailable"
      | "/problems/invalid";
    /** @description A question. */
    Question: {
      help?: boolean;
      hint?: components["schemas"]["Label"];
      id: string;
      kind: components["schemas"]["QuestionKind"];
      label: components["schemas"]["Label"];
      /** Format: int64 */
      max?: number;
      /** Format: int64 */
      min?: number;
      options?: components["schemas"]["QuestionOption"][];
      required?: boolean;
      show_if?: components["schemas"]["QuestionCondition"];
    };
    /** @description When a question is asked: all tests, any of them, or one. */
    QuestionCondition:
      | {
          all: components["schemas"]["QuestionTest"][];
        }
      | {
          any: components["schemas"]["QuestionTest"][];
        }
      | components["schemas"]["QuestionTest"];
    /**
     * @description How a question is asked.
     * @enum {string}
     */
    QuestionKind:
      | "choices"
      | "choice"
      | "ternary"
      | "categories"
      | "place"
      | "period"
      | "range"
      | "line"
      | "text"
      | "voice"
      | "info"
      | "language"
      | "files"
      | "consent";
    /** @description A questionnaire (docs/questionnaires.md). */
    Questionnaire: {
      questions: components["schemas"]["Question"][];
      status?: {
        [key: string]: string;
      };
      summary: components["schemas"]["Label"];
      title: components["schemas"]["Label"];
      /** Format: int32 */
      version: number;
    };
    /** @description An option of a question. */
    QuestionOption: {
      code: string;
      icon?: string;
      label: components["schemas"]["Label"];
    };
    /** @description A test on the answer of one question. */
    QuestionTest: {
      answered?: boolean;
      /** Format: int64 */
      at_least?: number;
      is?: string[];
      is_not?: string[];
      question: string;
    };
    /** @description What was sent is durable. */
    Received: {
      received: components["schemas"]["Done"];
    };
    /** @description A new passphrase and a new one-time secret. */
    Recovery: {
      /** @description The authenticator of the new passphrase. */
      authenticator: components["schemas"]["Secret"];
      /** @description A code of it. */
      code: string;
      login: string;
      salt: components["schemas"]["Base64Url16"];
      /** @description The authenticator of the sheet. */
      sheet: components["schemas"]["Secret"];
      /** @description The one-time secret, 20 bytes in base64url (RFC 4226, section 4). */
      totp: components["schemas"]["Secret"];
      wrap: components["schemas"]["Base64"];
    };
    /** @description A sheet that was printed: what the server keeps of it. */
    RecoverySheet: {
      authenticator: components["schemas"]["Secret"];
      /** @description The member's bundle, as an age file to the recipient of the sheet. */
      wrap: components["schemas"]["Base64"];
    };
    /** @description Somebody who leaves, and the epoch that they cannot read. */
    Removal: {
      /** @description Whether the account is closed too: an arrest, not a change of duties. */
      account: boolean;
      /** @description Who leaves the circle with them: people whose keys the removing browser does not know. */
      also?: components["schemas"]["MemberId"][];
      epoch: components["schemas"]["NewEpoch"];
      member: components["schemas"]["MemberId"];
      root?: components["schemas"]["RootProof"] | null;
    };
    /** @description To which epoch a kept report was found to be sealed. */
    ReportEpoch: {
      epoch: components["schemas"]["EpochNumber"];
    };
    /** @description The multipart form of a report, read field by field. */
    ReportForm: {
      attachments?: components["schemas"]["UploadIds"];
      /** @description An age file to the epoch. */
      envelope: components["schemas"]["Binary"];
      epoch?: string;
      /** @description `<challenge>.<nonce>`; not needed where tickets are switched off. */
      ticket?: string;
      /** @description base64url of SHA-256 of the receipt's authenticator. */
      verifier: string;
    };
    /** @description A report. */
    ReportId: string;
    /**
     * @description How a report came to be encrypted: by its page, or by hand.
     * @enum {string}
     */
    ReportKind: "envelope" | "sealed";
    /** @description A report as the server sees it. */
    ReportRow: {
      /**
       * Format: int64
       * @description Messages of the source.
       */
      answers: number;
      burst: components["schemas"]["BurstId"] | null;
      due: components["schemas"]["Week"] | null;
      epoch: components["schemas"]["EpochNumber"];
      /** @description Whether `epoch` is the one that it is sealed to; otherwise its readers find out. */
      epoch_known: boolean;
      form: components["schemas"]["ReportKind"];
      id: components["schemas"]["ReportId"];
      /**
       * Format: int32
       * @description Of the case record; 0 when there is none.
       */
      revision: number;
      /** @description For a report that was encrypted by hand: the recipient of its receipt. */
      source_recipient: string | null;
      state: components["schemas"]["ReportState"];
      /** @description The week in which it arrived. */
      week: components["schemas"]["Week"];
    };
    /** @description The reports of a circle. */
    Reports: {
      reports: components["schemas"]["ReportRow"][];
    };
    /**
     * @description What the server may know of the work on a report.
     * @enum {string}
     */
    ReportState: "fresh" | "active" | "closed";
    /** @description How long this installation keeps reports, in days. */
    RetentionPolicy: {
      /** Format: int64 */
      closed: number;
      /** Format: int64 */
      open: number;
      /** Format: int64 */
      rejected: number;
      /** Format: int64 */
      unreviewed: number;
    };
    /**
     * @description What a member is there for.
     * @enum {string}
     */
    Role: "owner" | "administrator" | "moderator" | "journalist" | "relay" | "analyst" | "institution";
    /** @description The public half of the root key that the owner's browser has made. */
    RootKey: {
      /** @description Ed25519, base64url. */
      root: string;
    };
    /** @description What the organisation's root key allows: its signature over the act, the subject and the day. */
    RootProof: {
      /** @description `YYYY-MM-DD` */
      day: string;
      /** @description Ed25519, base64url, over the text of protocol 4.8. */
      signature: string;
    };
    /** @description The salt of a member's passphrase. What the derivation costs is a constant of every client, and not said here. */
    Salt: {
      salt: components["schemas"]["Base64Url16"];
      ticket: components["schemas"]["SignInTicket"];
    };
    /** @description The roster of an epoch, as an age file to it. */
    SealedRoster: {
      number: components["schemas"]["EpochNumber"];
      roster: components["schemas"]["Base64"];
    };
    /** @description A text that opens something. The server keeps no copy of it. */
    Secret: string;
    /** @description Where a member is signed in, the latest first. */
    Sessions: {
      sessions: components["schemas"]["OpenSession"][];
    };
    /** @description A session that has begun: the cookie comes in a header. */
    SessionStarted: {
      /** @description For the header `sutura-csrf` of every act. */
      csrf: string;
      member: components["schemas"]["MemberId"];
      role: components["schemas"]["Role"];
      since: components["schemas"]["SinceLastSignIn"];
    };
    /** @description Who holds a sheet. */
    SheetCredentials: {
      authenticator: components["schemas"]["Secret"];
      login: string;
    };
    /** @description What the sheet opens. */
    SheetOpened: {
      member: components["schemas"]["MemberId"];
      wrap: components["schemas"]["Base64"];
    };
    /** @description A signed document (docs/protocol.md). `by` is `epoch:<n>` or `member:<id>`. */
    SignedDocument: {
      by: string;
      kind: components["schemas"]["DocumentKind"];
      signature: string;
      signed: string;
      /** Format: int32 */
      v: number;
    };
    /** @description A statement of the key chain, as published (docs/protocol.md). */
    SignedStatement: {
      signature: string;
      signer: components["schemas"]["StatementSigner"];
      statement: string;
    };
    /** @description An approved summary as its two people signed it. */
    SignedSummary: {
      approver_document: components["schemas"]["SignedDocument"];
      author_document: components["schemas"]["SignedDocument"];
      slug: string;
    };
    /** @description The proof of work that signing in needs after wrong guesses. */
    SignInTicket: {
      challenge: string;
      /**
       * Format: int32
       * @description Leading zero bits; 0 when none are asked for.
       */
      work: number;
    };
    /** @description What happened to the account since the sign-in before: counts and weeks. */
    SinceLastSignIn: {
      /** @description The earliest first. */
      changes: components["schemas"]["AccountChange"][];
      week: components["schemas"]["Week"] | null;
      /**
       * Format: int32
       * @description Attempts with the right passphrase and a wrong code.
       */
      wrong_codes: number;
      /**
       * Format: int32
       * @description Attempts with a wrong passphrase or recovery sheet.
       */
      wrong_passphrases: number;
    };
    /**
     * @description Which key signed a statement.
     * @enum {string}
     */
    StatementSigner: "root" | "epoch";
    /** @description The words of a summary, signed by its author and by another member. */
    SummaryApproval: {
      approver_document: components["schemas"]["SignedDocument"];
      author_document: components["schemas"]["SignedDocument"];
    };
    /** @description The summary is approved. */
    SummaryApproved: {
      /** @description Its public address under `/{lang}/issues/`. */
      slug: string;
    };
    /** @description A sealed draft. */
    SummaryDraft: {
      author: components["schemas"]["MemberId"];
      /** @description An age file to the epoch. */
      ciphertext: components["schemas"]["Base64"];
      epoch: components["schemas"]["EpochNumber"];
      id: components["schemas"]["SummaryId"];
      week: components["schemas"]["Week"];
    };
    /** @description The draft is kept. */
    SummaryDrafted: {
      id: components["schemas"]["SummaryId"];
    };
    /** @description The sealed drafts of a circle, and who signed what it has approved. */
    SummaryDrafts: {
      /** @description What the circle has approved, for the desks that check who stands behind it. */
      approved: components["schemas"]["SignedSummary"][];
      drafts: components["schemas"]["SummaryDraft"][];
    };
    /** @description A summary. */
    SummaryId: string;
    /** @description The member's organisation. */
    Team: {
      /** @description The circles that the organisation answers for. */
      circles: components["schemas"]["TeamCircle"][];
      /** @description Also those by colleagues of shared circles, who may need a second person from here. */
      invitations: components["schemas"]["OpenInvitation"][];
      organisation: components["schemas"]["TeamOrganisation"];
      people: components["schemas"]["TeamPerson"][];
    };
    /** @description A circle that the organisation answers for. */
    TeamCircle: {
      consultation: components["schemas"]["ConsultationId"];
      people: components["schemas"]["TeamCirclePerson"][];
      /** @description Epochs so far; 0 for a circle without a key. */
      periods: number;
      title: components["schemas"]["Label"];
    };
    /** @description A member of such a circle. */
    TeamCirclePerson: {
      login: string;
      member: components["schemas"]["MemberId"];
      organisation: components["schemas"]["OrganisationId"];
      person: components["schemas"]["PersonId"];
      /** @description `age1pq1…` */
      recipient: string;
      role: components["schemas"]["Role"];
      /** @description Ed25519, base64url. */
      signing: string;
    };
    /** @description An organisation. */
    TeamOrganisation: {
      id: components["schemas"]["OrganisationId"];
      name: string;
      /** @description The public half of its root key, base64url; `null` until the owner has made it. */
      root: string | null;
    };
    /** @description A person of the organisation. */
    TeamPerson: {
      /** @description Whether the account is open. */
      active: boolean;
      last_week: components["schemas"]["Week"] | null;
      login: string;
      /** @description Whether they may belong to a circle. */
      may_review: boolean;
      member: components["schemas"]["MemberId"];
      organisation: components["schemas"]["OrganisationId"];
      /** @description Whose account it is: two accounts may be of one person. */
      person: components["schemas"]["PersonId"];
      /** @description `age1pq1…` */
      recipient: string;
      /** @description Whether they have printed a recovery sheet. */
      recovery: boolean;
      role: components["schemas"]["Role"];
      /** @description The first day on which they can be one of two persons, `YYYY-MM-DD`; `null` when nothing holds them back. */
      second_from: string | null;
      /** @description Ed25519, base64url. */
      signing: string;
    };
    /** @description The messages of a thread in order. */
    Thread: {
      messages: components["schemas"]["ThreadMessage"][];
      /**
       * Format: int32
       * @description The number that the circle's next message must have.
       */
      next_sequence: number;
    };
    /** @description A message of either side. */
    ThreadMessage: {
      /** @description An age file to the epoch, and from the circle also to the source. */
      ciphertext: components["schemas"]["Base64"];
      epoch: components["schemas"]["EpochNumber"];
      from: components["schemas"]["Author"];
      id: components["schemas"]["MessageId"];
      /** Format: int32 */
      sequence: number;
      week: components["schemas"]["Week"];
    };
    /** @description An uploaded file. */
    UploadId: string;
    /** @description Ids of uploads, 32 hex digits each, with anything between them. */
    UploadIds: string;
    /**
     * @description How well something is known.
     * @enum {string}
     */
    Verification: "unverified" | "plausible" | "corroborated" | "documented" | "refuted";
    /** @description JSON of WebAuthn level 3. */
    WebAuthnJson: {
      [key: string]: unknown;
    };
    /** @description An ISO 8601 week. */
    Week: string;
  };
  responses: {
    /** @description Refused. */
    Problem: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type AccountChange = components["schemas"]["AccountChange"];
export type Admission = components["schemas"]["Admission"];
export type Agreement = components["schemas"]["Agreement"];
export type AnswerForm = components["schemas"]["AnswerForm"];
export type AuditEntry = components["schemas"]["AuditEntry"];
export type AuditLog = components["schemas"]["AuditLog"];
export type Author = components["schemas"]["Author"];
export type Base64 = components["schemas"]["Base64"];
export type Base64Url16 = components["schemas"]["Base64Url16"];
export type Binary = components["schemas"]["Binary"];
export type BurstId = components["schemas"]["BurstId"];
export type CiphertextRequest = components["schemas"]["CiphertextRequest"];
export type CircleDocumentName = components["schemas"]["CircleDocumentName"];
export type CirclePeople = components["schemas"]["CirclePeople"];
export type CirclePerson = components["schemas"]["CirclePerson"];
export type CircleRepaired = components["schemas"]["CircleRepaired"];
export type CircleRosters = components["schemas"]["CircleRosters"];
export type Closing = components["schemas"]["Closing"];
export type Colleague = components["schemas"]["Colleague"];
export type Confirmation = components["schemas"]["Confirmation"];
export type ConsultationChain = components["schemas"]["ConsultationChain"];
export type ConsultationId = components["schemas"]["ConsultationId"];
export type Credentials = components["schemas"]["Credentials"];
export type DeletionMonth = components["schemas"]["DeletionMonth"];
export type Deletions = components["schemas"]["Deletions"];
export type DocumentKind = components["schemas"]["DocumentKind"];
export type Done = components["schemas"]["Done"];
export type EpochNumber = components["schemas"]["EpochNumber"];
export type EpochStarted = components["schemas"]["EpochStarted"];
export type EpochWrap = components["schemas"]["EpochWrap"];
export type FormerColleague = components["schemas"]["FormerColleague"];
export type Inbox = components["schemas"]["Inbox"];
export type InboxMessage = components["schemas"]["InboxMessage"];
export type Instance = components["schemas"]["Instance"];
export type IntakeLimits = components["schemas"]["IntakeLimits"];
export type IntakeLock = components["schemas"]["IntakeLock"];
export type IntakeOffer = components["schemas"]["IntakeOffer"];
export type IntakeTicket = components["schemas"]["IntakeTicket"];
export type InvalidField = components["schemas"]["InvalidField"];
export type Invitation = components["schemas"]["Invitation"];
export type InvitationKind = components["schemas"]["InvitationKind"];
export type InvitationToken = components["schemas"]["InvitationToken"];
export type Issue = components["schemas"]["Issue"];
export type Issues = components["schemas"]["Issues"];
export type KeyChain = components["schemas"]["KeyChain"];
export type KeyChains = components["schemas"]["KeyChains"];
export type Label = components["schemas"]["Label"];
export type MailAddress = components["schemas"]["MailAddress"];
export type Me = components["schemas"]["Me"];
export type MemberId = components["schemas"]["MemberId"];
export type MemberWrap = components["schemas"]["MemberWrap"];
export type MessageId = components["schemas"]["MessageId"];
export type MessageSent = components["schemas"]["MessageSent"];
export type MyCircle = components["schemas"]["MyCircle"];
export type NewAccount = components["schemas"]["NewAccount"];
export type NewEpoch = components["schemas"]["NewEpoch"];
export type NewInvitation = components["schemas"]["NewInvitation"];
export type NewPasskey = components["schemas"]["NewPasskey"];
export type NewPassphrase = components["schemas"]["NewPassphrase"];
export type NewSecondFactor = components["schemas"]["NewSecondFactor"];
export type OpenInvitation = components["schemas"]["OpenInvitation"];
export type OpenSession = components["schemas"]["OpenSession"];
export type OrganisationId = components["schemas"]["OrganisationId"];
export type Passkey = components["schemas"]["Passkey"];
export type PasskeyAssertion = components["schemas"]["PasskeyAssertion"];
export type PasskeyChallenge = components["schemas"]["PasskeyChallenge"];
export type Passkeys = components["schemas"]["Passkeys"];
export type PasskeySession = components["schemas"]["PasskeySession"];
export type PersonId = components["schemas"]["PersonId"];
export type Postponed = components["schemas"]["Postponed"];
export type PressIssue = components["schemas"]["PressIssue"];
export type PressIssues = components["schemas"]["PressIssues"];
export type Problem = components["schemas"]["Problem"];
export type ProblemCode = components["schemas"]["ProblemCode"];
export type ProblemType = components["schemas"]["ProblemType"];
export type Question = components["schemas"]["Question"];
export type QuestionCondition = components["schemas"]["QuestionCondition"];
export type QuestionKind = components["schemas"]["QuestionKind"];
export type Questionnaire = components["schemas"]["Questionnaire"];
export type QuestionOption = components["schemas"]["QuestionOption"];
export type QuestionTest = components["schemas"]["QuestionTest"];
export type Received = components["schemas"]["Received"];
export type Recovery = components["schemas"]["Recovery"];
export type RecoverySheet = components["schemas"]["RecoverySheet"];
export type Removal = components["schemas"]["Removal"];
export type ReportEpoch = components["schemas"]["ReportEpoch"];
export type ReportForm = components["schemas"]["ReportForm"];
export type ReportId = components["schemas"]["ReportId"];
export type ReportKind = components["schemas"]["ReportKind"];
export type ReportRow = components["schemas"]["ReportRow"];
export type Reports = components["schemas"]["Reports"];
export type ReportState = components["schemas"]["ReportState"];
export type RetentionPolicy = components["schemas"]["RetentionPolicy"];
export type Role = components["schemas"]["Role"];
export type RootKey = components["schemas"]["RootKey"];
export type RootProof = components["schemas"]["RootProof"];
export type Salt = components["schemas"]["Salt"];
export type SealedRoster = components["schemas"]["SealedRoster"];
export type Secret = components["schemas"]["Secret"];
export type Sessions = components["schemas"]["Sessions"];
export type SessionStarted = components["schemas"]["SessionStarted"];
export type SheetCredentials = components["schemas"]["SheetCredentials"];
export type SheetOpened = components["schemas"]["SheetOpened"];
export type SignedDocument = components["schemas"]["SignedDocument"];
export type SignedStatement = components["schemas"]["SignedStatement"];
export type SignedSummary = components["schemas"]["SignedSummary"];
export type SignInTicket = components["schemas"]["SignInTicket"];
export type SinceLastSignIn = components["schemas"]["SinceLastSignIn"];
export type StatementSigner = components["schemas"]["StatementSigner"];
export type SummaryApproval = components["schemas"]["SummaryApproval"];
export type SummaryApproved = components["schemas"]["SummaryApproved"];
export type SummaryDraft = components["schemas"]["SummaryDraft"];
export type SummaryDrafted = components["schemas"]["SummaryDrafted"];
export type SummaryDrafts = components["schemas"]["SummaryDrafts"];
export type SummaryId = components["schemas"]["SummaryId"];
export type Team = components["schemas"]["Team"];
export type TeamCircle = components["schemas"]["TeamCircle"];
export type TeamCirclePerson = components["schemas"]["TeamCirclePerson"];
export type TeamOrganisation = components["schemas"]["TeamOrganisation"];
export type TeamPerson = components["schemas"]["TeamPerson"];
export type Thread = components["schemas"]["Thread"];
export type ThreadMessage = components["schemas"]["ThreadMessage"];
export type UploadId = components["schemas"]["UploadId"];
export type UploadIds = components["schemas"]["UploadIds"];
export type Verification = components["schemas"]["Verification"];
export type WebAuthnJson = components["schemas"]["WebAuthnJson"];
export type Week = components["schemas"]["Week"];
export type ResponseProblem = components["responses"]["Problem"];
export type $defs = Record<string, never>;
export type operations = Record<string, never>;

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
