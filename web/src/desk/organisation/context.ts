// What the parts of the organisation's view have in common: the acts on its people, and its state as it was fetched
// last.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type * as wire from "../../wire";
import type { Team } from "./team";

export interface Organisation {
  team: Team;
  state: wire.Team;
  /** Asks for the state again. */
  load: () => void;
  /** An invitation was made: its link is shown, this once. */
  invited: (link: string) => void;
}

export const OrganisationContext = createContext<Organisation | null>(null);

export const useOrganisation = (): Organisation => {
  const organisation = useContext(OrganisationContext);
  if (!organisation) throw new Error("a part of the organisation's view stands outside its context");
  return organisation;
};
