// What was handed to authorities, and what waits for a second member.
import { useEffect, useMemo, useState } from "preact/hooks";
import { text } from "../../page/texts";
import { useAct } from "../ui/act";
import { OTHER } from "../../questionnaire/definition";
import { Cases } from "../store/cases";
import { isWithheld, maskedAnswers, maskedWords } from "../case/mask";
import { Outcome, Progress, save } from "../ui/parts";
import type { Readers } from "../store/readers";
import { NotAgreed, type Referral, Referrals, SamePerson } from "./referral";
import type { Case } from "../case/case";
import type { Circle } from "../case/circle";
import type { Session } from "../keys/session";
import type { Shared } from "../store/shared";

interface Properties {
  session: Session;
  circle: Circle;
  cases: Cases;
  readers: Readers;
  referrals: Referrals;
  referral: Referral;
  /** Done when it is shown: until then nothing more is done on top of it. */
  onChange: (all: Referral[]) => Promise<void>;
}

/** The cases of a referral, unless this member must not see one of them or one is gone. */
const casesOf = async ({ session, cases, readers, referral }: Properties): Promise<Case[] | undefined> => {
  const all = await cases.list(() => undefined);
  const found = all.filter(
    (each) =>
      referral.reports.includes(each.row.id) &&
      each.envelope &&
      each.recordReadable &&
      !readers.hiddenFrom(session.me.member, each),
  );
  return found.length === referral.reports.length ? found : undefined;
};

/** What would leave: who approves looks at it before. */
const Preview = ({ circle, found }: { circle: Circle; found: Case[] }) => {
  const ids = circle.questionnaire.questions.flatMap(({ id }) => [id, `${id}-${OTHER}`]);
  const words = (report: Case): string[] =>
    [...Object.values(maskedAnswers(report, ids)), ...Object.values(maskedWords(report))].filter(
      (answer): answer is string => typeof answer === "string",
    );
  const files = (report: Case): number =>
    (report.envelope?.attachments ?? []).filter((file) => !isWithheld(report.record.masks, file.blob)).length;
  return (
    <div data-test="referral-preview">
      {found.map((report) => (
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

const ReferralView = (properties: Properties) => {
  const { session, circle, referrals, referral, onChange } = properties;
  const [looked, setLooked] = useState<Case[] | null>(null);
  const act = useAct();
  const look = (): void =>
    void act.run(async () => {
      const found = await casesOf(properties);
      setLooked(found ?? null);
      return text(found ? "desk-referral-look" : "desk-referral-not-here");
    });
  const last = referral.steps[referral.steps.length - 1];
  const own = referral.steps[0]?.by === session.me.member;
  const approve = (): void =>
    void act.run(async () => {
      if (!looked) return "";
      try {
        const { file, after } = await referrals.approve(referral, looked, () => undefined);
        save(`sutura-${referral.id.slice(0, 8)}.age`, file as BlobPart, "application/octet-stream");
        setLooked(null);
        await onChange(after);
        return text("desk-referral-sent");
      } catch (problem) {
        if (problem instanceof NotAgreed) return text("desk-referral-not-agreed");
        if (problem instanceof SamePerson) return text("desk-referral-second");
        throw problem;
      }
    });
  const step = (what: "withdrawn" | "acknowledged" | "answered"): void =>
    void act.run(async () => {
      await onChange(await referrals.step(referral, what));
      return text(`desk-referral-${what}`);
    });
  const button = (what: "withdrawn" | "acknowledged" | "answered") => (
    <button class="second" data-test={`referral-${what}`} disabled={act.working} onClick={() => step(what)}>
      {text(`desk-referral-do-${what}`)}
    </button>
  );
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
        {referral.steps.map(({ act: what, by, week }) => (
          <li key={what}>
            {text(`desk-referral-${what}`)} · {session.login(by)} · {text("desk-week", { week })}
          </li>
        ))}
      </ol>
      {last?.act === "proposed" && own && <p class="notice info">{text("desk-referral-second")}</p>}
      {looked && <Preview circle={circle} found={looked} />}
      <Outcome act={act} />
      <div class="actions">
        {last?.act === "proposed" && !own && !looked && (
          <button class="second" data-test="referral-look" disabled={act.working} onClick={look}>
            {text("desk-referral-do-look")}
          </button>
        )}
        {looked && last?.act === "proposed" && !own && (
          <button data-test="referral-approve" disabled={act.working} onClick={approve}>
            {text("desk-referral-approve")}
          </button>
        )}
        {last?.act === "proposed" && button("withdrawn")}
        {last?.act === "sent" && button("acknowledged")}
        {(last?.act === "sent" || last?.act === "acknowledged") && button("answered")}
      </div>
    </article>
  );
};

export const ReferralBoard = ({
  session,
  circle,
  shared,
  readers,
}: {
  session: Session;
  circle: Circle;
  shared: Shared;
  readers: Readers;
}) => {
  const cases = useMemo(() => new Cases(session, circle.consultation), [session, circle.consultation]);
  const referrals = useMemo(() => new Referrals(session, cases), [session, cases]);
  const [all, setAll] = useState<Referral[] | null>(null);
  /** The reports as this member holds them: what is handed over of one that is hidden is hidden too. */
  const [reports, setReports] = useState<Case[] | null>(null);
  const [error, setError] = useState("");
  const show = async (found: Referral[]): Promise<void> => {
    setReports(found.length > 0 ? await cases.list(() => undefined) : []);
    setAll(found);
  };
  useEffect(
    () =>
      void referrals
        .list()
        .then(show)
        .catch(() => setError(text("desk-network"))),
    [referrals],
  );
  /** What is proposed of a report that is not here may be of a hidden one. */
  const hides = (referral: Referral): boolean => {
    if (referral.steps[0]?.by === session.me.member) return false;
    const found = referral.reports.map((id) => (reports ?? []).find((each) => each.row.id === id));
    return found.some((each) =>
      each ? readers.hiddenFrom(session.me.member, each) !== undefined : referral.steps.length === 1,
    );
  };
  const shown = shared.ready ? (all ?? []).filter((referral) => !hides(referral)) : [];
  const hidden = shared.ready ? (all ?? []).length - shown.length : 0;
  return (
    <section class="pane" aria-labelledby="referrals-title" data-test="referrals">
      <h2 id="referrals-title">{text("desk-referrals")}</h2>
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      {!error && (all === null || !shared.ready) && <Progress label={text("desk-referral-loading")} />}
      {all?.length === 0 && <p class="empty">{text("desk-referrals-none")}</p>}
      {hidden > 0 && (
        <p class="notice info" data-test="referral-hidden">
          {text("desk-hidden-referral", { count: hidden })}
        </p>
      )}
      {[...shown].reverse().map((referral) => (
        <ReferralView
          key={referral.id}
          session={session}
          circle={circle}
          cases={cases}
          readers={readers}
          referrals={referrals}
          referral={referral}
          onChange={show}
        />
      ))}
    </section>
  );
};
