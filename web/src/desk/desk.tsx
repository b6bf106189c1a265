// The reviewers' desk: alarms, circles, reports, summaries, the circle itself, the organisation and the member's own account.
import { useEffect, useState } from "preact/hooks";
import type { PlainId } from "../page/message-id";
import { text } from "../page/texts";
import { Account } from "./account/account";
import { KeyAlarm } from "./circle/alarm";
import { CaseBoard } from "./list/board";
import { CircleBoard } from "./circle/circle-board";
import { Confirm } from "./door/confirm";
import { data, label } from "./case/vocabulary";
import { explain } from "./ui/explain";
import { Journal } from "./organisation/journal";
import { save } from "./ui/parts";
import { Reenter } from "./door/reenter";
import { type Renewed, renew } from "./keys/renewal";
import type { Circle } from "./case/circle";
import type { Session } from "./keys/session";
import { SummaryBoard } from "./leaving/summary-board";
import { TeamBoard } from "./organisation/team-board";

const TABS = ["cases", "summaries", "circle", "team", "journal", "account"] as const;
type Tab = (typeof TABS)[number];

const Top = ({
  session,
  onLeave,
  tabs,
  tab,
  onTab,
}: {
  session: Session;
  onLeave: () => void;
  tabs: readonly Tab[];
  tab: Tab;
  onTab: (tab: Tab) => void;
}) => (
  <header class="desk-top">
    <strong>{text("desk-title")}</strong>
    <nav class="tabs" aria-label={text("desk-title")}>
      {tabs.map((name) => (
        <button
          key={name}
          class="second"
          aria-pressed={tab === name}
          data-test={`tab-${name}`}
          onClick={() => onTab(name)}
        >
          {text(`desk-${name}`)}
        </button>
      ))}
    </nav>
    <span class="meta">{session.me.login}</span>
    <button
      class="second"
      data-test="key-file"
      onClick={() => save(`sutura-${session.me.login}.json`, session.keyFile(), "application/json")}
    >
      {text("desk-key-file")}
    </button>
    <button class="second" data-test="desk-leave" onClick={() => void session.leave().then(onLeave)}>
      {text("desk-sign-out")}
    </button>
  </header>
);

const Board = ({ session, circle, tab }: { session: Session; circle: Circle; tab: Tab }) => {
  if (tab === "account") return <Account session={session} />;
  if (tab === "journal") return <Journal session={session} />;
  if (tab === "team") return <TeamBoard session={session} />;
  if (tab === "circle") return <CircleBoard key={circle.consultation} session={session} circle={circle} />;
  return tab === "cases" ? (
    <CaseBoard key={circle.consultation} session={session} circle={circle} />
  ) : (
    <SummaryBoard key={circle.consultation} session={session} circle={circle} />
  );
};

const Renewals = ({ renewed }: { renewed: Renewed[] }) => (
  <div class="pane">
    {renewed.map(({ circle, error }) => (
      <p
        key={circle.consultation}
        class={error ? "notice danger" : "notice done"}
        role={error ? "alert" : "status"}
        data-test="renewed"
      >
        {text(error ? "desk-renewal-failed" : "desk-renewed", {
          title: label(circle.questionnaire.title),
          why: error ? explain(error) : "",
        })}
      </p>
    ))}
  </div>
);

/** The open tab. Each one that is opened is an entry of the browser's history, so that "back" goes to the tab before. */
const useTab = (first: Tab): [Tab, (tab: Tab) => void] => {
  const [tab, setTab] = useState<Tab>(first);
  useEffect(() => {
    const back = (event: PopStateEvent): void => setTab((event.state as { tab?: Tab } | null)?.tab ?? first);
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, []);
  const open = (next: Tab): void => {
    if (next !== tab) history.pushState({ tab: next }, "");
    setTab(next);
  };
  return [tab, open];
};

/** For accounts that read no reports. */
const AccountOnly = ({ session, onLeave, why }: { session: Session; onLeave: () => void; why: PlainId }) => {
  const responsible = ["owner", "administrator", "moderator"].includes(session.me.role);
  const [tab, setTab] = useTab(responsible ? "team" : "account");
  const tabs: Tab[] = responsible ? ["team", "journal", "account"] : ["account"];
  return (
    <>
      <Top session={session} onLeave={onLeave} tabs={tabs} tab={tab} onTab={setTab} />
      <main id="main" lang={data.lang}>
        <h1 class="small pane">{text(`desk-${tab}`)}</h1>
        <p class="notice info pane">{text(why)}</p>
        {tab === "journal" && <Journal session={session} />}
        {tab === "team" && <TeamBoard session={session} />}
        {tab === "account" && <Account session={session} />}
      </main>
      <Confirm session={session} />
      <Reenter session={session} />
    </>
  );
};

export const Desk = ({ session, onLeave }: { session: Session; onLeave: () => void }) => {
  const [tab, setTab] = useTab(
    session.me.role === "owner" && session.me.circles.every((one) => one.epochs.length === 0) ? "team" : "cases",
  );
  const [chosen, setChosen] = useState(session.me.circles[0]?.consultation ?? "");
  const [renewed, setRenewed] = useState<Renewed[]>([]);
  const [, setChanges] = useState(0);
  useEffect(() => {
    session.onChange = () => setChanges((before) => before + 1);
  }, [session]);
  useEffect(() => {
    if (session.alarms.length === 0) void renew(session).then(setRenewed, () => undefined);
  }, [session]);
  const circle = session.me.circles.find((one) => one.consultation === chosen) ?? session.me.circles[0];
  if (!circle) {
    const reviews = ["owner", "moderator"].includes(session.me.role);
    return (
      <AccountOnly session={session} onLeave={onLeave} why={reviews ? "desk-no-circle" : "desk-not-a-moderator"} />
    );
  }
  return (
    <>
      <KeyAlarm session={session} />
      <Top session={session} onLeave={onLeave} tabs={TABS} tab={tab} onTab={setTab} />
      <main id="main" lang={data.lang}>
        <h1 class="small pane">{label(circle.questionnaire.title)}</h1>
        {session.me.circles.length > 1 && (
          <nav class="tabs circles" aria-label={text("desk-circles")}>
            {session.me.circles.map((one) => (
              <button
                key={one.consultation}
                class="second"
                aria-pressed={one.consultation === circle.consultation}
                onClick={() => setChosen(one.consultation)}
              >
                {label(one.questionnaire.title)}
              </button>
            ))}
          </nav>
        )}
        {renewed.length > 0 && <Renewals renewed={renewed} />}
        {circle.epochs.length === 0 && <p class="notice info">{text("desk-no-epoch")}</p>}
        <Board session={session} circle={circle} tab={tab} />
      </main>
      <Confirm session={session} />
      <Reenter session={session} />
    </>
  );
};
