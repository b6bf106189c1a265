// Proposing a referral of a case to an authority.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { SentOnce } from "../../page/sent-once";
import { text } from "../../page/texts";
import type { Case } from "../case/case";
import { useCircle } from "../store/context";
import { ActForm } from "../ui/act-form";
import { Field } from "../ui/fields";
import { RECIPIENT } from "./export-panel";
import type { Referral } from "./ledger";
import { REFERRED, Referrals } from "./referral";

/** The referrals of a report, and a function that proposes another. */
const useProposals = (report: Case) => {
  const { session, cases } = useCircle();
  const referrals = useMemo(() => new Referrals(session, cases), [session, cases]);
  const [known, setKnown] = useState<Referral[]>([]);
  const once = useRef(new SentOnce());
  const agreed = report.consent !== undefined && report.consent >= REFERRED;
  useEffect(() => {
    if (agreed) referrals.list().then(setKnown, () => undefined);
  }, [referrals, agreed]);
  return {
    /** Whether the source agrees to referrals. */
    agreed,
    proposals: known.filter(({ reports }) => reports.includes(report.row.id)),
    propose: async (authority: string, recipient: string): Promise<void> => {
      const id = once.current.of(report.row.id, authority, recipient);
      setKnown(await referrals.propose(id, [report], authority, recipient));
      once.current.arrived();
    },
  };
};

interface FormProperties {
  onPropose: (authority: string, recipient: string) => Promise<void>;
}

const ProposalForm = ({ onPropose }: FormProperties) => {
  const [authority, setAuthority] = useState("");
  const [recipient, setRecipient] = useState("");
  const isRecipient = RECIPIENT.test(recipient.trim());
  const propose = async (): Promise<string> => {
    await onPropose(authority.trim(), recipient.trim());
    setAuthority("");
    setRecipient("");
    return text("desk-referral-proposed");
  };
  return (
    <ActForm
      kind="repeatable"
      perform={propose}
      send={{
        words: text("desk-referral-propose"),
        test: "referral-propose",
        class: "second",
        disabled: !isRecipient || !authority.trim(),
      }}
    >
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
      {recipient.trim() && !isRecipient && (
        <p class="error" role="alert">
          {text("desk-export-wrong", { name: recipient.trim().slice(0, 24) })}
        </p>
      )}
    </ActForm>
  );
};

export const ReferralForm = ({ report }: { report: Case }) => {
  const { agreed, proposals, propose } = useProposals(report);
  if (!agreed) return null;
  return (
    <details data-test="referral">
      <summary data-test="referral-open">
        {text("desk-referral")}
        {proposals.length > 0 && ` (${proposals.length})`}
      </summary>
      <p class="hint">{text("desk-referral-hint")}</p>
      <ul>
        {proposals.map((referral) => (
          <li key={referral.id}>
            {referral.authority} :{" "}
            {text(`desk-referral-${referral.steps[referral.steps.length - 1]?.act ?? "proposed"}`)}
          </li>
        ))}
      </ul>
      <ProposalForm onPropose={propose} />
    </details>
  );
};
