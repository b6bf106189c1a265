// The cases of a circle: filters, the list, and the one that is open. The first of them can be read while the others are opened.
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { text } from "../texts";
import { BulkBar } from "./bulk-bar";
import { Care } from "./care";
import { CaseList } from "./case-list";
import { CaseView } from "./case-view";
import { Cases } from "./cases";
import { explain } from "./explain";
import { Figures } from "./figures";
import { EVERYTHING, type Filter, apply } from "./filter";
import { FilterForm } from "./filter-form";
import { isInterested, latest } from "./interest";
import { Offline, useOnline } from "./offline";
import { Progress } from "./parts";
import type { Case } from "./report";
import { Search } from "./search";
import type { Circle, Session } from "./session";
import { type Shared, useShared } from "./shared";
import { Help } from "./shortcuts";
import { SummaryForm } from "./summary-form";
import { Views } from "./views";

interface Loaded {
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
const useCases = (cases: Cases): Loaded => {
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
      (open) => { setAll(open); setTotal(open.length); setRefreshed((before) => before + 1); },
      (problem: unknown) => { setAll((before) => before ?? []); setError(explain(problem)); },
    );
  };
  useEffect(() => { setAll(null); load(); }, [cases]);
  const patch = (id: string, part: Partial<Case>): void => setAll((before) => (before ?? []).map((one) => (one.row.id === id ? { ...one, ...part } : one)));
  return { all, total, error, refreshed, load, patch };
};

/** A refresh shows what it has brought so far, and what was there before for the rest. */
const merge = (before: Case[], open: Case[]): Case[] => {
  const fresh = new Set(open.map((one) => one.row.id));
  return [...open, ...before.filter((one) => !fresh.has(one.row.id))];
};

/** Milliseconds after which what waits is tried again. */
const RETRY = 60_000;

/** How many changes wait to be sent. */
const useWaiting = (cases: Cases, all: Case[] | null, onRetry: () => void): number => {
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
const useSearch = (all: Case[] | null): { search: Search; version: number } => {
  const search = useMemo(() => new Search(), []);
  const [version, setVersion] = useState(0);
  useEffect(() => {
    let current = true;
    void search.update(all ?? []).then(() => { if (current) setVersion((before) => before + 1); });
    return () => void (current = false);
  }, [all]);
  return { search, version };
};

/** What this member may see: nothing before it is known what they have declared. */
const useAllowed = (session: Session, shared: Shared, all: Case[] | null): Case[] | null =>
  useMemo(() => {
    const interest = latest(shared.interests, session.me.member);
    return shared.ready && all ? all.filter((one) => !isInterested(interest, one)) : null;
  }, [shared.interests, shared.ready, all]);

/** The open case, and whether a summary is being written from it. The browser's back button closes it. */
const useOpened = (): { openId: string; summarising: boolean; open: (id: string) => void; summarise: (yes: boolean) => void } => {
  const [openId, setOpenId] = useState("");
  const [summarising, setSummarising] = useState(false);
  useEffect(() => {
    const close = (): void => { setOpenId(""); setSummarising(false); };
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
const useChosen = () => {
  const [chosen, setChosen] = useState<Set<string> | null>(null);
  const choose = (id: string, yes: boolean): void => {
    const next = new Set(chosen);
    if (yes) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return { chosen, setChosen, choose };
};

const Notices = ({ allowed, hidden, error }: { allowed: Case[]; hidden: number; error: string }) => {
  const burst = allowed.filter((one) => one.row.burst).length;
  return (
    <>
      {error && <p class="error" role="alert">{error}</p>}
      {hidden > 0 && <p class="notice info" data-test="interest-hidden">{text("desk-interest-hidden", { count: hidden })}</p>}
      {burst > 0 && <p class="notice info" data-test="burst-notice">{text("desk-burst-notice", { count: burst })}</p>}
    </>
  );
};

export const CaseBoard = ({ session, circle }: { session: Session; circle: Circle }) => {
  const cases = useMemo(() => new Cases(session, circle.consultation), [session, circle.consultation]);
  const { all, total, error, refreshed, load, patch } = useCases(cases);
  const shared = useShared(session, circle, refreshed);
  const allowed = useAllowed(session, shared, all);
  const reload = useCallback(load, [cases]);
  const online = useOnline(reload);
  const waiting = useWaiting(cases, all, reload);
  const { search, version } = useSearch(allowed);
  const [filter, setFilter] = useState<Filter>(EVERYTHING);
  const [figures, setFigures] = useState(false);
  const { openId, summarising, open, summarise } = useOpened();
  const { chosen, setChosen, choose } = useChosen();
  const shown = useMemo(() => apply(filter, allowed ?? [], search.find(filter.query), session.me.week), [filter, allowed, version]);
  const step = (by: number): void => {
    const at = shown.findIndex((one) => one.row.id === openId);
    const next = shown[at < 0 ? 0 : at + by];
    if (next) open(next.row.id);
  };
  const change = (one: Case): void => patch(one.row.id, one);
  const progress = <Progress label={text("desk-loading", { done: all?.length ?? 0, total })} done={all?.length ?? 0} total={total} />;
  if (!all || !allowed) {
    return (
      <div class="pane">
        {shared.error ? <><p class="error" role="alert">{shared.error}</p><button class="second" onClick={load}>{text("desk-refresh")}</button></> : progress}
      </div>
    );
  }
  const opened = allowed.find((one) => one.row.id === openId);
  return (
    <div class="columns" data-open={opened ? "case" : figures ? "figures" : "list"}>
      <FilterForm session={session} circle={circle} filter={filter} cases={allowed} onChange={(part) => setFilter({ ...filter, ...part })} onRefresh={load}>
        <button class="second" data-test="bulk-open" aria-pressed={chosen !== null} onClick={() => setChosen(chosen ? null : new Set())}>{text("desk-bulk")}</button>
        <button class="second" data-test="figures-open" aria-pressed={figures} onClick={() => setFigures(!figures)}>{text("desk-figures-open")}</button>
        <Help acts={{ next: () => step(1), previous: () => step(-1), refresh: load }} />
        <Views shared={shared} filter={filter} onFilter={(kept) => setFilter({ ...EVERYTHING, ...kept })} />
      </FilterForm>
      <section class="pane list-pane" aria-label={text("desk-cases")}>
        {all.length < total && progress}
        <Offline online={online} waiting={waiting} told={cases.told} />
        <Notices allowed={allowed} hidden={all.length - allowed.length} error={error || shared.error} />
        <p class="meta" role="status" data-test="shown">{text("desk-shown", { count: shown.length, total: total - (all.length - allowed.length) })}</p>
        {chosen && <BulkBar session={session} circle={circle} cases={cases} chosen={shown.filter((one) => chosen.has(one.row.id))} shown={shown.length} onAll={() => setChosen(new Set(shown.filter((one) => one.recordReadable).map((one) => one.row.id)))} onNone={() => setChosen(new Set())} onChange={change} />}
        {shown.length === 0 && <p class="empty">{text(allowed.length === 0 ? "desk-empty" : "desk-empty-filter")}</p>}
        {shown.length > 0 && <CaseList session={session} circle={circle} cases={shown} openId={openId} onOpen={open} chosen={chosen} onChoose={choose} />}
      </section>
      <section class="pane case-pane">
        <Care opened={opened} />
        {opened && !summarising && (
          <CaseView key={opened.row.id} session={session} circle={circle} cases={cases} shared={shared} one={opened} all={allowed} refreshed={refreshed} onOpen={open} onChange={change} onConsent={(consent) => patch(opened.row.id, { consent })} onBack={() => history.back()} onSummarise={() => summarise(true)} />
        )}
        {!opened && figures && <Figures session={session} circle={circle} cases={cases} shown={shown} />}
        {opened && summarising && <SummaryForm session={session} circle={circle} one={opened} onDone={() => summarise(false)} />}
      </section>
    </div>
  );
};
