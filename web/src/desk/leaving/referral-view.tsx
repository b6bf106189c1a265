// One referral: its steps, a preview of what would leave the circle, and the acts that are open to this member.
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import { Told } from "../../page/told";
import type { Case } from "../case/case";
import { isWithheld, maskedAnswers, maskedWords } from "../case/mask";
import { doubtOf } from "../case/two-people";
import { type CircleContext, useCircle } from "../store/context";
import { useAct } from "../ui/act";
import { Outcome, save } from "../ui/parts";
import { maskableIds } from "./export-case";
import type { Referral } from "./ledger";
import type { Referrals } from "./referral";

/** Returns the cases of a referral, or `undefined` when this member must not see one of them or one is gone. */
const casesOf = async ({ session, cases, readers }: CircleContext, referral: Referral): Promise<Case[] | undefined> => {
  const reports = await cases.list(() => undefined);
  const found = reports.filter(
    (report) =>
      referral.reports.includes(report.row.id) &&
      report.envelope &&
      report.recordReadable &&
      !readers.hiddenFrom(session.me.member, report),
  );
  return found.length === referral.reports.length ? found : undefined;
};

/** What would leave the circle. Members look at it before they can approve. */
const Preview = ({ reports }: { reports: Case[] }) => {
  const { circle } = useCircle();
  const ids = maskableIds(circle);
  const words = (report: Case): string[] =>
    [...Object.values(maskedAnswers(report, ids)), ...Object.values(maskedWords(report))].filter(
      (answer): answer is string => typeof answer === "string",
    );
  const files = (report: Case): number =>
    (report.envelope?.attachments ?? []).filter((file) => !isWithheld(report.record.masks, file.blob)).length;
  return (
    <div data-test="referral-preview">
      {reports.map((report) => (
        <blockquote key={report.row.id}>
          {words(report).map((answer, at) => (
            <p key={at} class="masked" dir="auto">
              {answer}
            </p>
          ))}
          <p class="meta">{text("desk-referral-files", { count: files(report) })}</p>
        </blockquote>
      ))}
    </div>
  );
};

interface Properties {
  referrals: Referrals;
  referral: Referral;
  /** Resolves when the change is shown; until then no other act can begin. */
  onChange: (referrals: Referral[]) => Promise<void>;
}

type Act = "withdrawn" | "acknowledged" | "answered";

/** The acts on a referral. `reports` is `null` until the member has looked at them. */
const useReferral = ({ referrals, referral, onChange }: Properties) => {
  const circle = useCircle();
  const [reports, setReports] = useState<Case[] | null>(null);
  const act = useAct();
  const look = (): void =>
    void act.run(async () => {
      const found = await casesOf(circle, referral);
      setReports(found ?? null);
      if (!found) throw new Told("desk-referral-not-here");
      return text("desk-referral-look");
    });
  const approve = (): void =>
    void act.run(async () => {
      if (!reports) return "";
      const approved = await referrals.approve(referral, reports, () => undefined);
      save(`sutura-${referral.id.slice(0, 8)}.age`, approved.file as BlobPart, "application/octet-stream");
      setReports(null);
      await onChange(approved.referrals);
      return text("desk-referral-sent");
    });
  const step = (next: Act): void =>
    void act.run(async () => {
      await onChange(await referrals.step(referral, next));
      return text(`desk-referral-${next}`);
    });
  return { act, reports, look, approve, step };
};

/** Buttons for the acts that are open to this member now. */
const Acts = ({ referral, state }: { referral: Referral; state: ReturnType<typeof useReferral> }) => {
  const { session, circle } = useCircle();
  const { act, reports, look, approve, step } = state;
  const last = referral.steps[referral.steps.length - 1]?.act;
  const first = referral.steps[0]?.by ?? "";
  const doubt = doubtOf(first, session.me.member, session.parties(circle.consultation));
  const approvable = last === "proposed" && !doubt;
  const button = (next: Act) => (
    <button class="second" data-test={`referral-${next}`} disabled={act.working} onClick={() => step(next)}>
      {text(`desk-referral-do-${next}`)}
    </button>
  );
  return (
    <div class="actions">
      {approvable && !reports && (
        <button class="second" data-test="referral-look" disabled={act.working} onClick={look}>
          {text("desk-referral-do-look")}
        </button>
      )}
      {approvable && reports && (
        <button data-test="referral-approve" disabled={act.working} onClick={approve}>
          {text("desk-referral-approve")}
        </button>
      )}
      {last === "proposed" && doubt && first !== session.me.member && (
        <p class="notice info">{text(`desk-two-${doubt}`)}</p>
      )}
      {last === "proposed" && button("withdrawn")}
      {last === "sent" && button("acknowledged")}
      {(last === "sent" || last === "acknowledged") && button("answered")}
    </div>
  );
};

export const ReferralView = (properties: Properties) => {
  const { session } = useCircle();
  const { referral } = properties;
  const state = useReferral(properties);
  const waitsForSecond =
    referral.steps[referral.steps.length - 1]?.act === "proposed" && referral.steps[0]?.by === session.me.member;
  return (
    <article class="card" data-test="referral-entry">
      <h3>{referral.authority}</h3>
      <p class="meta">{text("desk-referral-count", { count: referral.reports.length })}</p>
      <details>
        <summary>{text("desk-referral-key")}</summary>
        <p class="key" dir="ltr" data-test="referral-key">
          {referral.recipient}
        </p>
      </details>
      <ol>
        {referral.steps.map(({ act, by, week }) => (
          <li key={act}>
            {text(`desk-referral-${act}`)} · {session.login(by)} · {text("desk-week", { week })}
          </li>
        ))}
      </ol>
      {referral.onePerson && (
        <p class="alarm" role="alert" data-test="referral-one-person">
          {text("desk-two-alarm")}
        </p>
      )}
      {waitsForSecond && <p class="notice info">{text("desk-referral-second")}</p>}
      {state.reports && <Preview reports={state.reports} />}
      <Outcome act={state.act} />
      <Acts referral={referral} state={state} />
    </article>
  );
};
