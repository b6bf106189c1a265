// The organisation at the desk: its root key, the button that stops every intake, who is invited, and its people.
import { useEffect, useMemo, useState } from "preact/hooks";
import { text } from "../../page/texts";
import { may } from "../roles";
import { useDesk } from "../store/context";
import { useAct } from "../ui/act";
import { explain } from "../ui/explain";
import { Outcome, Problem, Progress } from "../ui/parts";
import { ColleagueRow } from "./colleague-row";
import { OrganisationContext, useOrganisation } from "./context";
import { Invite, Link, OpenInvitations } from "./invitations";
import { RootBoard } from "./root-board";
import type * as wire from "../../wire";
import { Team } from "./team";

const LockAll = () => {
  const { team, state } = useOrganisation();
  const act = useAct();
  const lock = (): Promise<void> =>
    act.run(async () => {
      await team.lock();
      return text("desk-lock-all-done");
    });
  return (
    <section aria-labelledby="lock-all-title">
      <h2 id="lock-all-title">{text("desk-intake")}</h2>
      <p>{text("desk-lock-all-why", { title: state.organisation.name })}</p>
      <Outcome act={act} />
      <button class="danger" data-test="lock-all" disabled={act.working} onClick={() => void lock()}>
        {text("desk-lock-all")}
      </button>
    </section>
  );
};

const Colleagues = () => {
  const { organisation, people } = useOrganisation().state;
  const sorted = [...people].sort((a, b) => (a.login < b.login ? -1 : 1));
  return (
    <section aria-labelledby="team-title">
      <h2 id="team-title">{organisation.name}</h2>
      <ul class="plain-list">
        {sorted.map((colleague) => (
          <ColleagueRow key={colleague.member} colleague={colleague} />
        ))}
      </ul>
    </section>
  );
};

export const TeamBoard = () => {
  const { session } = useDesk();
  const team = useMemo(() => new Team(session), [session]);
  const [state, setState] = useState<wire.Team | null>(null);
  const [error, setError] = useState("");
  const [link, setLink] = useState("");
  const load = (): void => {
    setError("");
    void team.load().then(setState, (problem: unknown) => setError(explain(problem)));
  };
  useEffect(load, [team]);
  const invited = (made: string): void => {
    setLink(made);
    load();
  };
  if (!state) {
    return (
      <div class="pane board">{error ? <Problem error={error} /> : <Progress label={text("desk-working")} />}</div>
    );
  }
  return (
    <OrganisationContext.Provider value={{ team, state, load, invited }}>
      <div class="pane board">
        <p>
          <button class="second" data-test="team-refresh" onClick={load}>
            {text("desk-refresh")}
          </button>
        </p>
        <Problem error={error} />
        {link && <Link link={link} onClose={() => setLink("")} />}
        {may(session.me.role, "hold-root-key") && <RootBoard />}
        <LockAll />
        <OpenInvitations />
        <Invite />
        <Colleagues />
      </div>
    </OrganisationContext.Provider>
  );
};
