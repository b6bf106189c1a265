// ISO 8601 weeks, `2026-W47`: the finest time there is at the desk. Pure.

const DAY = 86_400_000;

/** The Monday of a week, as days since 1970. */
const monday = (week: string): number => {
  const [year = 0, number = 0] = week.split("-W").map(Number);
  // The fourth of January is always in the first week.
  const fourth = Date.UTC(year, 0, 4) / DAY;
  return fourth - ((new Date(fourth * DAY).getUTCDay() + 6) % 7) + (number - 1) * 7;
};

/** Weeks from one to another; negative when it lies before. */
export const weeksUntil = (from: string, to: string): number => Math.round((monday(to) - monday(from)) / 7);

/** The month of its Monday, `2026-11`. */
export const monthOf = (week: string): string => new Date(monday(week) * DAY).toISOString().slice(0, 7);
