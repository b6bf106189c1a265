// The list of reports: a few dozen rows, or thousands of which only those in sight exist in the page.
import { Virtualizer, observeWindowOffset, observeWindowRect, windowScroll } from "@tanstack/virtual-core";
import { useEffect, useLayoutEffect, useReducer, useRef } from "preact/hooks";
import { useBoard } from "./board-state";
import { Row } from "./row";
import { useRowKeys } from "./row-keys";

/** Above this number of rows only those in sight are rendered. */
const MANY = 80;
/** Rows rendered beyond the window on both sides, for screen readers and quick scrolling. */
const BEYOND = 15;
/** Height of a row in pixels until it is measured. */
const ROW = 74;

const Few = () => {
  const { matching } = useBoard();
  const keys = useRowKeys(matching.length, () => undefined);
  return (
    <div role="list" class="rows" ref={keys.list}>
      {matching.map((report, at) => (
        <Row key={report.row.id} report={report} at={at} keys={keys} />
      ))}
    </div>
  );
};

/** Measures rows and knows which of `count` are in sight; the component is rendered again when that changes. */
const useVirtualizer = (count: number): Virtualizer<Window, HTMLDivElement> => {
  const [, render] = useReducer((renders: number) => renders + 1, 0);
  const virtualizer = useRef<Virtualizer<Window, HTMLDivElement>>();
  virtualizer.current ??= new Virtualizer<Window, HTMLDivElement>({
    count,
    getScrollElement: () => window,
    estimateSize: () => ROW,
    overscan: BEYOND,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    onChange: () => render(0),
  });
  return virtualizer.current;
};

const Many = () => {
  const { matching } = useBoard();
  const virtualizer = useVirtualizer(matching.length);
  const keys = useRowKeys(matching.length, (at) => virtualizer.scrollToIndex(at));
  const scrollMargin = keys.list.current?.offsetTop ?? 0;
  virtualizer.setOptions({ ...virtualizer.options, count: matching.length, scrollMargin });
  useEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  return (
    <div role="list" class="rows virtual" ref={keys.list} style={{ height: `${virtualizer.getTotalSize()}px` }}>
      {virtualizer.getVirtualItems().map(({ index, start, key }) => {
        const report = matching[index];
        return (
          report && (
            <div
              key={key}
              data-index={index}
              ref={(row) => {
                if (row) virtualizer.measureElement(row);
              }}
              style={{ transform: `translateY(${start - scrollMargin}px)` }}
            >
              <Row report={report} at={index} keys={keys} />
            </div>
          )
        );
      })}
    </div>
  );
};

export const CaseList = () => (useBoard().matching.length > MANY ? <Many /> : <Few />);
