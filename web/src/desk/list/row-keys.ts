// Moving along the rows of the list with the keyboard: arrow keys, Home and End, Page Up and Down. One row is in the
// order of the Tab key (WAI-ARIA, roving tabindex).
import { useEffect, useRef, useState } from "preact/hooks";

/** Rows of a page. */
const PAGE = 10;

export interface RowKeys {
  /** The row that is in the order of the Tab key. */
  at: number;
  setAt: (at: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  list: { current: HTMLDivElement | null };
}

/** `scrollTo` brings a row into sight that may not exist in the page yet. */
export const useRowKeys = (count: number, scrollTo: (at: number) => void): RowKeys => {
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  /** The row that is to have the focus, once it exists. */
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
