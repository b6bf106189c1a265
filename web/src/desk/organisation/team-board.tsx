// The organisation at the desk: its people, who is invited, and the button that stops every intake.
import { useDesk } from "../store/context";
import { type Role, invitableBy, may } from "../roles";
import { useEffect, useMemo, useState } from "preact/hooks";
import { text } from "../../page/texts";
import { useAct } from "../ui/act";
import { explain } from "../ui/explain";
import { Outcome, Progress } from "../ui/parts";
import { renew } from "../keys/renewal";
import { chosen } from "../case/case";
import { RootBoard } from "./root-board";
import type { Session } from "../keys/session";
import { type Colleague, type Invitation, Team, type TeamState } from "./team";

const Link = ({ link, onClose }: { link: string; onClose: () => void }) => {
  const [copied, setCopied] = useState(false);
  return (
    <div class="notice info" data-test="invitation-made">
      <p>{text("desk-invite-link")}</p>
      <p class="key" dir="ltr" data-test="invitation-link">
        {link}
      </p>
      {copied && <p role="status">{text("desk-copied")}</p>}
      <div class="actions">
        <button
          class="second"
          onClick={() =>
            void navigator.clipboard.writeText(link).then(
              () => setCopied(true),
              () => undefined,
            )
          }
        >
          {text("desk-copy")}
        </button>
        <button class="second" onClick={onClose}>
          {text("desk-close")}
        </button>
      </div>
    </div>
  );
};

const Invite = ({ session, team, onMade }: { session: Session; team: Team; onMade: (link: string) => void }) => {
  const [login, setLogin] = useState("");
  const [role, setRole] = useState<Role>("moderator");
  const invitable = invitableBy(session.me.role);
  const act = useAct();
  const invite = (event: Event): void => {
    event.preventDefault();
    void act.run(async () => {
      const link = await team.invite({ kind: "join", login: login.trim(), role });
      setLogin("");
      onMade(link);
      return "";
    });
  };
  return (
    <section aria-labelledby="invite-title">
      <h2 id="invite-title">{text("desk-invite")}</h2>
      <p class="hint">{text("desk-invite-hint")}</p>
      <form onSubmit={invite} autocomplete="off">
        <label class="field" for="invite-login">
          {text("desk-invite-login")}
        </label>
        <input
          id="invite-login"
          data-test="invite-login"
          value={login}
          onInput={(e) => setLogin(e.currentTarget.value)}
          pattern="\s*[A-Za-z0-9.\-]{3,40}\s*"
          autocapitalize="none"
          spellcheck={false}
          dir="ltr"
          required
        />
        <label class="field" for="invite-role">
          {text("desk-invite-role")}
        </label>
        <select
          id="invite-role"
          data-test="invite-role"
          value={role}
          onChange={(e) => setRole(chosen(invitable, e.currentTarget.value, role))}
        >
          {invitable.map((one) => (
            <option key={one} value={one}>
              {text(`desk-role-${one}`)}
            </option>
          ))}
        </select>
        <Outcome act={act} />
        <div class="actions">
          <button type="submit" data-test="invite" disabled={act.working}>
            {text("desk-invite-make")}
          </button>
        </div>
      </form>
    </section>
  );
};

const Open = ({ team, invitation, onDone }: { team: Team; invitation: Invitation; onDone: () => void }) => {
  const act = useAct();
  const waits = invitation.needs_two && !invitation.approved_by;
  return (
    <li class="card" data-test="invitation-open">
      <h3>{invitation.login}</h3>
      <p>{text(`desk-invitation-${invitation.kind}`, { name: invitation.login })}</p>
      <p class="meta">
        {[
          text("desk-invited-by", { name: invitation.invited_by ?? text("desk-journal-operator") }),
          waits ? text("desk-invitation-waits") : text("desk-invitation-days", { count: invitation.days }),
        ].join(" · ")}
      </p>
      <Outcome act={act} />
      <div class="actions">
        {waits && !invitation.mine && (
          <button
            data-test="invitation-approve"
            disabled={act.working}
            onClick={() =>
              void act.run(async () => {
                await team.approve(invitation);
                onDone();
                return "";
              })
            }
          >
            {text("desk-invitation-approve", { name: invitation.login })}
          </button>
        )}
        <button
          class="second"
          data-test="invitation-withdraw"
          disabled={act.working}
          onClick={() =>
            void act.run(async () => {
              await team.withdraw(invitation);
              onDone();
              return "";
            })
          }
        >
          {text("desk-invitation-withdraw")}
        </button>
      </div>
    </li>
  );
};

/** For somebody in no circle: those who are in one are removed there, with a new key in the same act. */
const Closing = ({
  session,
  team,
  person,
  onDone,
}: {
  session: Session;
  team: Team;
  person: Colleague;
  onDone: () => void;
}) => {
  const act = useAct();
  const [asked, setAsked] = useState(false);
  const close = (): Promise<void> =>
    act.run(async () => {
      await team.close(person.member);
      await session
        .refresh()
        .then(() => renew(session))
        .catch(() => undefined);
      onDone();
      return text("desk-closed", { name: person.login });
    });
  return (
    <>
      <p>{text("desk-close-account-why", { name: person.login })}</p>
      <Outcome act={act} />
      {asked ? (
        <div class="actions">
          <button class="danger" data-test="close-account-sure" disabled={act.working} onClick={() => void close()}>
            {text("desk-close-account-sure", { name: person.login })}
          </button>
          <button class="second" onClick={() => setAsked(false)}>
            {text("desk-cancel")}
          </button>
        </div>
      ) : (
        <button class="danger" data-test="close-account" onClick={() => setAsked(true)}>
          {text("desk-close-account", { name: person.login })}
        </button>
      )}
    </>
  );
};

const Person = ({
  session,
  team,
  person,
  own,
  onMade,
  onDone,
}: {
  session: Session;
  team: Team;
  person: Colleague;
  own: boolean;
  onMade: (link: string) => void;
  onDone: () => void;
}) => {
  const act = useAct();
  const invite = (kind: "readmit" | "second_factor"): void =>
    void act.run(async () => {
      onMade(await team.invite({ kind, member: person.member }));
      return "";
    });
  return (
    <li class="card" data-test="colleague">
      <h3>{person.login}</h3>
      <p class="meta">
        {[
          own ? text("desk-you") : "",
          text(`desk-role-${person.role}`),
          person.active ? "" : text("desk-person-removed"),
          person.last_week ? text("desk-last-week", { week: person.last_week }) : text("desk-never"),
          person.active && !person.recovery ? text("desk-person-no-sheet") : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <Outcome act={act} />
      {!own && (
        <details>
          <summary data-test="colleague-lost">{text("desk-lost", { name: person.login })}</summary>
          <p>{text("desk-readmit-why", { name: person.login })}</p>
          <button class="second" data-test="readmit" disabled={act.working} onClick={() => invite("readmit")}>
            {text("desk-readmit", { name: person.login })}
          </button>
          {person.active && (
            <>
              <p>{text("desk-second-factor-why", { name: person.login })}</p>
              <button
                class="second"
                data-test="second-factor"
                disabled={act.working}
                onClick={() => invite("second_factor")}
              >
                {text("desk-second-factor-renew", { name: person.login })}
              </button>
              <Closing session={session} team={team} person={person} onDone={onDone} />
            </>
          )}
        </details>
      )}
    </li>
  );
};

const LockAll = ({ team, name }: { team: Team; name: string }) => {
  const act = useAct();
  return (
    <section aria-labelledby="lock-all-title">
      <h2 id="lock-all-title">{text("desk-intake")}</h2>
      <p>{text("desk-lock-all-why", { title: name })}</p>
      <Outcome act={act} />
      <button
        class="danger"
        data-test="lock-all"
        disabled={act.working}
        onClick={() =>
          void act.run(async () => {
            await team.lock();
            return text("desk-lock-all-done");
          })
        }
      >
        {text("desk-lock-all")}
      </button>
    </section>
  );
};

export const TeamBoard = () => {
  const { session } = useDesk();
  const team = useMemo(() => new Team(session), [session]);
  const [state, setState] = useState<TeamState | null>(null);
  const [error, setError] = useState("");
  const [link, setLink] = useState("");
  const load = (): void => {
    setError("");
    void team.load().then(setState, (problem: unknown) => setError(explain(problem)));
  };
  useEffect(load, [team]);
  const made = (link: string): void => {
    setLink(link);
    load();
  };
  if (!state)
    return (
      <div class="pane board">
        {error ? (
          <p class="error" role="alert">
            {error}
          </p>
        ) : (
          <Progress label={text("desk-working")} />
        )}
      </div>
    );
  return (
    <div class="pane board">
      <p>
        <button class="second" data-test="team-refresh" onClick={load}>
          {text("desk-refresh")}
        </button>
      </p>
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      {link && <Link link={link} onClose={() => setLink("")} />}
      {may(session.me.role, "hold-root-key") && <RootBoard session={session} team={team} state={state} onDone={load} />}
      <LockAll team={team} name={state.organisation.name} />
      {state.invitations.length > 0 && (
        <section aria-labelledby="invitations-title">
          <h2 id="invitations-title">{text("desk-invitations")}</h2>
          <ul class="plain-list">
            {state.invitations.map((invitation) => (
              <Open key={invitation.hash} team={team} invitation={invitation} onDone={load} />
            ))}
          </ul>
        </section>
      )}
      <Invite session={session} team={team} onMade={made} />
      <section aria-labelledby="team-title">
        <h2 id="team-title">{state.organisation.name}</h2>
        <ul class="plain-list">
          {[...state.people]
            .sort((a, b) => (a.login < b.login ? -1 : 1))
            .map((colleague) => (
              <Person
                key={colleague.member}
                session={session}
                team={team}
                person={colleague}
                own={colleague.member === session.me.member}
                onMade={made}
                onDone={load}
              />
            ))}
        </ul>
      </section>
    </div>
  );
};
