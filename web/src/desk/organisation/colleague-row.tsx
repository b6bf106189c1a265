// Somebody of the organisation: who they are, and what can be done when they have lost something or must go.
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import { renew } from "../keys/renewal";
import { useDesk } from "../store/context";
import { type Acting, useAct } from "../ui/act";
import { Outcome } from "../ui/parts";
import { useOrganisation } from "./context";
import type { RootProof, TeamPerson } from "../../wire";
import { RootActForm, needsRoot } from "../keys/root-act";

/** For somebody in no circle: those who are in one are removed there, with a new key in the same act. */
const Closing = ({ colleague }: { colleague: TeamPerson }) => {
  const { session } = useDesk();
  const { team, load } = useOrganisation();
  const act = useAct();
  const [asked, setAsked] = useState(false);
  const [rootAsked, setRootAsked] = useState(false);
  const name = colleague.login;
  const close = async (root: RootProof | null): Promise<string> => {
    await team.close(colleague.member, root).catch((error: unknown) => {
      setRootAsked(needsRoot(error));
      throw error;
    });
    await session
      .refresh()
      .then(() => renew(session))
      .catch(() => undefined);
    load();
    return text("desk-closed", { name });
  };
  return (
    <>
      <p>{text("desk-close-account-why", { name })}</p>
      <Outcome act={act} />
      {rootAsked ? (
        <RootActForm session={session} act="close" subject={colleague.member} perform={close} />
      ) : asked ? (
        <div class="actions">
          <button
            class="danger"
            data-test="close-account-sure"
            disabled={act.working}
            onClick={() => void act.run(() => close(null))}
          >
            {text("desk-close-account-sure", { name })}
          </button>
          <button class="second" onClick={() => setAsked(false)}>
            {text("desk-cancel")}
          </button>
        </div>
      ) : (
        <button class="danger" data-test="close-account" onClick={() => setAsked(true)}>
          {text("desk-close-account", { name })}
        </button>
      )}
    </>
  );
};

/** For somebody who lost their passphrase and keys, or their second factor. */
const Lost = ({ colleague, act }: { colleague: TeamPerson; act: Acting }) => {
  const { team, invited } = useOrganisation();
  const name = colleague.login;
  const invite = (kind: "readmit" | "second_factor"): void =>
    void act.run(async () => {
      invited(await team.invite({ kind, member: colleague.member }));
      return "";
    });
  return (
    <details>
      <summary data-test="colleague-lost">{text("desk-lost", { name })}</summary>
      <p>{text("desk-readmit-why", { name })}</p>
      <button class="second" data-test="readmit" disabled={act.working} onClick={() => invite("readmit")}>
        {text("desk-readmit", { name })}
      </button>
      {colleague.active && (
        <>
          <p>{text("desk-second-factor-why", { name })}</p>
          <button
            class="second"
            data-test="second-factor"
            disabled={act.working}
            onClick={() => invite("second_factor")}
          >
            {text("desk-second-factor-renew", { name })}
          </button>
          <Closing colleague={colleague} />
        </>
      )}
    </details>
  );
};

export const ColleagueRow = ({ colleague }: { colleague: TeamPerson }) => {
  const act = useAct();
  const { me } = useDesk().session;
  const own = colleague.member === me.member;
  const waits = colleague.active && (colleague.second_from ?? "") > me.today;
  return (
    <li class="card" data-test="colleague">
      <h3>{colleague.login}</h3>
      <p class="meta">
        {[
          own ? text("desk-you") : "",
          text(`desk-role-${colleague.role}`),
          colleague.active ? "" : text("desk-person-removed"),
          colleague.last_week ? text("desk-last-week", { week: colleague.last_week }) : text("desk-never"),
          colleague.active && !colleague.recovery ? text("desk-person-no-sheet") : "",
          waits ? text("desk-second-from", { from: colleague.second_from ?? "" }) : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <Outcome act={act} />
      {!own && <Lost colleague={colleague} act={act} />}
    </li>
  );
};
