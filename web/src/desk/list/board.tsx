// The cases of a circle: filters, the list, and the one that is open. The first of them can be read while the others are opened.
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { text } from "../../page/texts";
import { useAllowed, useCases, useChosen, useNear, useOpened, useSearch, useWaiting } from "./board-state";
import { BulkBar } from "./bulk-bar";
import { Care } from "./care";
import { CaseList } from "./case-list";
import { CaseView } from "../case-view/case-view";
import { Figures } from "../figures/figures";
import { EVERYTHING, type Filter, apply } from "../case/filter";
import { FilterForm } from "./filter-form";
import { Offline, useOnline } from "./offline";
import { Progress } from "../ui/parts";
import type { Readers } from "../store/readers";
import type { Hidden } from "../case/hidden";
import type { Case } from "../case/case";
import type { Circle } from "../case/circle";
import type { Session } from "../keys/session";
import { useCircle } from "../store/context";
import { Help } from "./shortcuts";
import { SummaryForm } from "../leaving/summary-form";
import { Views } from "./views";

const HIDDEN: Hidden[] = ["interest", "source", "home"];

/** What is not shown and why, as numbers. */
const Notices = ({
  readers,
  hidden,
  allowed,
  error,
}: {
  readers: Readers;
  hidden: [Case, Hidden][];
  allowed: Case[];
  error: string;
}) => {
  const burst = allowed.filter((report) => report.row.burst).length;
  const none = useMemo(() => hidden.filter(([report]) => readers.of([report]).length === 0).length, [readers, hidden]);
  return (
    <>
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      {HIDDEN.map((why) => {
        const count = hidden.filter(([, one]) => one === why).length;
        return (
          count > 0 && (
            <p key={why} class="notice info" data-test={`${why}-hidden`}>
              {text(`desk-hidden-${why}`, { count })}
            </p>
          )
        );
      })}
      {none > 0 && (
        <p class="notice danger" data-test="nobody-reads">
          {text("desk-hidden-all", { count: none })}
        </p>
      )}
      {burst > 0 && (
        <p class="notice info" data-test="burst-notice">
          {text("desk-burst-notice", { count: burst })}
        </p>
      )}
    </>
  );
};

export const CaseBoard = ({ session, circle }: { session: Session; circle: Circle }) => {
  const { cases, shared, readers } = useCircle();
  const { all, total, error, refreshed, load, patch } = useCases(cases);
  useEffect(() => {
    if (refreshed > 0) shared.reload();
  }, [refreshed]);
  const { allowed, hidden } = useAllowed(session, shared, readers, all);
  const reload = useCallback(load, [cases]);
  const online = useOnline(reload);
  const waiting = useWaiting(cases, all, reload);
  const { search, version } = useSearch(allowed);
  const [filter, setFilter] = useState<Filter>(EVERYTHING);
  const [figures, setFigures] = useState(false);
  const { openId, summarising, open, summarise } = useOpened();
  const { chosen, setChosen, choose } = useChosen();
  const shown = useMemo(
    () => apply(filter, allowed ?? [], search.find(filter.query), session.me.week),
    [filter, allowed, version],
  );
  const step = (by: number): void => {
    const at = shown.findIndex((report) => report.row.id === openId);
    const next = shown[at < 0 ? 0 : at + by];
    if (next) open(next.row.id);
  };
  const picked = useMemo(() => shown.filter((report) => chosen?.has(report.row.id)), [shown, chosen]);
  const near = useNear(search, version, allowed);
  const change = (report: Case): void => patch(report.row.id, report);
  const progress = (
    <Progress label={text("desk-loading", { done: all?.length ?? 0, total })} done={all?.length ?? 0} total={total} />
  );
  if (!all || !allowed) {
    return (
      <div class="pane">
        {shared.error ? (
          <>
            <p class="error" role="alert">
              {shared.error}
            </p>
            <button class="second" onClick={load}>
              {text("desk-refresh")}
            </button>
          </>
        ) : (
          progress
        )}
      </div>
    );
  }
  const opened = allowed.find((report) => report.row.id === openId);
  return (
    <div class="columns" data-open={opened ? "case" : figures ? "figures" : "list"}>
      <FilterForm
        session={session}
        circle={circle}
        filter={filter}
        cases={allowed}
        onChange={(part) => setFilter({ ...filter, ...part })}
        onRefresh={load}
      >
        <button
          class="second"
          data-test="bulk-open"
          aria-pressed={chosen !== null}
          onClick={() => setChosen(chosen ? null : new Set())}
        >
          {text("desk-bulk")}
        </button>
        <button class="second" data-test="figures-open" aria-pressed={figures} onClick={() => setFigures(!figures)}>
          {text("desk-figures-open")}
        </button>
        <Help acts={{ next: () => step(1), previous: () => step(-1), refresh: load }} />
        <Views shared={shared} filter={filter} onFilter={(kept) => setFilter({ ...EVERYTHING, ...kept })} />
      </FilterForm>
      <section class="pane list-pane" aria-label={text("desk-cases")}>
        {all.length < total && progress}
        <Offline online={online} waiting={waiting} told={cases.told} />
        <Notices readers={readers} hidden={hidden} allowed={allowed} error={error || shared.error} />
        <p class="meta" role="status" data-test="shown">
          {text("desk-shown", { count: shown.length, total: total - hidden.length })}
        </p>
        {chosen && (
          <BulkBar
            session={session}
            readers={readers}
            cases={cases}
            chosen={picked}
            shown={shown.length}
            onAll={() =>
              setChosen(new Set(shown.filter((report) => report.recordReadable).map((report) => report.row.id)))
            }
            onNone={() => setChosen(new Set())}
            onChange={change}
          />
        )}
        {shown.length === 0 && <p class="empty">{text(allowed.length === 0 ? "desk-empty" : "desk-empty-filter")}</p>}
        {shown.length > 0 && (
          <CaseList
            session={session}
            circle={circle}
            cases={shown}
            openId={openId}
            onOpen={open}
            chosen={chosen}
            onChoose={choose}
          />
        )}
      </section>
      <section class="pane case-pane">
        <Care opened={opened} />
        {opened && !summarising && (
          <CaseView
            key={opened.row.id}
            session={session}
            circle={circle}
            cases={cases}
            shared={shared}
            readers={readers}
            report={opened}
            all={allowed}
            near={near}
            refreshed={refreshed}
            onOpen={open}
            onChange={change}
            onConsent={(consent) => patch(opened.row.id, { consent })}
            onBack={() => history.back()}
            onSummarise={() => summarise(true)}
          />
        )}
        {!opened && figures && <Figures session={session} circle={circle} cases={cases} shown={shown} />}
        {opened && summarising && (
          <SummaryForm
            session={session}
            circle={circle}
            readers={readers}
            report={opened}
            onDone={() => summarise(false)}
          />
        )}
      </section>
    </div>
  );
};
