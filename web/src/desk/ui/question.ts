// A dialog that a request waits for: opened when it is asked, answered once, shared by all who ask at the same time.
import { type MutableRef, useEffect, useRef, useState } from "preact/hooks";
import { explain } from "./explain";

export interface Question {
  dialog: MutableRef<HTMLDialogElement | null>;
  working: boolean;
  error: string;
  /** Tries a proof; a good one closes the dialog and lets the request go on. */
  give: (proof: () => Promise<void>) => Promise<void>;
  close: (answered: boolean) => void;
}

/** `install` is handed the way to ask, and null when the dialog goes. `reset` empties what was typed. */
export const useQuestion = (install: (ask: (() => Promise<boolean>) | null) => void, reset: () => void): Question => {
  const dialog = useRef<HTMLDialogElement>(null);
  const answer = useRef<((answered: boolean) => void) | null>(null);
  const [working, setWorking] = useState(false);
  const [error, setError] = useState("");
  const close = (answered: boolean): void => {
    reset();
    setError("");
    setWorking(false);
    dialog.current?.close();
    answer.current?.(answered);
    answer.current = null;
  };
  useEffect(() => {
    let asking: Promise<boolean> | null = null;
    install(() => {
      asking ??= new Promise<boolean>((resolve) => {
        answer.current = resolve;
        dialog.current?.showModal();
      }).finally(() => (asking = null));
      return asking;
    });
    return () => {
      install(null);
      answer.current?.(false);
    };
  }, []);
  const give = async (proof: () => Promise<void>): Promise<void> => {
    setWorking(true);
    setError("");
    try {
      await proof();
      close(true);
    } catch (problem) {
      setError(explain(problem));
      setWorking(false);
    }
  };
  return { dialog, working, error, give, close };
};
