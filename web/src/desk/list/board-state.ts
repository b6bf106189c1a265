// The state of the board, shared by its panes: the reports, the filter, which report is open, and which are selected to
// be changed together.
import { createContext } from "preact";
import { useContext, useEffect, useMemo, useState } from "preact/hooks";
import type { Case } from "../case/case";
import { EVERYTHING, type Filter, apply } from "../find/filter";
import type { CircleContext } from "../store/context";
import { type Reports, type Visible, useLookalikes, useOnline, useSearch, useVisible, useWaiting } from "./reports";

interface Opened {
  /** Id of the open report; empty when none is. */
  openId: string;
  open: (id: string) => void;
  /** Whether a summary is being written from it. */
  summarising: boolean;
  setSummarising: (summarising: boolean) => void;
}

/** The browser's back button closes the report. */
const useOpened = (): Opened => {
  const [openId, setOpenId] = useState("");
  const [summarising, setSummarising] = useState(false);
  useEffect(() => {
    const close = (): void => {
      setOpenId("");
      setSummarising(false);
    };
    addEventListener("popstate", close);
    return () => removeEventListener("popstate", close);
  }, []);
  const open = (id: string): void => {
    if (!openId) history.pushState({ tab: "cases", case: true }, "");
    setSummarising(false);
    setOpenId(id);
  };
  return { openId, open, summarising, setSummarising };
};

interface SelectionState {
  /** Ids of the reports selected to be changed together; `null` while members do not select. */
  selected: Set<string> | null;
  setSelected: (ids: Set<string> | null) => void;
  select: (id: string, selected: boolean) => void;
}

const useSelection = (): SelectionState => {
  const [selected, setSelected] = useState<Set<string> | null>(null);
  const select = (id: string, isSelected: boolean): void => {
    const next = new Set(selected);
    if (isSelected) next.add(id);
    else next.delete(id);
    setSelected(next);
  };
  return { selected, setSelected, select };
};

export interface Board extends Reports, Visible, Opened, SelectionState {
  online: boolean;
  /** How many changes wait to be sent. */
  waiting: number;
  filter: Filter;
  setFilter: (filter: Filter) => void;
  /** Whether figures are shown where no report is open. */
  figures: boolean;
  setFigures: (figures: boolean) => void;
  /** The visible reports that the filter lets through, in the order of the list. */
  matching: Case[];
  /** Visible reports that may tell of the same thing as this one. */
  lookalikes: (report: Case) => Case[];
  /** Opens the report `by` rows below the open one, or the first report when none is open. */
  step: (by: number) => void;
}

export const useBoardState = ({ session, cases, readers, shared }: CircleContext, loaded: Reports): Board => {
  const { reports, load } = loaded;
  const { visible, hidden } = useVisible(session, shared, readers, reports);
  const online = useOnline(load);
  const waiting = useWaiting(cases, reports, load);
  const { search, version } = useSearch(visible);
  const [filter, setFilter] = useState<Filter>(EVERYTHING);
  const [figures, setFigures] = useState(false);
  const opened = useOpened();
  const selection = useSelection();
  const lookalikes = useLookalikes(search, version, visible);
  // The index changes in place: `version` says when a search finds something else.
  const matching = useMemo(
    () => apply(filter, visible ?? [], search.find(filter.query), session.me.week),
    [filter, visible, search, version],
  );
  const step = (by: number): void => {
    const at = matching.findIndex((report) => report.row.id === opened.openId);
    const next = matching[at < 0 ? 0 : at + by];
    if (next) opened.open(next.row.id);
  };
  return {
    ...loaded,
    ...opened,
    ...selection,
    visible,
    hidden,
    online,
    waiting,
    filter,
    setFilter,
    figures,
    setFigures,
    matching,
    lookalikes,
    step,
  };
};

export const BoardContext = createContext<Board | null>(null);

/** Throws outside a `BoardContext.Provider`. */
export const useBoard = (): Board => {
  const board = useContext(BoardContext);
  if (!board) throw new Error("this view belongs onto the board");
  return board;
};
