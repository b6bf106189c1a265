// What the page brings besides its texts: categories, places and languages in the reader's language.
import type { Codes } from "../../page/message-id";

interface Region {
  code: string;
  name: string;
  cercles: { code: string; name: string }[];
}

interface Data {
  lang: string;
  chain: string[];
  categories: [string, string][];
  /** Codes that carry a higher risk. */
  sensitive: string[];
  countries: { code: string; label: string; regions: Region[] }[];
  languages: [string, string][];
  checklist: Codes<"harm-check-">[];
  /** Names of the months, January first. */
  months: string[];
  interface: [string, string][];
}

export const data = JSON.parse(document.getElementById("data")?.textContent ?? "{}") as Data;

/** The language that texts are written in first: the last of every chain. */
export const sourceLanguage = (): string => data.chain.at(-1) ?? "";

/** A text per language tag, as questionnaires carry them. */
export type Label = Record<string, string>;

/** In the reader's language, or in the first of its fallbacks that there is. */
export const label = (texts: Label): string => {
  const found = data.chain.find((tag) => texts[tag] !== undefined);
  return (found && texts[found]) ?? "";
};

const categories = new Map(data.categories);

export const category = (code: string): string => categories.get(code) ?? code;

/** Whether a category carries a higher risk. */
export const isSensitive = (code: string): boolean => data.sensitive.includes(code);

export interface Place {
  country: string;
  region: string;
  cercle?: string;
}

/** In words, the nearest first. */
export const place = (named: Place): string => {
  const country = data.countries.find((one) => one.code === named.country);
  const region = country?.regions.find((one) => one.code === named.region);
  const cercle = region?.cercles.find((one) => one.code === named.cercle);
  return [cercle?.name, region?.name ?? named.region, country?.label ?? named.country].filter(Boolean).join(", ");
};

/** The name of a region by its code, `ML.gao`. */
export const regionName = (code: string): string => {
  const [country = "", region = ""] = code.split(".");
  return place({ country, region });
};

export const languageName = (tag: string): string => new Map(data.languages).get(tag) ?? tag;
