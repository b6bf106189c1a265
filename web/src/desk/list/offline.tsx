// Whether the browser has a network, how many changes wait to be sent, and what became of changes that waited.
import { text } from "../../page/texts";
import { useCircle } from "../store/context";
import { useBoard } from "./board-state";

/** What became of changes that were made without a network. */
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
