// Whether the desk reaches the server, what waits to be sent, and what became of what waited.
import { text } from "../../page/texts";
import { useCircle } from "../store/context";
import { useBoard } from "./board-state";

/** What became of what had waited. */
const CaughtUpNotices = () => {
  const { told } = useCircle().cases;
  return (
    <>
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
};

export const Offline = () => {
  const { online, waiting } = useBoard();
  return (
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
      <CaughtUpNotices />
    </>
  );
};
