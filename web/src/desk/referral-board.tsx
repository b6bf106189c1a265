// What was handed to authorities, and what waits for a second member.
import { useEffect, useMemo, useState } from "preact/hooks";
import { text } from "../texts";
import { useAct } from "./act";
import { Cases } from "./cases";
import { isInterested, latest } from "./interest";
import { Outcome, save } from "./parts";
import { NotAgreed, type Referral, Referrals, SamePerson } from "./referral";
import type { Case } from "./report";
import type { Circle, Session } from "./session";
import { type Shared, useShared } from "./shared";

interface Properties {
  session: Session;
  cases: Cases;
  shared: Shared;
  referrals: Referrals;
  one: Referral;
  onChange: (all: Referral[]) => void;
}

/** The cases of a referral, unless this member must not see one of them or one is gone. */
const casesOf = async ({ session, cases, shared, one }: Properties): Promise<Case[] | undefined> => {
  const all = await cases.list(() => undefined);
  const interest = latest(shared.interests, session.me.member);
  const found = all.filter((each) => one.reports.includes(each.row.id) && each.envelope && each.recordReadable && !isInterested(interest, each));
  return found.length === one.reports.length ? found : undefined;
};

const ReferralView = (properties: Properties) => {
  const { session, referrals, one, onChange } = properties;
  const act = useAct();
  const last = one.steps[one.steps.length - 1];
  const own = one.steps[0]?.by === session.me.member;
  const approve = (): void =>
    void act.run(async () => {
      const found = await casesOf(properties);
      if (!found) return text("desk-referral-not-here");
      try {
        const { file, after } = await referrals.approve(one, found, () => undefined);
        save(`sutura-${one.id.slice(0, 8)}.age`, file as BlobPart, "application/octet-stream");
        onChange(after);
        return text("desk-referral-sent");
      } catch (problem) {
        if (problem instanceof NotAgreed) return text("desk-referral-not-agreed");
        if (problem instanceof SamePerson) return text("desk-referral-second");
        throw problem;
      }
    });
  const step = (what: "withdrawn" | "acknowledged" | "answered"): void =>
    void act.run(async () => {
      onChange(await referrals.step(one, what));
      return text(`desk-referral-${what}`);
    });
  const button = (what: "withdrawn" | "acknowledged" | "answered") => (
    <button class="second" data-test={`referral-${what}`} disabled={act.working} onClick={() => step(what)}>{text(`desk-referral-do-${what}`)}</button>
  );
  return (
    <article class="card" data-test="referral-entry">
      <h3>{one.authority}</h3>
      <p class="meta">{text("desk-referral-count", { count: one.reports.length })}</p>
      <ol>{one.steps.map(({ act: what, by, week }) => <li key={what}>{text(`desk-referral-${what}`)} · {session.login(by)} · {text("desk-week", { week })}</li>)}</ol>
      {last?.act === "proposed" && own && <p class="notice info">{text("desk-referral-second")}</p>}
      <Outcome act={act} />
      <div class="actions">
        {last?.act === "proposed" && !own && <button data-test="referral-approve" disabled={act.working} onClick={approve}>{text("desk-referral-approve")}</button>}
        {last?.act === "proposed" && button("withdrawn")}
        {last?.act === "sent" && button("acknowledged")}
        {(last?.act === "sent" || last?.act === "acknowledged") && button("answered")}
      </div>
    </article>
  );
};

export const ReferralBoard = ({ session, circle }: { session: Session; circle: Circle }) => {
  const cases = useMemo(() => new Cases(session, circle.consultation), [session, circle.consultation]);
  const referrals = useMemo(() => new Referrals(session, cases), [session, cases]);
  const shared = useShared(session, circle, 0);
  const [all, setAll] = useState<Referral[] | null>(null);
  const [error, setError] = useState("");
  useEffect(() => void referrals.list().then(setAll, () => setError(text("desk-network"))), [referrals]);
  return (
    <section class="pane" aria-labelledby="referrals-title" data-test="referrals">
      <h2 id="referrals-title">{text("desk-referrals")}</h2>
      {error && <p class="error" role="alert">{error}</p>}
      {all?.length === 0 && <p class="empty">{text("desk-referrals-none")}</p>}
      {shared.ready && [...(all ?? [])].reverse().map((one) => <ReferralView key={one.id} session={session} cases={cases} shared={shared} referrals={referrals} one={one} onChange={setAll} />)}
    </section>
  );
};
