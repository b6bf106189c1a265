// ISO 8601 weeks at the desk. Pure.
import { DAY, monday } from "../../crypto/week";

/** Weeks from one to another; negative when it lies before. */
export const weeksUntil = (from: string, to: string): number => Math.round((monday(to) - monday(from)) / 7);

/** The month of its Monday, `2026-11`. */
export const monthOf = (week: string): string => new Date(monday(week) * DAY).toISOString().slice(0, 7);
