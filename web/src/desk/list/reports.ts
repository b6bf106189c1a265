// The reports behind the list: loading them, changes that wait to be sent, which reports this member may see, and
// searching in them.
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import type { Case } from "../case/case";
import type { Hidden } from "../case/hidden";
import { Search } from "../find/search";
import { wordsOf } from "../find/similar";
import type { Session } from "../keys/session";
import type { Cases } from "../store/cases";
import type { Readers } from "../store/readers";
import type { Shared } from "../store/shared";
import { explain } from "../ui/explain";

export interface Reports {
  /** Those that are decrypted so far; `null` before the first. */
  reports: Case[] | null;
  /** How many the server has. */
  total: number;
  error: string;
  /** Counts how often the whole list was loaded. */
  refreshed: number;
  load: () => void;
  /** Changes fields of one report in place. */
  patch: (id: string, part: Partial<Case>) => void;
}

/** The list during a refresh: reports that were loaded again, and the earlier state of the others. */
const merge = (before: Case[], open: Case[]): Case[] => {
  const fresh = new Set(open.map((report) => report.row.id));
  return [...open, ...before.filter((report) => !fresh.has(report.row.id))];
};

/** The reports of the circle. The first can be read while the others are still being decrypted. */
export const useReports = (cases: Cases): Reports => {
  const [reports, setReports] = useState<Case[] | null>(null);
  const [total, setTotal] = useState(0);
  const [error, setError] = useState("");
  const [refreshed, setRefreshed] = useState(0);
  const load = useCallback((): void => {
    setError("");
    const onSome = (open: Case[], count: number): void => {
      setTotal(count);
      setReports((before) => (before && before.length > open.length ? merge(before, open) : open));
    };
    cases.list(onSome).then(
      (open) => {
        setReports(open);
        setTotal(open.length);
        setRefreshed((before) => before + 1);
      },
      (problem: unknown) => {
        setReports((before) => before ?? []);
        setError(explain(problem));
      },
    );
  }, [cases]);
  useEffect(() => {
    setReports(null);
    load();
  }, [load]);
  const patch = (id: string, part: Partial<Case>): void =>
    setReports((before) => (before ?? []).map((report) => (report.row.id === id ? { ...report, ...part } : report)));
  return { reports, total, error, refreshed, load, patch };
};

/** Whether the browser has a network; `onOnline` is called when it has one again. */
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

/** Milliseconds after which waiting changes are sent again. */
const RETRY = 60_000;

/** How many changes wait to be sent. */
export const useWaiting = (cases: Cases, reports: Case[] | null, onRetry: () => void): number => {
  const [waiting, setWaiting] = useState(0);
  useEffect(() => void cases.waiting().then(setWaiting), [cases, reports]);
  // The browser has no event for a server that answers again, so the desk has to try.
  useEffect(() => {
    if (waiting === 0) return undefined;
    const retry = setInterval(onRetry, RETRY);
    return () => clearInterval(retry);
  }, [waiting, onRetry]);
  return waiting;
};

/** The search index over the reports; `version` counts its updates. */
export const useSearch = (reports: Case[] | null): { search: Search; version: number } => {
  const search = useMemo(() => new Search(), []);
  const [version, setVersion] = useState(0);
  useEffect(() => {
    let current = true;
    void search.update(reports ?? []).then(() => {
      if (current) setVersion((before) => before + 1);
    });
    return () => void (current = false);
  }, [search, reports]);
  return { search, version };
};

export interface Visible {
  /** `null` until the member's declarations of interest are known. */
  visible: Case[] | null;
  /** The hidden reports, each with the reason. */
  hidden: [Case, Hidden][];
}

/** Which reports this member may see. */
export const useVisible = (session: Session, shared: Shared, readers: Readers, reports: Case[] | null): Visible =>
  useMemo(() => {
    if (!shared.ready || !reports) return { visible: null, hidden: [] };
    const reasons = reports.map((report) => readers.hiddenFrom(session.me.member, report));
    const hidden = reports.flatMap((report, at): [Case, Hidden][] => {
      const reason = reasons[at];
      return reason ? [[report, reason]] : [];
    });
    return { visible: hidden.length > 0 ? reports.filter((_, at) => !reasons[at]) : reports, hidden };
  }, [session, readers, shared.ready, reports]);

/**
 * Returns a function that finds reports which may tell of the same thing. It is a new function after each update of the
 * index, so that views compare again.
 */
export const useLookalikes = (search: Search, version: number, visible: Case[] | null): ((report: Case) => Case[]) =>
  useCallback(
    (report: Case): Case[] => {
      const ids = search.near([...wordsOf(report)]);
      return (visible ?? []).filter((other) => ids.has(other.row.id));
    },
    [search, version, visible],
  );
