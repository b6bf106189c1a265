// Writing a summary of a case. Only what this form asks for leaves the report, within what the source agreed to.
import { useRef, useState } from "preact/hooks";
import { SentOnce } from "../../page/sent-once";
import { text } from "../../page/texts";
import { type Case, LEVELS, chosen } from "../case/case";
import { consentOf } from "../case/consent";
import { data } from "../case/vocabulary";
import type { Session } from "../keys/session";
import { useCircle } from "../store/context";
import { ActForm } from "../ui/act-form";
import { Field, Options, Regions, SelectField } from "../ui/fields";
import { Checklist } from "./checklist";
import { Summaries, type SummaryText } from "./summaries";

/** The consent level from which journalists may read a summary under embargo. */
const PRESS = 3;

/** A new summary, with what the case record says already. */
const beginning = (session: Session, report: Case): SummaryText => ({
  title: "",
  body: "",
  asked: "",
  side_effects: "",
  category: report.record.category,
  country: report.record.place?.country ?? "",
  region: report.record.place?.region ?? "",
  month: session.me.today.slice(0, 7),
  verification: report.record.verification || "unverified",
  press: consentOf(report) >= PRESS,
  checklist: [],
});

interface FieldProperties {
  summary: SummaryText;
  change: (part: Partial<SummaryText>) => void;
}

interface AreaProperties extends FieldProperties {
  name: "body" | "asked" | "side_effects";
  label: string;
  required?: boolean;
}

const TextArea = ({ summary, change, name, label, required = false }: AreaProperties) => (
  <Field id={`summary-${name}`} label={label}>
    <textarea
      id={`summary-${name}`}
      data-test={`summary-${name}`}
      rows={4}
      required={required}
      value={summary[name]}
      onInput={(event) => change({ [name]: event.currentTarget.value })}
    />
  </Field>
);

const TextFields = ({ summary, change }: FieldProperties) => {
  const state = { summary, change };
  return (
    <>
      <Field id="summary-title" label={text("desk-summary-title")}>
        <input
          id="summary-title"
          data-test="summary-title"
          required
          maxLength={200}
          value={summary.title}
          onInput={(event) => change({ title: event.currentTarget.value })}
        />
      </Field>
      <TextArea {...state} name="body" label={text("desk-summary-body")} required />
      <TextArea {...state} name="asked" label={text("desk-summary-asked")} />
      <TextArea {...state} name="side_effects" label={text("desk-summary-side-effects")} required />
    </>
  );
};

const MatterFields = ({ summary, change }: FieldProperties) => (
  <div class="grid2">
    <SelectField
      id="summary-category"
      test="summary-category"
      label={text("desk-category")}
      required
      value={summary.category}
      onChange={(category) => change({ category })}
    >
      <Options none={text("desk-choose")} options={data.categories} />
    </SelectField>
    <SelectField
      id="summary-place"
      test="summary-place"
      label={text("desk-place")}
      required
      value={summary.region ? `${summary.country}.${summary.region}` : ""}
      onChange={(code) => {
        const [country = "", region = ""] = code.split(".");
        change({ country, region });
      }}
    >
      <Regions countries={data.countries} />
    </SelectField>
    <Field id="summary-month" label={text("desk-summary-month")}>
      <input
        id="summary-month"
        type="month"
        required
        pattern="\d{4}-\d{2}"
        value={summary.month}
        onInput={(event) => change({ month: event.currentTarget.value })}
      />
    </Field>
    <SelectField
      id="summary-verification"
      label={text("desk-summary-verification")}
      value={summary.verification}
      onChange={(code) => change({ verification: chosen(LEVELS, code, summary.verification) })}
    >
      {LEVELS.map((level) => (
        <option key={level} value={level}>
          {text(`verification-${level}`)}
        </option>
      ))}
    </SelectField>
  </div>
);

const Saved = ({ onDone }: { onDone: () => void }) => (
  <div>
    <p class="notice done" role="status" data-test="summary-saved">
      {text("desk-summary-saved")}
    </p>
    <button class="second" onClick={onDone}>
      {text("desk-back")}
    </button>
  </div>
);

/** The summary as it is entered, and proposing it to the circle. */
const useSummary = (report: Case) => {
  const { session, circle, readers } = useCircle();
  const [summary, setSummary] = useState(() => beginning(session, report));
  const [saved, setSaved] = useState(false);
  const once = useRef(new SentOnce());
  const propose = async (): Promise<string> => {
    const hiddenFrom = circle.members.filter((member) =>
      ["interest", "source"].includes(readers.hiddenFrom(member, report) ?? ""),
    );
    // Every change of the form makes another object.
    const id = once.current.of(summary);
    await new Summaries(session, circle.consultation).propose(id, summary, report, hiddenFrom);
    setSaved(true);
    return "";
  };
  const change = (part: Partial<SummaryText>): void => setSummary({ ...summary, ...part });
  return { summary, change, saved, propose };
};

export const SummaryForm = ({ report, onDone }: { report: Case; onDone: () => void }) => {
  const { summary, change, saved, propose } = useSummary(report);
  if (saved) return <Saved onDone={onDone} />;
  return (
    <ActForm
      test="summary-form"
      kind="repeatable"
      perform={propose}
      send={{
        words: text("desk-summary-save"),
        test: "summary-propose",
        disabled: summary.checklist.length < data.checklist.length,
      }}
      before={
        <button type="button" class="second" onClick={onDone}>
          {text("cancel")}
        </button>
      }
    >
      <h2>{text("desk-summary-new")}</h2>
      <TextFields summary={summary} change={change} />
      <MatterFields summary={summary} change={change} />
      <label class="check">
        <input
          type="checkbox"
          checked={summary.press}
          disabled={consentOf(report) < PRESS}
          onChange={(event) => change({ press: event.currentTarget.checked })}
        />
        <span>{text("desk-summary-press")}</span>
      </label>
      <Checklist ticked={summary.checklist} onTick={(checklist) => change({ checklist })} />
    </ActForm>
  );
};
