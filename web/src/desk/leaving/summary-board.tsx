// The summaries and referrals that wait for a second member.
import { useEffect, useMemo, useState } from "preact/hooks";
import { text } from "../../page/texts";
import { plainWords } from "../case/fold";
import { useCircle } from "../store/context";
import { Problem } from "../ui/parts";
import { ReferralBoard } from "./referral-board";
import { type Doubtful, Summaries, type Summary, type SummaryText } from "./summaries";
import { SummaryView } from "./summary-view";

/** The words that are searched for declared names. */
const wordsIn = ({ title, body, asked, side_effects }: SummaryText): string =>
  plainWords([title, body, asked, side_effects].join(" "));

/** Two signatures behind which no two persons of the circle stand. */
const Alarm = ({ title, doubt }: Doubtful) => (
  <p class="alarm" role="alert" data-test="summary-one-person">
    {text("desk-summary-doubt", { title })} {text(doubt === "same-person" ? "desk-two-alarm" : `desk-two-${doubt}`)}
  </p>
);

const useSummaries = () => {
  const { session, circle } = useCircle();
  const summaries = useMemo(() => new Summaries(session, circle.consultation), [session, circle.consultation]);
  const [list, setList] = useState<Summary[] | null>(null);
  const [said, setSaid] = useState("");
  const [doubtful, setDoubtful] = useState<Doubtful[]>([]);
  const load = (): void => {
    summaries.doubtful().then(setDoubtful, () => undefined);
    summaries.list().then(setList, () => {
      setList([]);
      setSaid(text("desk-network"));
    });
  };
  useEffect(load, [summaries]);
  const approved = (): void => {
    setSaid(text("desk-summary-approved"));
    load();
  };
  return { summaries, list, said, doubtful, approved };
};

const SummaryList = () => {
  const { session, readers, shared } = useCircle();
  const { summaries, list, said, doubtful, approved } = useSummaries();
  const { member } = session.me;
  const isVisible = (summary: Summary): boolean =>
    summary.author === member || !readers.hides(member, summary.traits, () => wordsIn(summary.text));
  // Nothing is shown until the declarations of interest are known.
  const visible = shared.ready ? list?.filter(isVisible) : undefined;
  const hidden = visible && list ? list.length - visible.length : 0;
  return (
    <section class="pane">
      {said && (
        <p class="notice done" role="status" data-test="summary-said">
          {said}
        </p>
      )}
      <Problem error={shared.error} />
      {doubtful.map((summary) => (
        <Alarm key={summary.title} {...summary} />
      ))}
      {visible?.length === 0 && hidden === 0 && <p class="empty">{text("desk-summary-none")}</p>}
      {hidden > 0 && (
        <p class="notice info" data-test="summary-hidden">
          {text("desk-hidden-summary", { count: hidden })}
        </p>
      )}
      {visible?.map((summary) => (
        <SummaryView key={summary.id} summaries={summaries} summary={summary} onApproved={approved} />
      ))}
    </section>
  );
};

export const SummaryBoard = () => (
  <>
    <SummaryList />
    <ReferralBoard />
  </>
);
