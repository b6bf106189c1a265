// Whether the desk reaches the server, and what waits to be sent.
import { useEffect, useState } from "preact/hooks";
import { text } from "../../page/texts";
import type { CaughtUp } from "../store/catch-up";

/** Asks again as soon as the browser has a network. */
export const useOnline = (onOnline: () => void): boolean => {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const change = (): void => {
      setOnline(navigator.onLine);
      if (navigator.onLine) onOnline();
    };
    addEventListener("online", change);
    addEventListener("offline", change);
    return () => {
      removeEventListener("online", change);
      removeEventListener("offline", change);
    };
  }, [onOnline]);
  return online;
};

interface Properties {
  online: boolean;
  waiting: number;
  told: CaughtUp;
}

export const Offline = ({ online, waiting, told }: Properties) => (
  <>
    {!online && (
      <p class="notice info" role="status" data-test="offline">
        {text("desk-offline")}
      </p>
    )}
    {waiting > 0 && (
      <p class="notice info" role="status" data-test="waiting">
        {text("desk-offline-waiting", { count: waiting })}
      </p>
    )}
    {told.sent > 0 && (
      <p class="notice done" role="status" data-test="caught-up">
        {text("desk-offline-sent", { count: told.sent })}
      </p>
    )}
    {told.joined > 0 && (
      <p class="notice info" role="status">
        {text("desk-offline-joined", { count: told.joined })}
      </p>
    )}
    {told.refused > 0 && (
      <p class="notice danger" role="alert">
        {text("desk-offline-refused", { count: told.refused })}
      </p>
    )}
    {told.gone > 0 && (
      <p class="notice danger" role="alert">
        {text("desk-offline-gone", { count: told.gone })}
      </p>
    )}
  </>
);
