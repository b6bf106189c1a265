// Proposing that a case is handed to an authority, from the case itself.
import { useEffect, useMemo, useState } from "preact/hooks";
import { text } from "../../page/texts";
import { useAct } from "../ui/act";
import type { CaseProps } from "../case-view/answers";
import { RECIPIENT } from "./export-panel";
import { Field, Outcome } from "../ui/parts";
import { NotAgreed, REFERRED, type Referral, Referrals } from "./referral";

export const ReferralForm = ({ session, cases, report }: CaseProps) => {
  const referrals = useMemo(() => new Referrals(session, cases), [session, cases]);
  const [known, setKnown] = useState<Referral[]>([]);
  const [authority, setAuthority] = useState("");
  const [recipient, setRecipient] = useState("");
  const act = useAct();
  const agreed = report.consent !== undefined && report.consent >= REFERRED;
  useEffect(() => {
    if (agreed) referrals.list().then(setKnown, () => undefined);
  }, [referrals, agreed]);
  if (!agreed) return null;
  const own = known.filter((referral) => referral.reports.includes(report.row.id));
  const fits = RECIPIENT.test(recipient.trim());
  const propose = (event: Event): void => {
    event.preventDefault();
    void act.run(async () => {
      try {
        setKnown(await referrals.propose([report], authority.trim(), recipient.trim()));
      } catch (problem) {
        if (problem instanceof NotAgreed) return text("desk-referral-not-agreed");
        throw problem;
      }
      setAuthority("");
      setRecipient("");
      return text("desk-referral-proposed");
    });
  };
  return (
    <details data-test="referral">
      <summary data-test="referral-open">
        {text("desk-referral")}
        {own.length > 0 && ` (${own.length})`}
      </summary>
      <p class="hint">{text("desk-referral-hint")}</p>
      <ul>
        {own.map((referral) => (
          <li key={referral.id}>
            {referral.authority} :{" "}
            {text(`desk-referral-${referral.steps[referral.steps.length - 1]?.act ?? "proposed"}`)}
          </li>
        ))}
      </ul>
      <form onSubmit={propose} autocomplete="off">
        <Field id="referral-authority" label={text("desk-referral-authority")}>
          <input
            id="referral-authority"
            data-test="referral-authority"
            required
            maxLength={120}
            value={authority}
            dir="auto"
            onInput={(event) => setAuthority(event.currentTarget.value)}
          />
        </Field>
        <Field id="referral-recipient" label={text("desk-referral-key")}>
          <textarea
            id="referral-recipient"
            data-test="referral-recipient"
            required
            rows={2}
            dir="ltr"
            value={recipient}
            onInput={(event) => setRecipient(event.currentTarget.value)}
          />
        </Field>
        {recipient.trim() && !fits && (
          <p class="error" role="alert">
            {text("desk-export-wrong", { name: recipient.trim().slice(0, 24) })}
          </p>
        )}
        <Outcome act={act} />
        <div class="actions">
          <button
            type="submit"
            class="second"
            data-test="referral-propose"
            disabled={!fits || !authority.trim() || act.working}
          >
            {text("desk-referral-propose")}
          </button>
        </div>
      </form>
    </details>
  );
};
