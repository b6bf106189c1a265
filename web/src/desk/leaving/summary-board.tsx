// The summaries that wait for a second member.
import { useEffect, useMemo, useState } from "preact/hooks";
import { text } from "../../page/texts";
import { Refused } from "../ui/api";
import { Checklist } from "./checklist";
import { category, data, place } from "../case/vocabulary";
import { plainWords } from "../case/fold";
import { Field } from "../ui/parts";
import { ReferralBoard } from "./referral-board";
import type { Circle } from "../case/circle";
import type { Session } from "../keys/session";
import { useCircle } from "../store/context";
import { type Draft, Summaries } from "./summaries";

const Words = ({ draft }: { draft: Draft }) => (
  <dl class="case-body">
    <dt>{text("desk-summary-body")}</dt>
    <dd>{draft.words.body}</dd>
    {draft.words.asked && (
      <>
        <dt>{text("desk-summary-asked")}</dt>
        <dd>{draft.words.asked}</dd>
      </>
    )}
    <dt>{text("desk-summary-side-effects")}</dt>
    <dd>{draft.words.side_effects}</dd>
    <dt>{text("desk-summary-verification")}</dt>
    <dd>{text(`verification-${draft.words.verification}`)}</dd>
    <dt>{text("desk-category")}</dt>
    <dd>
      {category(draft.words.category)} · {place({ country: draft.words.country, region: draft.words.region })} ·{" "}
      {draft.words.month}
    </dd>
  </dl>
);

const DraftView = ({
  session,
  summaries,
  draft,
  onApproved,
}: {
  session: Session;
  summaries: Summaries;
  draft: Draft;
  onApproved: () => void;
}) => {
  const [ticked, setTicked] = useState<string[]>([]);
  const [embargo, setEmbargo] = useState(session.me.today);
  const [error, setError] = useState("");
  const own = draft.author === session.me.member;
  const approve = async (event: Event): Promise<void> => {
    event.preventDefault();
    setError("");
    try {
      await summaries.approve(draft, ticked, embargo);
      onApproved();
    } catch (problem) {
      setError(problem instanceof Refused && problem.message ? problem.message : text("desk-network"));
    }
  };
  return (
    <article class="card" data-test="summary-draft">
      <h2>{draft.words.title}</h2>
      <p class="meta">
        {text("desk-summary-by", { name: session.login(draft.author) })} · {text("desk-week", { week: draft.week })}
      </p>
      <Words draft={draft} />
      {own ? (
        <p class="notice info">{text("desk-summary-own")}</p>
      ) : (
        <form onSubmit={(event) => void approve(event)}>
          <Checklist ticked={ticked} onTick={setTicked} />
          <Field id={`embargo-${draft.id}`} label={text("desk-summary-embargo")}>
            <input
              id={`embargo-${draft.id}`}
              type="date"
              data-test="summary-embargo"
              required
              value={embargo}
              onInput={(e) => setEmbargo(e.currentTarget.value)}
            />
          </Field>
          <p class="hint">{text("desk-summary-approve-warning")}</p>
          {error && (
            <p class="error" role="alert">
              {error}
            </p>
          )}
          <div class="actions">
            <button type="submit" data-test="summary-approve" disabled={ticked.length < data.checklist.length}>
              {text("desk-summary-approve")}
            </button>
          </div>
        </form>
      )}
    </article>
  );
};

export const SummaryBoard = ({ session, circle }: { session: Session; circle: Circle }) => {
  const summaries = useMemo(() => new Summaries(session, circle.consultation), [session, circle.consultation]);
  const { shared, readers } = useCircle();
  const [drafts, setDrafts] = useState<Draft[] | null>(null);
  const [said, setSaid] = useState("");
  const load = (): void => {
    summaries.drafts().then(setDrafts, () => {
      setDrafts([]);
      setSaid(text("desk-network"));
    });
  };
  useEffect(load, [summaries]);
  // Nothing before it is known what was declared; one's own in any case.
  const shown = shared.ready
    ? drafts?.filter(
        (draft) =>
          draft.author === session.me.member ||
          !readers.hides(session.me.member, draft.about, () =>
            plainWords([draft.words.title, draft.words.body, draft.words.asked, draft.words.side_effects].join(" ")),
          ),
      )
    : undefined;
  const hidden = shown && drafts ? drafts.length - shown.length : 0;
  return (
    <>
      <section class="pane">
        {said && (
          <p class="notice done" role="status" data-test="summary-said">
            {said}
          </p>
        )}
        {shared.error && (
          <p class="error" role="alert">
            {shared.error}
          </p>
        )}
        {shown?.length === 0 && hidden === 0 && <p class="empty">{text("desk-summary-none")}</p>}
        {hidden > 0 && (
          <p class="notice info" data-test="summary-hidden">
            {text("desk-hidden-summary", { count: hidden })}
          </p>
        )}
        {shown?.map((draft) => (
          <DraftView
            key={draft.id}
            session={session}
            summaries={summaries}
            draft={draft}
            onApproved={() => {
              setSaid(text("desk-summary-approved"));
              load();
            }}
          />
        ))}
      </section>
      <ReferralBoard session={session} circle={circle} shared={shared} readers={readers} />
    </>
  );
};
