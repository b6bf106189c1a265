// Exporting cases: to whom, whole or masked, and what the sources agreed to.
import { useMemo, useState } from "preact/hooks";
import { text } from "../../page/texts";
import { useAct } from "../ui/act";
import type { Cases } from "../store/cases";
import { consentOf } from "../case/consent";
import { exportCases } from "./export";
import { Field, Outcome, Progress, save } from "../ui/parts";
import { REFERRED } from "./referral";
import type { Readers } from "../store/readers";
import type { Case } from "../case/case";
import type { Session } from "../keys/session";

interface Properties {
  session: Session;
  readers: Readers;
  cases: Cases;
  chosen: Case[];
}

/** The hybrid type of the age specification: what leaves must stay closed for as long as what came. */
export const RECIPIENT = /^age1pq1[02-9ac-hj-np-z]{1900,2100}$/;

/** A name for a recipient that is nobody's in the circle. */
const nameOf = (recipient: string): string => `${recipient.slice(0, 16)}…${recipient.slice(-6)}`;

export const ExportPanel = ({ session, readers, cases, chosen }: Properties) => {
  const [chosenMembers, setMembers] = useState<string[]>([session.me.member]);
  const [others, setOthers] = useState("");
  const [masked, setMasked] = useState(false);
  const [done, setDone] = useState<number | null>(null);
  const act = useAct();
  const allowed = useMemo(() => readers.of(chosen), [readers, chosen]);
  const members = chosenMembers.filter((id) => allowed.includes(id));
  const outside = others.split(/\s+/).filter(Boolean);
  // Words of a source go to people outside the circle only if the source said so.
  const kept = outside.length > 0 ? chosen.filter((report) => consentOf(report) < REFERRED).length : 0;
  const wrong = outside.find((one) => !RECIPIENT.test(one));
  const recipients = [
    ...members.map((id) => ({
      name: session.login(id),
      recipient: session.me.members[id]?.recipient ?? "",
      inside: true,
    })),
    ...outside.map((recipient) => ({ name: nameOf(recipient), recipient, inside: false })),
  ];
  const download = (): void =>
    void act.run(async () => {
      setDone(0);
      try {
        if (outside.length > 0)
          for (const report of chosen)
            if ((await cases.consentNow(report)) < REFERRED) return text("desk-referral-not-agreed");
        const file = await exportCases(
          session,
          cases,
          { cases: chosen, recipients, masked: masked || outside.length > 0 },
          setDone,
        );
        save(
          chosen.length === 1 ? `sutura-${chosen[0]?.row.id.slice(0, 8)}.age` : `sutura-${chosen.length}.age`,
          file as BlobPart,
          "application/octet-stream",
        );
        return text("desk-exported", { count: chosen.length, name: recipients.map((one) => one.name).join(", ") });
      } finally {
        setDone(null);
      }
    });
  const choose = (id: string, yes: boolean): void =>
    setMembers(yes ? [...members, id] : members.filter((one) => one !== id));
  return (
    <section data-test="export">
      <div class="actions">
        <button
          type="button"
          class="second"
          data-test="case-export"
          disabled={act.working || chosen.length === 0 || recipients.length === 0 || wrong !== undefined || kept > 0}
          onClick={download}
        >
          {text("desk-export-count", { count: chosen.length })}
        </button>
        <button type="button" class="second" data-test="print" hidden={chosen.length !== 1} onClick={() => print()}>
          {text("desk-print")}
        </button>
      </div>
      <details>
        <summary data-test="export-open">{text("desk-export-choose")}</summary>
        <fieldset>
          <legend>{text("desk-export-to")}</legend>
          {allowed.map((id) => (
            <label key={id} class="choice">
              <input
                type="checkbox"
                data-test={`export-to-${session.login(id)}`}
                checked={members.includes(id)}
                onChange={(event) => choose(id, event.currentTarget.checked)}
              />
              {session.login(id)}
            </label>
          ))}
        </fieldset>
        <Field id="export-others" label={text("desk-export-others")}>
          <textarea
            id="export-others"
            data-test="export-others"
            rows={2}
            dir="ltr"
            value={others}
            onInput={(event) => setOthers(event.currentTarget.value)}
          />
        </Field>
        <label class="choice">
          <input
            type="checkbox"
            data-test="export-masked"
            checked={masked || outside.length > 0}
            disabled={outside.length > 0}
            onChange={(event) => setMasked(event.currentTarget.checked)}
          />
          {text("desk-export-masked")}
        </label>
        {wrong !== undefined && (
          <p class="error" role="alert">
            {text("desk-export-wrong", { name: nameOf(wrong) })}
          </p>
        )}
        {kept > 0 && (
          <p class="error" role="alert" data-test="export-consent">
            {text("desk-export-consent", { count: kept })}
          </p>
        )}
      </details>
      {done === null ? (
        <Outcome act={act} />
      ) : (
        <Progress label={text("desk-working")} done={done} total={chosen.length} />
      )}
    </section>
  );
};
