// One act at a time: that it is going on, what came of it, what went wrong.
import { useRef, useState } from "preact/hooks";
import { explain } from "./explain";

export interface Acting {
  working: boolean;
  error: string;
  said: string;
  /** Runs `act`, whose words are shown when it is done; does nothing while another one is going on. */
  run: (act: () => Promise<string>) => Promise<void>;
}

/**
 * What is said when no answer came: that a `change` may have happened, so that the member looks first; that what is
 * `repeatable`, because the server takes it once at most, can be tried again.
 */
export type Kind = "change" | "repeatable";

export const useAct = (kind: Kind = "change"): Acting => {
  const [working, setWorking] = useState(false);
  const [error, setError] = useState("");
  const [said, setSaid] = useState("");
  // State is seen with the next rendering only: two events in a row would both begin.
  const isBusy = useRef(false);
  const run = async (act: () => Promise<string>): Promise<void> => {
    if (isBusy.current) return;
    isBusy.current = true;
    setWorking(true);
    setError("");
    setSaid("");
    try {
      setSaid(await act());
    } catch (problem) {
      setError(explain(problem, kind === "change"));
    }
    isBusy.current = false;
    setWorking(false);
  };
  return { working, error, said, run };
};
