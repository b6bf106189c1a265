// The cases of a circle: filters, the list, and the case that is open, or figures of the list.
import { useEffect } from "preact/hooks";
import { text } from "../../page/texts";
import type { Case } from "../case/case";
import { CaseView } from "../case-view/case-view";
import { Figures } from "../figures/figures";
import { SummaryForm } from "../leaving/summary-form";
import { useCircle } from "../store/context";
import { useLatest } from "../ui/latest";
import { Problem, Progress } from "../ui/parts";
import { BoardContext, useBoard, useBoardState } from "./board-state";
import { BulkBar } from "./bulk-bar";
import { Care } from "./care";
import { CaseList } from "./case-list";
import { FilterForm } from "./filter-form";
import { Notices } from "./notices";
import { Offline } from "./offline";
import { useReports } from "./reports";
import { SavedFilters } from "./saved-filters";
import { Help } from "./shortcuts";

const LoadingProgress = () => {
  const { reports, total } = useBoard();
  const done = reports?.length ?? 0;
  return <Progress label={text("desk-loading", { done, total })} done={done} total={total} />;
};

/** Shown until it is known which reports this member may see. */
const Loading = () => {
  const { shared } = useCircle();
  const { load } = useBoard();
  if (!shared.error) return <LoadingProgress />;
  return (
    <>
      <Problem error={shared.error} />
      <button class="second" onClick={load}>
        {text("desk-refresh")}
      </button>
    </>
  );
};

const FilterPane = () => {
  const { selected, setSelected, figures, setFigures, step, load } = useBoard();
  return (
    <FilterForm>
      <button
        class="second"
        data-test="bulk-open"
        aria-pressed={selected !== null}
        onClick={() => setSelected(selected ? null : new Set())}
      >
        {text("desk-bulk")}
      </button>
      <button class="second" data-test="figures-open" aria-pressed={figures} onClick={() => setFigures(!figures)}>
        {text("desk-figures-open")}
      </button>
      <Help acts={{ next: () => step(1), previous: () => step(-1), refresh: load }} />
      <SavedFilters />
    </FilterForm>
  );
};

const ListPane = () => {
  const { reports, total, visible, hidden, matching, selected } = useBoard();
  return (
    <section class="pane list-pane" aria-label={text("desk-cases")}>
      {(reports ?? []).length < total && <LoadingProgress />}
      <Offline />
      <Notices />
      <p class="meta" role="status" data-test="shown">
        {text("desk-shown", { count: matching.length, total: total - hidden.length })}
      </p>
      {selected && <BulkBar selected={selected} />}
      {matching.length > 0 ? (
        <CaseList />
      ) : (
        <p class="empty">{text(visible?.length === 0 ? "desk-empty" : "desk-empty-filter")}</p>
      )}
    </section>
  );
};

const OpenCase = ({ report, reports }: { report: Case; reports: Case[] }) => {
  const { lookalikes, refreshed, patch, open, summarising, setSummarising } = useBoard();
  if (summarising) return <SummaryForm report={report} onDone={() => setSummarising(false)} />;
  const opened = {
    report,
    reports,
    lookalikes,
    refreshed,
    onChange: (changed: Case): void => patch(changed.row.id, changed),
    onConsent: (consent: number): void => patch(report.row.id, { consent }),
    onOpen: open,
  };
  return (
    <CaseView
      key={report.row.id}
      opened={opened}
      onBack={() => history.back()}
      onSummarise={() => setSummarising(true)}
    />
  );
};

const Panes = ({ visible }: { visible: Case[] }) => {
  const { openId, figures, matching } = useBoard();
  const report = visible.find(({ row }) => row.id === openId);
  const instead = figures ? "figures" : "list";
  return (
    <div class="columns" data-open={report ? "case" : instead}>
      <FilterPane />
      <ListPane />
      <section class="pane case-pane">
        <Care opened={report} />
        {report && <OpenCase report={report} reports={visible} />}
        {!report && figures && <Figures reports={matching} />}
      </section>
    </div>
  );
};

export const CaseBoard = () => {
  const circle = useCircle();
  const { cases, shared } = circle;
  const loaded = useReports(cases);
  const { refreshed } = loaded;
  // A refresh also fetches what colleagues have changed in saved filters, answers and declarations.
  const latest = useLatest(shared);
  useEffect(() => {
    if (refreshed > 0) latest.current.reload();
  }, [latest, refreshed]);
  const board = useBoardState(circle, loaded);
  return (
    <BoardContext.Provider value={board}>
      {board.reports && board.visible ? (
        <Panes visible={board.visible} />
      ) : (
        <div class="pane">
          <Loading />
        </div>
      )}
    </BoardContext.Provider>
  );
};
