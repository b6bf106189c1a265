// The members' desk: alarms, circles, and a tab for each thing that a member does. Which tabs a member sees stands in
// roles.ts.
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { text } from "../page/texts";
import { Account } from "./account/account";
import type { Circle } from "./case/circle";
import { data, label } from "./case/vocabulary";
import { KeyAlarm } from "./circle/alarm";
import { CircleBoard } from "./circle/circle-board";
import { Confirm } from "./door/confirm";
import { Reenter } from "./door/reenter";
import { SinceNotice } from "./door/since";
import { keyFile } from "./keys/account";
import { type Renewed, renew } from "./keys/renewal";
import type { Session } from "./keys/session";
import { SummaryBoard } from "./leaving/summary-board";
import { CaseBoard } from "./list/board";
import { Journal } from "./organisation/journal";
import { TeamBoard } from "./organisation/team-board";
import { type CircleTab, type Tab, isCircleTab, may, tabsOf } from "./roles";
import { CircleProvider, DeskProvider, useDesk } from "./store/context";
import { explain } from "./ui/explain";
import { save } from "./ui/parts";

const CIRCLE_VIEWS: Record<CircleTab, (properties: { session: Session; circle: Circle }) => VNode> = {
  cases: CaseBoard,
  summaries: SummaryBoard,
  circle: CircleBoard,
};

const VIEWS: Record<Exclude<Tab, CircleTab>, () => VNode> = {
  team: TeamBoard,
  journal: Journal,
  account: Account,
};

const View = ({ tab, circle }: { tab: Tab; circle: Circle | undefined }) => {
  const { session } = useDesk();
  if (!isCircleTab(tab)) {
    const Own = VIEWS[tab];
    return <Own />;
  }
  const OfCircle = CIRCLE_VIEWS[tab];
  return (
    circle && (
      <CircleProvider key={`${circle.consultation} ${tab}`} circle={circle}>
        <OfCircle session={session} circle={circle} />
      </CircleProvider>
    )
  );
};

const Top = ({ tabs, tab, onTab }: { tabs: Tab[]; tab: Tab; onTab: (tab: Tab) => void }) => {
  const { session, leave } = useDesk();
  return (
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
        onClick={() => save(`sutura-${session.me.login}.json`, keyFile(session), "application/json")}
      >
        {text("desk-key-file")}
      </button>
      <button class="second" data-test="desk-leave" onClick={leave}>
        {text("desk-sign-out")}
      </button>
    </header>
  );
};

const Circles = ({ chosen, onChoose }: { chosen: Circle; onChoose: (consultation: string) => void }) => {
  const { circles } = useDesk().session.me;
  if (circles.length < 2) return null;
  return (
    <nav class="tabs circles" aria-label={text("desk-circles")}>
      {circles.map((circle) => (
        <button
          key={circle.consultation}
          class="second"
          aria-pressed={circle.consultation === chosen.consultation}
          onClick={() => onChoose(circle.consultation)}
        >
          {label(circle.questionnaire.title)}
        </button>
      ))}
    </nav>
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

/**
 * The open tab. Each one that is opened is an entry of the browser's history, so that "back" goes to the tab before.
 */
const useTab = (first: Tab): [Tab, (tab: Tab) => void] => {
  const [initial] = useState(first);
  const [tab, setTab] = useState(initial);
  useEffect(() => {
    const back = (event: PopStateEvent): void => setTab((event.state as { tab?: Tab } | null)?.tab ?? initial);
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, [initial]);
  const open = (next: Tab): void => {
    if (next !== tab) history.pushState({ tab: next }, "");
    setTab(next);
  };
  return [tab, open];
};

/** Where the desk opens: at the reports, or where the first circle has still to be started. */
const firstTab = ({ role, circles }: Session["me"]): Tab => {
  const nothingStarted = circles.every((circle) => circle.epochs.length === 0);
  return nothingStarted && may(role, "hold-root-key") ? "team" : "cases";
};

const WithoutCircle = ({ tab }: { tab: Tab }) => {
  const { role } = useDesk().session.me;
  return (
    <>
      <h1 class="small pane">{text(`desk-${tab}`)}</h1>
      <p class="notice info pane">{text(may(role, "join-circle") ? "desk-no-circle" : "desk-not-a-moderator")}</p>
    </>
  );
};

interface Properties {
  session: Session;
  /** `ended`: the server has said that the session is over. */
  onLeave: (ended: boolean) => void;
}

export const Desk = ({ session, onLeave }: Properties) => {
  const { me } = session;
  const [opened, setOpened] = useTab(firstTab(me));
  const [chosen, setChosen] = useState(me.circles[0]?.consultation ?? "");
  const [renewed, setRenewed] = useState<Renewed[]>([]);
  const [, setChanges] = useState(0);
  useEffect(() => {
    session.onChange = () => setChanges((before) => before + 1);
  }, [session]);
  useEffect(() => {
    if (session.watch.alarms.length === 0) void renew(session).then(setRenewed, () => undefined);
  }, [session]);
  const circle = me.circles.find((other) => other.consultation === chosen) ?? me.circles[0];
  const tabs = tabsOf(me.role, circle !== undefined);
  const tab = tabs.includes(opened) ? opened : (tabs[0] ?? "account");
  return (
    <DeskProvider value={{ session, leave: () => void session.leave().then(onLeave) }}>
      {circle && <KeyAlarm />}
      <Top tabs={tabs} tab={tab} onTab={setOpened} />
      <main id="main" lang={data.lang}>
        <SinceNotice />
        {circle ? <h1 class="small pane">{label(circle.questionnaire.title)}</h1> : <WithoutCircle tab={tab} />}
        {circle && <Circles chosen={circle} onChoose={setChosen} />}
        {circle && renewed.length > 0 && <Renewals renewed={renewed} />}
        {circle?.epochs.length === 0 && <p class="notice info">{text("desk-no-epoch")}</p>}
        <View tab={tab} circle={circle} />
      </main>
      <Confirm />
      <Reenter />
    </DeskProvider>
  );
};
