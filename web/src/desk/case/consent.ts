// The consent level that counts. Pure.
import type { Case } from "./case";

/** What the source said last. */
export const consentOf = (one: Case): number => one.consent ?? one.envelope?.consent ?? 0;
