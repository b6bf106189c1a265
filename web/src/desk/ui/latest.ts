// A value for effects that must see it as it is when they run, and must not run again because it has changed.
import { type MutableRef, useRef } from "preact/hooks";

/** The same reference in every render; it holds the value of the last one. */
export const useLatest = <T>(value: T): MutableRef<T> => {
  const latest = useRef(value);
  latest.current = value;
  return latest;
};
