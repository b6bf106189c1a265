// What the parts of the circle's view have in common: the acts on its keys and people, who its people are now, and the
// form that is open.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { CircleKeys, Person } from "../keys/circle-keys";

/** The form that is open on somebody; none when `act` is empty. */
export interface Asked {
  member: string;
  act: "" | "admit" | "remove";
}

export interface People {
  keys: CircleKeys;
  /** Moderators, in the circle or not. */
  people: Person[];
  /** Counts the changes that were made here. */
  version: number;
  asked: Asked;
  ask: (asked: Asked) => void;
  /** Asks for people and key again. */
  changed: () => void;
  /** An act on somebody is done: `said` is told, and its form closes. */
  done: (said: string) => void;
}

export const PeopleContext = createContext<People | null>(null);

export const usePeople = (): People => {
  const people = useContext(PeopleContext);
  if (!people) throw new Error("a part of the circle's view stands outside its context");
  return people;
};
