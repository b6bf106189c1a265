// ISO 8601 weeks, `2026-W47`: the finest time that is said of a citizen's act. Pure.

export const DAY = 86_400_000;

/** The week of a moment in milliseconds since 1970, in UTC. */
export const weekOf = (moment: number): string => {
  const days = Math.floor(moment / DAY);
  // The week belongs to the year of its Thursday; 1970 began on one.
  const thursday = days - ((days + 3) % 7) + 3;
  const year = new Date(thursday * DAY).getUTCFullYear();
  const number = 1 + Math.floor((thursday - Date.UTC(year, 0, 1) / DAY) / 7);
  return `${year}-W${String(number).padStart(2, "0")}`;
};

/** The Monday of a week, as days since 1970; `NaN` for what is no week. */
export const monday = (week: string): number => {
  const [year = NaN, number = NaN] = week.split("-W").map(Number);
  // The fourth of January is always in the first week.
  const fourth = Date.UTC(year, 0, 4) / DAY;
  return fourth - ((new Date(fourth * DAY).getUTCDay() + 6) % 7) + (number - 1) * 7;
};
