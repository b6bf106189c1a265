// The reviewers' desk: alarms, circles, reports or summaries.
import { useState } from "preact/hooks";
import { text } from "../texts";
import { CaseBoard } from "./board";
import { data, label } from "./data";
import { save } from "./parts";
import type { Session } from "./session";
import { SummaryBoard } from "./summary-board";

const Top = ({ session, onLeave, tab, onTab }: { session: Session; onLeave: () => void; tab: string; onTab: (tab: string) => void }) => (
  <header class="desk-top">
    <strong>{text("desk-title")}</strong>
    <nav class="tabs" aria-label={text("desk-title")}>
      {["cases", "summaries"].map((name) => (
        <button key={name} class="second" aria-pressed={tab === name} data-test={`tab-${name}`} onClick={() => onTab(name)}>{text(`desk-${name}`)}</button>
      ))}
    </nav>
    <span class="meta">{session.me.login}</span>
    <button class="second" data-test="key-file" onClick={() => save(`sutura-${session.me.login}.json`, session.keyFile(), "application/json")}>{text("desk-key-file")}</button>
    <button class="second" data-test="desk-leave" onClick={() => void session.leave().then(onLeave)}>{text("desk-sign-out")}</button>
  </header>
);

export const Desk = ({ session, onLeave }: { session: Session; onLeave: () => void }) => {
  const [tab, setTab] = useState("cases");
  const [circle, setCircle] = useState(session.me.circles[0]);
  const alarm = session.alarms.length > 0 && <p class="alarm" role="alert" data-test="key-alarm">{text("desk-key-alarm")}</p>;
  if (session.me.role !== "moderator" || !circle) {
    const why = session.me.role === "moderator" ? "desk-no-circle" : "desk-not-a-moderator";
    return (
      <main class="desk-door" id="main">
        <p class="notice info" role="alert">{text(why)}</p>
        <button class="second" onClick={() => void session.leave().then(onLeave)}>{text("desk-sign-out")}</button>
      </main>
    );
  }
  return (
    <>
      {alarm}
      <Top session={session} onLeave={onLeave} tab={tab} onTab={setTab} />
      <main id="main" lang={data.lang}>
        <h1 class="small pane">{label(circle.questionnaire.title)}</h1>
        {session.me.circles.length > 1 && (
          <nav class="tabs circles" aria-label={text("desk-circles")}>
            {session.me.circles.map((one) => (
              <button key={one.consultation} class="second" aria-pressed={one.consultation === circle.consultation} onClick={() => setCircle(one)}>{label(one.questionnaire.title)}</button>
            ))}
          </nav>
        )}
        {circle.epochs.length === 0 && <p class="notice info">{text("desk-no-epoch")}</p>}
        {tab === "cases" ? <CaseBoard key={circle.consultation} session={session} circle={circle} /> : <SummaryBoard key={circle.consultation} session={session} circle={circle} />}
      </main>
    </>
  );
};
