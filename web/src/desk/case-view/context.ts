// The case that is open, for the views that show or change a part of it.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Case } from "../case/case";
import { type CircleContext, useCircle } from "../store/context";

export interface OpenCase {
  report: Case;
  /** All reports of the circle that this member may see. */
  reports: Case[];
  /** Reports that may tell of the same thing. */
  lookalikes: (report: Case) => Case[];
  /** Counts how often the list was fetched: there may be new messages. */
  refreshed: number;
  /** Shows a report, this one or another, as it was just saved. */
  onChange: (report: Case) => void;
  /** What the source of this report agrees to now. */
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
