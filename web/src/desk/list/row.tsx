// One report in the list.
import { text } from "../../page/texts";
import { heading } from "../case/answer";
import type { Case } from "../case/case";
import { dueSoon } from "../case/due";
import { place } from "../case/vocabulary";
import type { Session } from "../keys/session";
import { useCircle } from "../store/context";
import { useBoard } from "./board-state";
import type { RowKeys } from "./row-keys";

/** The line below the heading: first what needs attention, last the week of arrival. */
const detailsOf = (session: Session, report: Case): string => {
  const { row, record, unread } = report;
  const isDue = dueSoon(report, session.me.week) !== undefined;
  const details = [
    unread > 0 && text("desk-unread", { count: unread }),
    isDue && text("desk-due-soon", { week: row.due ?? "" }),
    text(`desk-status-${record.status}`),
    record.place && place(record.place),
    row.burst && text("desk-burst"),
    record.assignee && session.login(record.assignee),
    ...record.labels,
    text("desk-week", { week: row.week }),
  ];
  return details.filter(Boolean).join(" · ");
};

interface Properties {
  report: Case;
  /** Its position in the list, from 0. */
  at: number;
  keys: RowKeys;
}

/** Selects the report to be changed together with others. */
const SelectBox = ({ report, at, keys, selected }: Properties & { selected: Set<string> }) => {
  const { circle } = useCircle();
  const { select } = useBoard();
  return (
    <input
      type="checkbox"
      data-test="case-choose"
      aria-label={text("desk-bulk-choose", { title: heading(circle, report), number: at + 1 })}
      checked={selected.has(report.row.id)}
      disabled={!report.recordReadable}
      onChange={(event) => select(report.row.id, event.currentTarget.checked)}
      onKeyDown={keys.onKeyDown}
    />
  );
};

export const Row = ({ report, at, keys }: Properties) => {
  const { session, circle } = useCircle();
  const { matching, openId, open, selected } = useBoard();
  const { row, record, envelope } = report;
  return (
    <div
      role="listitem"
      aria-setsize={matching.length}
      aria-posinset={at + 1}
      data-test="case-row"
      class={selected ? "row choosing" : "row"}
    >
      {selected && <SelectBox report={report} at={at} keys={keys} selected={selected} />}
      <button
        data-test="case-open"
        data-index={at}
        tabIndex={at === keys.at ? 0 : -1}
        class={`${record.status} ${record.severity === "danger" ? "danger-severity" : ""}`}
        aria-current={row.id === openId ? "true" : undefined}
        onKeyDown={keys.onKeyDown}
        onClick={() => {
          keys.setAt(at);
          open(row.id);
        }}
      >
        <strong>{envelope ? heading(circle, report) : text("desk-unreadable")}</strong>
        <span class="meta">{detailsOf(session, report)}</span>
      </button>
    </div>
  );
};
