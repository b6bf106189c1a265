// The list of reports: a few dozen rows, or thousands of which only those in sight exist in the page.
import { Virtualizer, observeWindowOffset, observeWindowRect, windowScroll } from "@tanstack/virtual-core";
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from "preact/hooks";
import { text } from "../../page/texts";
import { heading } from "../case/answer";
import { place } from "../case/vocabulary";
import { dueSoon } from "../case/due";
import type { Case } from "../case/case";
import type { Circle } from "../case/circle";
import type { Session } from "../keys/session";

/** Rows from which on only those in sight are made. */
const MANY = 80;
/** Rows beyond the window on both sides: for screen readers and quick scrolling. */
const BEYOND = 15;
/** Pixels of a row before it was measured. */
const ROW = 74;

interface RowProps {
  session: Session;
  circle: Circle;
  report: Case;
  at: number;
  total: number;
  open: boolean;
  current: boolean;
  onOpen: () => void;
  /** Whether it is chosen for a change of many; nothing while none is being chosen. */
  chosen: boolean | null;
  onChoose: (chosen: boolean) => void;
}

const Row = ({ session, circle, report, at, total, open, current, onOpen, chosen, onChoose }: RowProps) => (
  <div
    role="listitem"
    aria-setsize={total}
    aria-posinset={at + 1}
    data-test="case-row"
    class={chosen === null ? "row" : "row choosing"}
  >
    {chosen !== null && (
      <input
        type="checkbox"
        data-test="case-choose"
        aria-label={text("desk-bulk-choose", { title: heading(circle, report), number: at + 1 })}
        checked={chosen}
        disabled={!report.recordReadable}
        onChange={(event) => onChoose(event.currentTarget.checked)}
      />
    )}
    <button
      data-test="case-open"
      data-index={at}
      tabIndex={current ? 0 : -1}
      class={`${report.record.status} ${report.record.severity === "danger" ? "danger-severity" : ""}`}
      aria-current={open ? "true" : undefined}
      onClick={onOpen}
    >
      <strong>{report.envelope ? heading(circle, report) : text("desk-unreadable")}</strong>
      <span class="meta">
        {[
          report.unread > 0 ? text("desk-unread", { count: report.unread }) : "",
          dueSoon(report, session.me.week) !== undefined ? text("desk-due-soon", { week: report.row.due ?? "" }) : "",
          text(`desk-status-${report.record.status}`),
          report.record.place ? place(report.record.place) : "",
          report.row.burst ? text("desk-burst") : "",
          report.record.assignee ? session.login(report.record.assignee) : "",
          ...report.record.labels,
          text("desk-week", { week: report.row.week }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </span>
    </button>
  </div>
);

interface Properties {
  session: Session;
  circle: Circle;
  cases: Case[];
  openId: string;
  onOpen: (id: string) => void;
  /** Ids that are chosen for a change of many; nothing while none is being chosen. */
  chosen: Set<string> | null;
  onChoose: (id: string, chosen: boolean) => void;
}

/** Arrow keys, Home and End move along the rows; one of them is in the order of the Tab key. */
const useKeys = (
  cases: Case[],
  scrollTo: (at: number) => void,
): {
  at: number;
  onKeyDown: (event: KeyboardEvent) => void;
  setAt: (at: number) => void;
  list: { current: HTMLDivElement | null };
} => {
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  /** The row that is to have the focus, once it exists. */
  const wanted = useRef<number | null>(null);
  useEffect(() => {
    const row =
      wanted.current === null
        ? null
        : list.current?.querySelector<HTMLElement>(`button[data-index="${wanted.current}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus();
  });
  const move = (to: number): void => {
    const next = Math.max(0, Math.min(cases.length - 1, to));
    wanted.current = next;
    setAt(next);
    scrollTo(next);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: cases.length - 1,
      PageDown: at + 10,
      PageUp: at - 10,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  };
  return { at: Math.min(at, Math.max(0, cases.length - 1)), onKeyDown, setAt, list };
};

const Few = ({ session, circle, cases, openId, onOpen, chosen, onChoose }: Properties) => {
  const keys = useKeys(cases, () => undefined);
  return (
    <div role="list" class="rows" ref={keys.list} onKeyDown={keys.onKeyDown}>
      {cases.map((report, at) => (
        <Row
          key={report.row.id}
          session={session}
          circle={circle}
          report={report}
          at={at}
          total={cases.length}
          open={report.row.id === openId}
          current={at === keys.at}
          onOpen={() => {
            keys.setAt(at);
            onOpen(report.row.id);
          }}
          chosen={chosen && chosen.has(report.row.id)}
          onChoose={(yes) => onChoose(report.row.id, yes)}
        />
      ))}
    </div>
  );
};

const Many = ({ session, circle, cases, openId, onOpen, chosen, onChoose }: Properties) => {
  const [, render] = useReducer((count: number) => count + 1, 0);
  const virtual = useRef<Virtualizer<Window, HTMLDivElement>>();
  virtual.current ??= new Virtualizer<Window, HTMLDivElement>({
    count: cases.length,
    getScrollElement: () => window,
    estimateSize: () => ROW,
    overscan: BEYOND,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    onChange: () => render(0),
  });
  const engine = virtual.current;
  const keys = useKeys(cases, (at) => engine.scrollToIndex(at));
  engine.setOptions({ ...engine.options, count: cases.length, scrollMargin: keys.list.current?.offsetTop ?? 0 });
  useEffect(() => engine._didMount(), []);
  useLayoutEffect(() => engine._willUpdate());
  const rows = engine.getVirtualItems();
  return (
    <div
      role="list"
      class="rows virtual"
      ref={keys.list}
      onKeyDown={keys.onKeyDown}
      style={{ height: `${engine.getTotalSize()}px` }}
    >
      {rows.map(({ index, start, key }) => {
        const report = cases[index];
        return (
          report && (
            <div
              key={key}
              data-index={index}
              ref={(row) => {
                if (row) engine.measureElement(row);
              }}
              style={{ transform: `translateY(${start - engine.options.scrollMargin}px)` }}
            >
              <Row
                session={session}
                circle={circle}
                report={report}
                at={index}
                total={cases.length}
                open={report.row.id === openId}
                current={index === keys.at}
                onOpen={() => {
                  keys.setAt(index);
                  onOpen(report.row.id);
                }}
                chosen={chosen && chosen.has(report.row.id)}
                onChoose={(yes) => onChoose(report.row.id, yes)}
              />
            </div>
          )
        );
      })}
    </div>
  );
};

export const CaseList = (properties: Properties) =>
  properties.cases.length > MANY ? <Many {...properties} /> : <Few {...properties} />;
