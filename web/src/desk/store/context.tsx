// What the views of the desk have in common, so that it is not handed down property by property: `useDesk()` works
// everywhere behind the door, `useCircle()` in the views of one circle.
import { type ComponentChildren, createContext } from "preact";
import { useContext, useMemo } from "preact/hooks";
import type { Circle } from "../case/circle";
import type { Session } from "../keys/session";
import { Cases } from "./cases";
import { Readers } from "./readers";
import { type Shared, useShared } from "./shared";

export interface DeskContext {
  session: Session;
  /** Signs out and goes back to the door. */
  leave: () => void;
}

export interface CircleContext {
  session: Session;
  circle: Circle;
  cases: Cases;
  shared: Shared;
  readers: Readers;
}

const OfDesk = createContext<DeskContext | null>(null);
const OfCircle = createContext<CircleContext | null>(null);

const useGiven = <T,>(context: T | null): T => {
  if (!context) throw new Error("a view of the desk stands outside its context");
  return context;
};

export const useDesk = (): DeskContext => useGiven(useContext(OfDesk));

export const useCircle = (): CircleContext => useGiven(useContext(OfCircle));

export const DeskProvider = OfDesk.Provider;

/** Everything below knows this circle. What it has fetched and opened is forgotten when it goes. */
export const CircleProvider = ({ circle, children }: { circle: Circle; children: ComponentChildren }) => {
  const { session } = useDesk();
  const { consultation } = circle;
  const cases = useMemo(() => new Cases(session, consultation), [session, consultation]);
  const shared = useShared(session, consultation);
  const readers = useMemo(() => new Readers(session, circle, shared.interests), [session, circle, shared.interests]);
  return <OfCircle.Provider value={{ session, circle, cases, shared, readers }}>{children}</OfCircle.Provider>;
};
