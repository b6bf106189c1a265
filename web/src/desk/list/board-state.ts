// What the list of cases knows: the reports as they come, what waits, what this member may see, what is open and chosen.
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import type { Cases } from "../store/cases";
import { explain } from "../ui/explain";
import type { Readers } from "../store/readers";
import type { Hidden } from "../case/hidden";
import type { Case } from "../case/case";
import { Search } from "../case/search";
import type { Session } from "../keys/session";
import type { Shared } from "../store/shared";
import { wordsOf } from "../case/similar";

export interface Loaded {
  all: Case[] | null;
  total: number;
  error: string;
  /** Counts the times that all were asked for. */
  refreshed: number;
  load: () => void;
  /** Changes one of them where it stands. */
  patch: (id: string, part: Partial<Case>) => void;
}

/** All cases of the circle as they come. */
export const useCases = (cases: Cases): Loaded => {
  const [all, setAll] = useState<Case[] | null>(null);
  const [total, setTotal] = useState(0);
  const [error, setError] = useState("");
  const [refreshed, setRefreshed] = useState(0);
  const load = (): void => {
    setError("");
    const some = (open: Case[], count: number): void => {
      setTotal(count);
      setAll((before) => (before && before.length > open.length ? merge(before, open) : open));
    };
    cases.list(some).then(
      (open) => {
        setAll(open);
        setTotal(open.length);
        setRefreshed((before) => before + 1);
      },
      (problem: unknown) => {
        setAll((before) => before ?? []);
        setError(explain(problem));
      },
    );
  };
  useEffect(() => {
    setAll(null);
    load();
  }, [cases]);
  const patch = (id: string, part: Partial<Case>): void =>
    setAll((before) => (before ?? []).map((report) => (report.row.id === id ? { ...report, ...part } : report)));
  return { all, total, error, refreshed, load, patch };
};

/** A refresh shows what it has brought so far, and what was there before for the rest. */
const merge = (before: Case[], open: Case[]): Case[] => {
  const fresh = new Set(open.map((report) => report.row.id));
  return [...open, ...before.filter((report) => !fresh.has(report.row.id))];
};

/** Milliseconds after which what waits is tried again. */
const RETRY = 60_000;

/** How many changes wait to be sent. */
export const useWaiting = (cases: Cases, all: Case[] | null, onRetry: () => void): number => {
  const [waiting, setWaiting] = useState(0);
  useEffect(() => void cases.waiting().then(setWaiting), [cases, all]);
  // A server that did not answer tells no browser that it is back.
  useEffect(() => {
    if (waiting === 0) return undefined;
    const retry = setInterval(onRetry, RETRY);
    return () => clearInterval(retry);
  }, [waiting, onRetry]);
  return waiting;
};

/** The index over what is open; counts up when it has taken something in. */
export const useSearch = (all: Case[] | null): { search: Search; version: number } => {
  const search = useMemo(() => new Search(), []);
  const [version, setVersion] = useState(0);
  useEffect(() => {
    let current = true;
    void search.update(all ?? []).then(() => {
      if (current) setVersion((before) => before + 1);
    });
    return () => void (current = false);
  }, [all]);
  return { search, version };
};

/** What this member may see: nothing before it is known what they have declared. The rest with the reason why not. */
export const useAllowed = (
  session: Session,
  shared: Shared,
  readers: Readers,
  all: Case[] | null,
): { allowed: Case[] | null; hidden: [Case, Hidden][] } =>
  useMemo(() => {
    if (!shared.ready || !all) return { allowed: null, hidden: [] };
    const reasons = all.map((report) => readers.hiddenFrom(session.me.member, report));
    const hidden = all.flatMap((report, at): [Case, Hidden][] => {
      const why = reasons[at];
      return why ? [[report, why]] : [];
    });
    return { allowed: hidden.length > 0 ? all.filter((_, at) => !reasons[at]) : all, hidden };
  }, [readers, shared.ready, all]);

/** The open case, and whether a summary is being written from it. The browser's back button closes it. */
export const useOpened = (): {
  openId: string;
  summarising: boolean;
  open: (id: string) => void;
  summarise: (yes: boolean) => void;
} => {
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
  return { openId, summarising, open, summarise: setSummarising };
};

/** Which are chosen for a change of many; nothing while none is being chosen. */
export const useChosen = () => {
  const [chosen, setChosen] = useState<Set<string> | null>(null);
  const choose = (id: string, yes: boolean): void => {
    const next = new Set(chosen);
    if (yes) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return { chosen, setChosen, choose };
};

/** Finds reports that may be like one. Another function for another index: who compares does it again. */
export const useNear = (search: Search, version: number, allowed: Case[] | null): ((report: Case) => Case[]) =>
  useCallback(
    (report: Case): Case[] => {
      const ids = search.near([...wordsOf(report)]);
      return (allowed ?? []).filter((other) => ids.has(other.row.id));
    },
    [search, version, allowed],
  );
