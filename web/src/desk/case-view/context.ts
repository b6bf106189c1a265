// The case that is open, for the views that show or change a part of it.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Case } from "../case/case";
import { type CircleContext, useCircle } from "../store/context";

export interface OpenCase {
  report: Case;
  /** All reports of the circle that this member may see. */
  reports: Case[];
  /** Returns reports that may tell of the same thing. */
  lookalikes: (report: Case) => Case[];
  /** Counts how often the list was loaded: each time there may be new messages. */
  refreshed: number;
  /** Called with this report or another after it was changed. */
  onChange: (report: Case) => void;
  /** Called with the consent level that the exchange with the source ended at. */
  onConsent: (consent: number) => void;
  /** Opens another report. */
  onOpen: (id: string) => void;
}

export const OpenCaseContext = createContext<OpenCase | null>(null);

/** The open case and the circle it belongs to. Throws outside an `OpenCaseContext.Provider`. */
export const useOpenCase = (): OpenCase & CircleContext => {
  const opened = useContext(OpenCaseContext);
  if (!opened) throw new Error("this view belongs into an open case");
  return { ...useCircle(), ...opened };
};
