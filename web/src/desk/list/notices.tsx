// How many reports are hidden from this member and why, how many came in a burst, and what went wrong.
import { useMemo } from "preact/hooks";
import { text } from "../../page/texts";
import type { Hidden } from "../case/hidden";
import { useCircle } from "../store/context";
import { Problem } from "../ui/parts";
import { useBoard } from "./board-state";

const REASONS: Hidden[] = ["interest", "source", "home"];

const HiddenNotices = () => {
  const { readers } = useCircle();
  const { hidden } = useBoard();
  const unread = useMemo(
    () => hidden.filter(([report]) => readers.of([report]).length === 0).length,
    [readers, hidden],
  );
  return (
    <>
      {REASONS.map((reason) => {
        const count = hidden.filter(([, other]) => other === reason).length;
        return (
          count > 0 && (
            <p key={reason} class="notice info" data-test={`${reason}-hidden`}>
              {text(`desk-hidden-${reason}`, { count })}
            </p>
          )
        );
      })}
      {unread > 0 && (
        <p class="notice danger" data-test="nobody-reads">
          {text("desk-hidden-all", { count: unread })}
        </p>
      )}
    </>
  );
};

export const Notices = () => {
  const { shared } = useCircle();
  const { visible, error } = useBoard();
  const burst = (visible ?? []).filter((report) => report.row.burst).length;
  return (
    <>
      <Problem error={error || shared.error} />
      <HiddenNotices />
      {burst > 0 && (
        <p class="notice info" data-test="burst-notice">
          {text("desk-burst-notice", { count: burst })}
        </p>
      )}
    </>
  );
};
