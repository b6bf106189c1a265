// A summary that waits for approval: its text, and the form for members other than its author.
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import { category, data, place } from "../case/vocabulary";
import { useCircle } from "../store/context";
import { ActForm } from "../ui/act-form";
import { Field } from "../ui/fields";
import { Checklist } from "./checklist";
import type { Summaries, Summary, SummaryText } from "./summaries";

const SummaryBody = ({ summary }: { summary: SummaryText }) => (
  <dl class="case-body">
    <dt>{text("desk-summary-body")}</dt>
    <dd>{summary.body}</dd>
    {summary.asked && (
      <>
        <dt>{text("desk-summary-asked")}</dt>
        <dd>{summary.asked}</dd>
      </>
    )}
    <dt>{text("desk-summary-side-effects")}</dt>
    <dd>{summary.side_effects}</dd>
    <dt>{text("desk-summary-verification")}</dt>
    <dd>{text(`verification-${summary.verification}`)}</dd>
    <dt>{text("desk-category")}</dt>
    <dd>
      {category(summary.category)} · {place({ country: summary.country, region: summary.region })} · {summary.month}
    </dd>
  </dl>
);

interface Properties {
  summaries: Summaries;
  summary: Summary;
  onApproved: () => void;
}

const ApprovalForm = ({ summaries, summary, onApproved }: Properties) => {
  const { session } = useCircle();
  const [ticked, setTicked] = useState<string[]>([]);
  const [embargo, setEmbargo] = useState(session.me.today);
  const approve = async (): Promise<string> => {
    await summaries.approve(summary, ticked, embargo);
    onApproved();
    return "";
  };
  const field = `embargo-${summary.id}`;
  return (
    <ActForm
      perform={approve}
      send={{
        words: text("desk-summary-approve"),
        test: "summary-approve",
        disabled: ticked.length < data.checklist.length,
      }}
    >
      <Checklist ticked={ticked} onTick={setTicked} />
      <Field id={field} label={text("desk-summary-embargo")}>
        <input
          id={field}
          type="date"
          data-test="summary-embargo"
          required
          value={embargo}
          onInput={(event) => setEmbargo(event.currentTarget.value)}
        />
      </Field>
      <p class="hint">{text("desk-summary-approve-warning")}</p>
    </ActForm>
  );
};

export const SummaryView = (properties: Properties) => {
  const { session } = useCircle();
  const { summaries, summary } = properties;
  const doubt = summaries.doubt(summary);
  return (
    <article class="card" data-test="summary-draft">
      <h2>{summary.text.title}</h2>
      <p class="meta">
        {text("desk-summary-by", { name: session.login(summary.author) })} · {text("desk-week", { week: summary.week })}
      </p>
      <SummaryBody summary={summary.text} />
      {summary.author === session.me.member ? (
        <p class="notice info">{text("desk-summary-own")}</p>
      ) : doubt ? (
        <p class="notice info" data-test="summary-not-two">
          {text(`desk-two-${doubt}`)}
        </p>
      ) : (
        <ApprovalForm {...properties} />
      )}
    </article>
  );
};
