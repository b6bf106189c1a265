// Exporting cases to chosen recipients, whole or masked, within what the sources agreed to.
import { useMemo, useState } from "preact/hooks";
import { text } from "../../page/texts";
import type { Case } from "../case/case";
import { consentOf } from "../case/consent";
import { type CircleContext, useCircle } from "../store/context";
import { useAct } from "../ui/act";
import { Field } from "../ui/fields";
import { Outcome, Progress, save } from "../ui/parts";
import { type Recipient, exportCases } from "./export";
import { REFERRED, requireConsent } from "./referral";

/**
 * A hybrid (post-quantum) recipient of the age specification. Others are refused: exports must stay secret as long as
 * reports.
 */
export const RECIPIENT = /^age1pq1[02-9ac-hj-np-z]{1900,2100}$/;

/** A name for a recipient outside the circle. */
const nameOf = (recipient: string): string => `${recipient.slice(0, 16)}…${recipient.slice(-6)}`;

const recipientsOf = ({ session, circle }: CircleContext, members: string[], outside: string[]): Recipient[] => [
  ...session
    .people(circle.consultation)
    .filter(({ member }) => members.includes(member))
    .map(({ member, recipient }) => ({ name: session.login(member), recipient, inside: true })),
  ...outside.map((recipient) => ({ name: nameOf(recipient), recipient, inside: false })),
];

/** The recipients and the kind of export as they are chosen, and why it may be impossible. */
const useExportChoice = (reports: Case[]) => {
  const circle = useCircle();
  const { session, readers } = circle;
  const [ticked, setTicked] = useState<string[]>([session.me.member]);
  const [others, setOthers] = useState("");
  const [wantsMasked, setWantsMasked] = useState(false);
  const allowed = useMemo(() => readers.of(reports), [readers, reports]);
  const members = ticked.filter((id) => allowed.includes(id));
  const outside = others.split(/\s+/).filter(Boolean);
  return {
    /** Members who may read all of these reports. */
    allowed,
    members,
    tick: (id: string, yes: boolean): void =>
      setTicked(yes ? [...members, id] : members.filter((member) => member !== id)),
    others,
    setOthers,
    outside,
    masked: wantsMasked || outside.length > 0,
    setWantsMasked,
    recipients: recipientsOf(circle, members, outside),
    /** The first recipient that is not valid. */
    wrong: outside.find((recipient) => !RECIPIENT.test(recipient)),
    /** How many sources did not agree to a referral: their reports go to nobody outside the circle. */
    refused: outside.length > 0 ? reports.filter((report) => consentOf(report) < REFERRED).length : 0,
  };
};

type Choice = ReturnType<typeof useExportChoice>;

/** Makes and saves the file. `done` counts exported cases; `null` when nothing is going on. */
const useExport = (reports: Case[], { recipients, masked, outside }: Choice) => {
  const { session, cases } = useCircle();
  const [done, setDone] = useState<number | null>(null);
  const act = useAct();
  const writeFile = async (): Promise<string> => {
    if (outside.length > 0) await requireConsent(cases, reports);
    const file = await exportCases(session, cases, { cases: reports, recipients, masked }, setDone);
    const stem = reports.length === 1 ? reports[0]?.row.id.slice(0, 8) : reports.length;
    save(`sutura-${stem}.age`, file as BlobPart, "application/octet-stream");
    return text("desk-exported", { count: reports.length, name: recipients.map(({ name }) => name).join(", ") });
  };
  const download = (): void => {
    setDone(0);
    void act.run(() => writeFile().finally(() => setDone(null)));
  };
  return { act, done, download };
};

const Recipients = ({ choice }: { choice: Choice }) => {
  const { session } = useCircle();
  return (
    <>
      <fieldset>
        <legend>{text("desk-export-to")}</legend>
        {choice.allowed.map((id) => (
          <label key={id} class="choice">
            <input
              type="checkbox"
              data-test={`export-to-${session.login(id)}`}
              checked={choice.members.includes(id)}
              onChange={(event) => choice.tick(id, event.currentTarget.checked)}
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
          value={choice.others}
          onInput={(event) => choice.setOthers(event.currentTarget.value)}
        />
      </Field>
    </>
  );
};

const ExportOptions = ({ choice }: { choice: Choice }) => (
  <details>
    <summary data-test="export-open">{text("desk-export-choose")}</summary>
    <Recipients choice={choice} />
    <label class="choice">
      <input
        type="checkbox"
        data-test="export-masked"
        checked={choice.masked}
        disabled={choice.outside.length > 0}
        onChange={(event) => choice.setWantsMasked(event.currentTarget.checked)}
      />
      {text("desk-export-masked")}
    </label>
    {choice.wrong !== undefined && (
      <p class="error" role="alert">
        {text("desk-export-wrong", { name: nameOf(choice.wrong) })}
      </p>
    )}
    {choice.refused > 0 && (
      <p class="error" role="alert" data-test="export-consent">
        {text("desk-export-consent", { count: choice.refused })}
      </p>
    )}
  </details>
);

export const ExportPanel = ({ reports }: { reports: Case[] }) => {
  const choice = useExportChoice(reports);
  const { act, done, download } = useExport(reports, choice);
  const isImpossible =
    reports.length === 0 || choice.recipients.length === 0 || choice.wrong !== undefined || choice.refused > 0;
  return (
    <section data-test="export">
      <div class="actions">
        <button
          type="button"
          class="second"
          data-test="case-export"
          disabled={act.working || isImpossible}
          onClick={download}
        >
          {text("desk-export-count", { count: reports.length })}
        </button>
        <button type="button" class="second" data-test="print" hidden={reports.length !== 1} onClick={() => print()}>
          {text("desk-print")}
        </button>
      </div>
      <ExportOptions choice={choice} />
      {done === null ? (
        <Outcome act={act} />
      ) : (
        <Progress label={text("desk-working")} done={done} total={reports.length} />
      )}
    </section>
  );
};
