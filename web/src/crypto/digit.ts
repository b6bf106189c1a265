// Digits as people of the region type them: ASCII, Arabic, Persian, N'Ko and Adlam.

const ZEROS = [0x660, 0x6f0, 0x7c0, 0x1e950];

/** The ASCII digit for a digit of any of these scripts; `undefined` for anything else. */
export const digitOf = (letter: string): string | undefined => {
  if (/^[0-9]$/.test(letter)) return letter;
  const code = letter.codePointAt(0) ?? 0;
  const zero = ZEROS.find((start) => code >= start && code < start + 10);
  return zero === undefined ? undefined : String(code - zero);
};
