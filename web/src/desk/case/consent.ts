// The consent level that counts. Pure.
import type { Case } from "./case";

/** What the source said last. */
export const consentOf = (report: Case): number => report.consent ?? report.envelope?.consent ?? 0;
