// The press desk: vetted summaries, also under embargo where the sources allowed it.
import { useEffect, useState } from "preact/hooks";
import type { Codes } from "../../page/message-id";
import { text } from "../../page/texts";
import { Refused } from "../ui/api";
import { category, place } from "../case/vocabulary";
import type { Session } from "../keys/session";

interface Summary {
  slug: string;
  title: string;
  body: string;
  asked: string;
  side_effects: string;
  category: string;
  country: string;
  region: string;
  month: string;
  verification: Codes<"verification-">;
  published_on: string;
  embargoed: boolean;
}

export const Press = ({ session, onLeave }: { session: Session; onLeave: () => void }) => {
  const [all, setAll] = useState<Summary[] | null>(null);
  const [error, setError] = useState("");
  useEffect(() => {
    session.api.json<{ summaries: Summary[] }>("/api/desk/press").then(
      (answer) => setAll(answer.summaries),
      (problem: unknown) =>
        setError(problem instanceof Refused && problem.message ? problem.message : text("desk-network")),
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
        {error && (
          <p class="error" role="alert">
            {error}
          </p>
        )}
        {all?.length === 0 && <p class="empty">{text("desk-press-empty")}</p>}
        {all?.map((summary) => (
          <article key={summary.slug} class="card" data-test="press-summary" lang="fr">
            <h2>{summary.title}</h2>
            <p class="meta">
              {summary.embargoed
                ? text("desk-press-embargo", { what: summary.published_on })
                : text("desk-press-public")}{" "}
              · {category(summary.category)} · {place(summary)} · {summary.month} ·{" "}
              {text(`verification-${summary.verification}`)}
            </p>
            <p class="prose">{summary.body}</p>
            {summary.asked && <p class="prose">{summary.asked}</p>}
            <p class="prose">{summary.side_effects}</p>
          </article>
        ))}
      </main>
    </>
  );
};
