// Invitations: making one, whose link is shown once, and those that are open, to be agreed to or withdrawn.
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import { chosen } from "../case/case";
import { invitableBy } from "../roles";
import { useDesk } from "../store/context";
import { useAct } from "../ui/act";
import { ActForm } from "../ui/act-form";
import { Outcome } from "../ui/parts";
import { useOrganisation } from "./context";
import type { OpenInvitation, Role, RootProof } from "../../wire";
import { SelectField } from "../ui/fields";
import { RootActForm } from "../keys/root-act";

export const Link = ({ link, onClose }: { link: string; onClose: () => void }) => {
  const [copied, setCopied] = useState(false);
  const copy = (): Promise<void> =>
    navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => undefined,
    );
  return (
    <div class="notice info" data-test="invitation-made">
      <p>{text("desk-invite-link")}</p>
      <p class="key" dir="ltr" data-test="invitation-link">
        {link}
      </p>
      {copied && <p role="status">{text("desk-copied")}</p>}
      <div class="actions">
        <button class="second" onClick={() => void copy()}>
          {text("desk-copy")}
        </button>
        <button class="second" onClick={onClose}>
          {text("desk-close")}
        </button>
      </div>
    </div>
  );
};

const RoleField = ({ role, onRole }: { role: Role; onRole: (role: Role) => void }) => {
  const invitable = invitableBy(useDesk().session.me.role);
  return (
    <>
      <label class="field" for="invite-role">
        {text("desk-invite-role")}
      </label>
      <select
        id="invite-role"
        data-test="invite-role"
        value={role}
        onChange={(e) => onRole(chosen(invitable, e.currentTarget.value, role))}
      >
        {invitable.map((name) => (
          <option key={name} value={name}>
            {text(`desk-role-${name}`)}
          </option>
        ))}
      </select>
    </>
  );
};

/** Whether the person has another account: then the two are one where an act needs two. */
const SamePerson = ({ same, onSame }: { same: string; onSame: (member: string) => void }) => (
  <SelectField id="invite-same" test="invite-same" label={text("desk-invite-same")} value={same} onChange={onSame}>
    <option value="">{text("desk-invite-same-none")}</option>
    {useOrganisation().state.people.map(({ member, login }) => (
      <option key={member} value={member}>
        {login}
      </option>
    ))}
  </SelectField>
);

export const Invite = () => {
  const { team, invited } = useOrganisation();
  const [login, setLogin] = useState("");
  const [role, setRole] = useState<Role>("moderator");
  const [same, setSame] = useState("");
  const invite = async (): Promise<string> => {
    const link = await team.invite({ kind: "join", login: login.trim(), role, same_as: same || null });
    setLogin("");
    setSame("");
    invited(link);
    return "";
  };
  return (
    <section aria-labelledby="invite-title">
      <h2 id="invite-title">{text("desk-invite")}</h2>
      <p class="hint">{text("desk-invite-hint")}</p>
      <ActForm kind="repeatable" perform={invite} send={{ words: text("desk-invite-make"), test: "invite" }}>
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
        <RoleField role={role} onRole={setRole} />
        <SamePerson same={same} onSame={setSame} />
      </ActForm>
    </section>
  );
};

const InvitationRow = ({ invitation }: { invitation: OpenInvitation }) => {
  const { session } = useDesk();
  const { team, load } = useOrganisation();
  const act = useAct();
  const waits = invitation.needs_two && !invitation.approved_by && !invitation.root_agreed;
  const agreeAsRoot = async (proof: RootProof): Promise<string> => {
    await team.approve(invitation, proof);
    load();
    return "";
  };
  const run = (perform: (invitation: OpenInvitation) => Promise<void>): void =>
    void act.run(async () => {
      await perform(invitation);
      load();
      return "";
    });
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
            onClick={() => run((agreed) => team.approve(agreed))}
          >
            {text("desk-invitation-approve", { name: invitation.login })}
          </button>
        )}
        <button
          class="second"
          data-test="invitation-withdraw"
          disabled={act.working}
          onClick={() => run((withdrawn) => team.withdraw(withdrawn))}
        >
          {text("desk-invitation-withdraw")}
        </button>
      </div>
      {waits && (
        <details>
          <summary data-test="invitation-root">{text("desk-invitation-root")}</summary>
          <RootActForm session={session} act="agree" subject={invitation.hash} perform={agreeAsRoot} />
        </details>
      )}
    </li>
  );
};

export const OpenInvitations = () => {
  const { invitations } = useOrganisation().state;
  if (invitations.length === 0) return null;
  return (
    <section aria-labelledby="invitations-title">
      <h2 id="invitations-title">{text("desk-invitations")}</h2>
      <ul class="plain-list">
        {invitations.map((invitation) => (
          <InvitationRow key={invitation.hash} invitation={invitation} />
        ))}
      </ul>
    </section>
  );
};
