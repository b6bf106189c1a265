// One act at a time: that it is going on, what came of it, what went wrong.
import { useState } from "preact/hooks";
import { explain } from "./explain";

export interface Acting {
  working: boolean;
  error: string;
  said: string;
  /** Runs `act`, whose words are shown when it is done. */
  run: (act: () => Promise<string>) => Promise<void>;
}

export const useAct = (): Acting => {
  const [working, setWorking] = useState(false);
  const [error, setError] = useState("");
  const [said, setSaid] = useState("");
  const run = async (act: () => Promise<string>): Promise<void> => {
    setWorking(true);
    setError("");
    setSaid("");
    try {
      setSaid(await act());
    } catch (problem) {
      setError(explain(problem, true));
    }
    setWorking(false);
  };
  return { working, error, said, run };
};
