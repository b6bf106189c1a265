// Declarations of interest: a member who is tied to a place or to a kind of matter is not shown the reports on it. With
// it goes where the member comes from, for sources who want no reader from their own place (hidden.ts). Each
// declaration is signed by who makes it and stays on record; the last one of a member counts. The server sees none of
// it, so it is the member's own desk that hides them: a help to honest people, not a wall.
import type { SignedDocument } from "../../crypto/document";
import { type Author, type Signer, memberOf, signAs, signerOf } from "./author";
import { namePattern } from "./fold";
import { type Traits, within } from "./traits";

export interface Interest {
  consultation: string;
  /** `ML.gao`; with a cercle `ML.gao.ansongo`. */
  places: string[];
  /** Codes of categories, or the starts of them. */
  categories: string[];
  /** Names of institutions and persons, as the member wrote them; older declarations have none. */
  names?: string[] | undefined;
  /** Where the member comes from, as places; none of them when empty, not said yet when missing. */
  home?: string[] | undefined;
  week: string;
}

export interface Declared extends Interest {
  member: string;
}

export const declare = (author: Author, interest: Omit<Interest, "week">): SignedDocument =>
  signAs(author, "circle", { ...interest, week: author.week });

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

/** Names of one member at most. */
export const MOST_NAMES = 30;

/**
 * What is declared, in order; what nobody has signed is left out. A declaration that does not speak of names leaves
 * those of the one before.
 */
export const declarations = (documents: SignedDocument[], consultation: string, signers: Signer[]): Declared[] => {
  const names = new Map<string, string[]>();
  return documents.flatMap((document) => {
    try {
      const member = memberOf(document);
      const said = JSON.parse(document.signed) as Interest;
      const holds = signerOf(document, "circle", signers) !== undefined && said.consultation === consultation;
      if (!holds || !isTexts(said.places) || !isTexts(said.categories)) return [];
      const texts = (value: unknown): string[] | undefined => (isTexts(value) ? value : undefined);
      names.set(member, (texts(said.names) ?? names.get(member) ?? []).slice(0, MOST_NAMES));
      return [{ ...said, names: names.get(member), home: texts(said.home), member }];
    } catch {
      return [];
    }
  });
};

/** The declaration of a member that counts. */
export const latest = (declared: Declared[], member: string): Declared | undefined =>
  declared.filter((declaration) => declaration.member === member).pop();

/** A declaration with its names as they are looked for. */
export interface Prepared extends Interest {
  patterns: string[];
}

export const prepared = (interest: Interest): Prepared => ({
  ...interest,
  patterns: (interest.names ?? []).map(namePattern).filter(Boolean),
});

/**
 * Whether a report must not be shown to who has declared this. `words` are all that is said in it (fold.ts), asked for
 * only when names were declared.
 */
export const isInterested = (
  interest: Prepared | undefined,
  { places, categories }: Pick<Traits, "places" | "categories">,
  words: () => string,
): boolean =>
  interest !== undefined &&
  (places.some((place) => interest.places.some((area) => within(place, area))) ||
    categories.some((code) => interest.categories.some((area) => within(code, area))) ||
    interest.patterns.some((pattern) => words().includes(pattern)));
