// The shape of what the server promises to answer; the promises are in promised.ts.

/** What must be true of a value: its type, `true` itself, or that it is there at all. */
export type Kind = "string" | "number" | "boolean" | "array" | "object" | "true" | "any";

/** What comes with a status. One without `json` and `type` has no body. */
export interface Content {
  /** The fields that the JSON has at least. */
  json?: Record<string, Kind>;
  /** The media type of a file, or how it begins. */
  type?: string;
  headers?: Record<string, "string" | "number">;
}

/** By method and address, then by status. */
export type Promised = Partial<Record<string, Partial<Record<number, Content>>>>;
