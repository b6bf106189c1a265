// What was handed to authorities, and what waits for a second member.
import { useEffect, useMemo, useState } from "preact/hooks";
import { text } from "../../page/texts";
import type { Case } from "../case/case";
import { useCircle } from "../store/context";
import { Problem, Progress } from "../ui/parts";
import { useLatest } from "../ui/latest";
import type { Referral } from "./ledger";
import { Referrals } from "./referral";
import { ReferralView } from "./referral-view";

/**
 * The referrals of the circle, and its reports: a referral is hidden from members from whom one of its reports is
 * hidden.
 */
const useReferrals = () => {
  const { session, cases } = useCircle();
  const referrals = useMemo(() => new Referrals(session, cases), [session, cases]);
  const [list, setList] = useState<Referral[] | null>(null);
  const [reports, setReports] = useState<Case[]>([]);
  const [error, setError] = useState("");
  const show = async (found: Referral[]): Promise<void> => {
    setReports(found.length > 0 ? await cases.list(() => undefined) : []);
    setList(found);
  };
  const latest = useLatest(show);
  useEffect(() => {
    referrals
      .list()
      .then((found) => latest.current(found))
      .catch(() => setError(text("desk-network")));
  }, [latest, referrals]);
  return { referrals, list, reports, error, show };
};

export const ReferralBoard = () => {
  const { session, shared, readers } = useCircle();
  const { referrals, list, reports, error, show } = useReferrals();
  const { member } = session.me;
  const isHidden = (referral: Referral): boolean => {
    if (referral.steps[0]?.by === member) return false;
    return referral.reports.some((id) => {
      const report = reports.find(({ row }) => row.id === id);
      // A report that is not here may be one that is hidden: its proposal is hidden, too.
      return report ? readers.hiddenFrom(member, report) !== undefined : referral.steps.length === 1;
    });
  };
  const visible = shared.ready ? (list ?? []).filter((referral) => !isHidden(referral)) : [];
  const hidden = shared.ready ? (list ?? []).length - visible.length : 0;
  return (
    <section class="pane" aria-labelledby="referrals-title" data-test="referrals">
      <h2 id="referrals-title">{text("desk-referrals")}</h2>
      <Problem error={error} />
      {!error && (list === null || !shared.ready) && <Progress label={text("desk-referral-loading")} />}
      {list?.length === 0 && <p class="empty">{text("desk-referrals-none")}</p>}
      {hidden > 0 && (
        <p class="notice info" data-test="referral-hidden">
          {text("desk-hidden-referral", { count: hidden })}
        </p>
      )}
      {[...visible].reverse().map((referral) => (
        <ReferralView key={referral.id} referrals={referrals} referral={referral} onChange={show} />
      ))}
    </section>
  );
};
