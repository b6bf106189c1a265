// How hard a passphrase is to guess, for members who choose their own: zxcvbn with French and common word lists.
// A chunk, loaded when a passphrase is typed: its dictionaries weigh ten times as much as the rest of the desk.
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import * as french from "@zxcvbn-ts/language-fr";

/**
 * Guesses (as a power of ten) that a passphrase must withstand. Who has a copy of the database guesses offline: a
 * thousand graphics cards at a thousand guesses a second each (Argon2id, 64 MiB, three passes) need three thousand
 * years for all of them.
 */
const ENOUGH = 17;

export interface Strength {
  /** 0 to 1: how much of what is asked for is there. */
  share: number;
  enough: boolean;
}

declare global {
  interface Window {
    suturaStrength?: (passphrase: string, known: string[]) => Strength;
  }
}

const factory = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...french.dictionary },
  graphs: common.adjacencyGraphs,
  translations: french.translations,
});

/** `known` are words that an attacker tries first: login, organisation. */
window.suturaStrength = (passphrase, known) => {
  const { guessesLog10 } = factory.check(passphrase, [...known, "sutura"]);
  return { share: Math.min(1, guessesLog10 / ENOUGH), enough: guessesLog10 >= ENOUGH };
};
