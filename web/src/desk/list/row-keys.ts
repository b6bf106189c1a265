// Moving along the rows of the list with arrow keys, Home, End, Page Up and Page Down. The Tab key stops at one row
// only (WAI-ARIA Authoring Practices, roving tabindex).
import { useEffect, useRef, useState } from "preact/hooks";

/** Rows that Page Up and Page Down move. */
const PAGE = 10;

export interface RowKeys {
  /** The row at which the Tab key stops. */
  at: number;
  setAt: (at: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  list: { current: HTMLDivElement | null };
}

/** `scrollTo` scrolls to a row that may not be rendered yet. */
export const useRowKeys = (count: number, scrollTo: (at: number) => void): RowKeys => {
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  /** The row to focus as soon as it is rendered. */
  const wanted = useRef<number | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const row = list.current?.querySelector<HTMLElement>(`button[data-index="${wanted.current}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus();
  });
  const move = (to: number): void => {
    const next = Math.max(0, Math.min(count - 1, to));
    wanted.current = next;
    setAt(next);
    scrollTo(next);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: count - 1,
      PageDown: at + PAGE,
      PageUp: at - PAGE,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  };
  return { at: Math.min(at, Math.max(0, count - 1)), setAt, onKeyDown, list };
};
