// The press desk: approved summaries, also under embargo where the sources allowed it.
import { useEffect, useState } from "preact/hooks";
import { text } from "../../page/texts";
import type { PressIssue, PressIssues } from "../../wire";
import { category, place } from "../case/vocabulary";
import type { Session } from "../keys/session";
import { explain } from "../ui/explain";
import { Problem } from "../ui/parts";

const embargoWords = (summary: PressIssue): string =>
  summary.embargoed ? text("desk-press-embargo", { what: summary.published_on }) : text("desk-press-public");

const SummaryView = ({ summary }: { summary: PressIssue }) => (
  <article class="card" data-test="press-summary" lang={summary.language}>
    <h2>{summary.title}</h2>
    <p class="meta">
      {[
        embargoWords(summary),
        category(summary.category),
        place(summary),
        summary.month,
        text(`verification-${summary.verification}`),
      ].join(" · ")}
    </p>
    <p class="prose">{summary.body}</p>
    {summary.asked && <p class="prose">{summary.asked}</p>}
    <p class="prose">{summary.side_effects}</p>
  </article>
);

interface Properties {
  session: Session;
  /** `ended`: the server has said that the session is over. */
  onLeave: (ended: boolean) => void;
}

export const Press = ({ session, onLeave }: Properties) => {
  const [summaries, setSummaries] = useState<PressIssue[] | null>(null);
  const [error, setError] = useState("");
  useEffect(() => {
    session.api.json<PressIssues>("/api/desk/press").then(
      (answer) => setSummaries(answer.summaries),
      (problem: unknown) => setError(explain(problem)),
    );
  }, [session]);
  return (
    <>
      <header class="desk-top">
        <strong>{text("press-title")}</strong>
        <span class="meta">{session.me.login}</span>
        <button class="second" onClick={() => void session.leave().then(onLeave)}>
          {text("desk-sign-out")}
        </button>
      </header>
      <main class="pane" id="main">
        <h1>{text("desk-summaries")}</h1>
        <Problem error={error} />
        {summaries?.length === 0 && <p class="empty">{text("desk-press-empty")}</p>}
        {summaries?.map((summary) => (
          <SummaryView key={summary.slug} summary={summary} />
        ))}
      </main>
    </>
  );
};
