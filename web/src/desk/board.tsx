// The list of reports with its filters, and the one that is open.
import { useEffect, useMemo, useState } from "preact/hooks";
import { text } from "../texts";
import { answerWords } from "./answer";
import { Refused } from "./api";
import { type Case, Cases } from "./cases";
import { CaseView } from "./case-view";
import { category, place } from "./data";
import { Options, Progress } from "./parts";
import type { Circle, Session } from "./session";
import { SummaryForm } from "./summary-form";

export const STATUSES = ["fresh", "triage", "active", "waiting", "closed", "rejected"];

export const fold = (words: string): string => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Reports that came in a burst are set apart only when the circle says so. */
type Bursts = "" | "without" | "only";

const matches = (one: Case, status: string, bursts: Bursts, query: string): boolean => {
  if (bursts && (one.row.burst !== null) !== (bursts === "only")) return false;
  if (status && one.record.status !== status) return false;
  if (!query) return true;
  const where = one.record.place ? place(one.record.place) : "";
  const words = Object.values(one.envelope?.answers ?? {}).filter((answer) => typeof answer === "string");
  return fold([category(one.record.category), where, ...words, one.record.notes].join(" ")).includes(fold(query));
};

/** What a row is called: its category, or the first answer there is. */
const heading = (circle: Circle, one: Case): string => {
  if (one.record.category) return category(one.record.category);
  const answered = circle.questionnaire.questions.find((question) => one.envelope?.answers[question.id] !== undefined);
  return answered ? answerWords(answered, one.envelope?.answers[answered.id]).replace(/\n/g, " · ") : text("desk-none");
};

const Row = ({ circle, one, open, onOpen }: { circle: Circle; one: Case; open: boolean; onOpen: () => void }) => (
  <li data-test="case-row">
    <button
      data-test="case-open"
      class={`${one.record.status} ${one.record.severity === "danger" ? "danger-severity" : ""}`}
      aria-current={open ? "true" : undefined}
      onClick={onOpen}
    >
      <strong>{one.envelope ? heading(circle, one) : text("desk-unreadable")}</strong>
      <span class="meta">
        {[text(`desk-status-${one.record.status}`), one.record.place ? place(one.record.place) : "", one.row.burst ? text("desk-burst") : "", text("desk-week", { week: one.row.week })].filter(Boolean).join(" · ")}
      </span>
    </button>
  </li>
);

export const CaseBoard = ({ session, circle }: { session: Session; circle: Circle }) => {
  const cases = useMemo(() => new Cases(session, circle.consultation), [session, circle.consultation]);
  const [all, setAll] = useState<Case[] | null>(null);
  const [progress, setProgress] = useState<[number, number]>([0, 0]);
  const [error, setError] = useState("");
  const [openId, setOpenId] = useState("");
  const [summarising, setSummarising] = useState(false);
  const [status, setStatus] = useState("");
  const [query, setQuery] = useState("");
  const [bursts, setBursts] = useState<Bursts>("");
  const load = (): void => {
    setError("");
    setAll(null);
    cases.list((done, total) => setProgress([done, total])).then(setAll, (problem: unknown) => {
      setAll([]);
      setError(problem instanceof Refused && problem.message ? problem.message : text("desk-network"));
    });
  };
  useEffect(load, [cases]);
  // The browser's back button closes a case.
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
  if (!all) return <div class="pane"><Progress label={text("desk-loading", { done: progress[0], total: progress[1] })} done={progress[0]} total={progress[1]} /></div>;
  const shown = all.filter((one) => matches(one, status, bursts, query));
  const burst = all.filter((one) => one.row.burst).length;
  const opened = all.find((one) => one.row.id === openId);
  const replace = (one: Case): void => setAll((before) => (before ?? []).map((other) => (other.row.id === one.row.id ? one : other)));
  return (
    <div class="columns" data-open={opened ? "case" : "list"}>
      <section class="pane filter-pane">
        <label class="field" for="status">{text("desk-filter-status")}</label>
        <select id="status" value={status} onChange={(e) => setStatus(e.currentTarget.value)}>
          <Options none={text("desk-filter-all")} options={STATUSES.map((one) => [one, text(`desk-status-${one}`)])} />
        </select>
        {burst > 0 && (
          <>
            <label class="field" for="bursts">{text("desk-burst-filter")}</label>
            <select id="bursts" data-test="bursts" value={bursts} onChange={(e) => setBursts(e.currentTarget.value as Bursts)}>
              <Options none={text("desk-filter-all")} options={[["without", text("desk-burst-without")], ["only", text("desk-burst-only")]]} />
            </select>
          </>
        )}
        <label class="field" for="query">{text("desk-search")}</label>
        <input id="query" type="search" value={query} onInput={(e) => setQuery(e.currentTarget.value)} />
        <p><button class="second" data-test="refresh" onClick={load}>{text("desk-refresh")}</button></p>
      </section>
      <section class="pane list-pane" aria-label={text("desk-cases")}>
        {error && <p class="error" role="alert">{error}</p>}
        {burst > 0 && <p class="notice info" data-test="burst-notice">{text("desk-burst-notice", { count: burst })}</p>}
        {shown.length === 0 && <p class="empty">{text(all.length === 0 ? "desk-empty" : "desk-empty-filter")}</p>}
        <ul class="rows">{shown.map((one) => <Row key={one.row.id} circle={circle} one={one} open={one.row.id === openId} onOpen={() => open(one.row.id)} />)}</ul>
      </section>
      <section class="pane case-pane">
        {opened && !summarising && (
          <CaseView key={opened.row.id} session={session} circle={circle} cases={cases} one={opened} onChange={replace} onConsent={(consent) => setAll((before) => (before ?? []).map((one) => (one.row.id === opened.row.id ? { ...one, consent } : one)))} onBack={() => history.back()} onSummarise={() => setSummarising(true)} />
        )}
        {opened && summarising && <SummaryForm session={session} circle={circle} one={opened} onDone={() => setSummarising(false)} />}
      </section>
    </div>
  );
};
