// Writing a summary from a case: only what the form asks for leaves the report, and the source's consent bounds it.
import { useState } from "preact/hooks";
import type { PlainId } from "../../page/message-id";
import { text } from "../../page/texts";
import { Refused } from "../ui/api";
import { consentOf } from "../case/consent";
import { type Case, LEVELS, chosen } from "../case/case";
import { Checklist } from "./checklist";
import { data } from "../case/vocabulary";
import { Field, Options, Regions } from "../ui/parts";
import type { Readers } from "../store/readers";
import type { Circle } from "../case/circle";
import type { Session } from "../keys/session";
import { Summaries, type Words } from "./summaries";

const start = (session: Session, report: Case): Words => ({
  title: "",
  body: "",
  asked: "",
  side_effects: "",
  category: report.record.category,
  country: report.record.place?.country ?? "",
  region: report.record.place?.region ?? "",
  month: session.me.today.slice(0, 7),
  verification: report.record.verification || "unverified",
  press: consentOf(report) >= 3,
  checklist: [],
});

interface Properties {
  session: Session;
  circle: Circle;
  readers: Readers;
  report: Case;
  onDone: () => void;
}

export const SummaryForm = ({ session, circle, readers, report, onDone }: Properties) => {
  const [words, setWords] = useState(() => start(session, report));
  const [error, setError] = useState("");
  const [saved, setSaved] = useState(false);
  const change = (part: Partial<Words>): void => setWords({ ...words, ...part });
  const propose = async (event: Event): Promise<void> => {
    event.preventDefault();
    setError("");
    try {
      await new Summaries(session, circle.consultation).propose(
        words,
        report,
        circle.members.filter((member) => ["interest", "source"].includes(readers.hiddenFrom(member, report) ?? "")),
      );
      setSaved(true);
    } catch (problem) {
      setError(problem instanceof Refused && problem.message ? problem.message : text("desk-network"));
    }
  };
  if (saved) {
    return (
      <div>
        <p class="notice done" role="status" data-test="summary-saved">
          {text("desk-summary-saved")}
        </p>
        <button class="second" onClick={onDone}>
          {text("desk-back")}
        </button>
      </div>
    );
  }
  const area = (id: "body" | "asked" | "side_effects", label: PlainId, required: boolean) => (
    <Field id={`summary-${id}`} label={text(label)}>
      <textarea
        id={`summary-${id}`}
        data-test={`summary-${id}`}
        rows={4}
        required={required}
        value={words[id]}
        onInput={(e) => change({ [id]: e.currentTarget.value })}
      />
    </Field>
  );
  return (
    <form onSubmit={(event) => void propose(event)} data-test="summary-form">
      <h2>{text("desk-summary-new")}</h2>
      <Field id="summary-title" label={text("desk-summary-title")}>
        <input
          id="summary-title"
          data-test="summary-title"
          required
          maxLength={200}
          value={words.title}
          onInput={(e) => change({ title: e.currentTarget.value })}
        />
      </Field>
      {area("body", "desk-summary-body", true)}
      {area("asked", "desk-summary-asked", false)}
      {area("side_effects", "desk-summary-side-effects", true)}
      <div class="grid2">
        <Field id="summary-category" label={text("desk-category")}>
          <select
            id="summary-category"
            data-test="summary-category"
            required
            value={words.category}
            onChange={(e) => change({ category: e.currentTarget.value })}
          >
            <Options none={text("desk-choose")} options={data.categories} />
          </select>
        </Field>
        <Field id="summary-place" label={text("desk-place")}>
          <select
            id="summary-place"
            data-test="summary-place"
            required
            value={words.region ? `${words.country}.${words.region}` : ""}
            onChange={(e) => {
              const [country = "", region = ""] = e.currentTarget.value.split(".");
              change({ country, region });
            }}
          >
            <Regions countries={data.countries} />
          </select>
        </Field>
        <Field id="summary-month" label={text("desk-summary-month")}>
          <input
            id="summary-month"
            type="month"
            required
            pattern="\d{4}-\d{2}"
            value={words.month}
            onInput={(e) => change({ month: e.currentTarget.value })}
          />
        </Field>
        <Field id="summary-verification" label={text("desk-summary-verification")}>
          <select
            id="summary-verification"
            value={words.verification}
            onChange={(e) => change({ verification: chosen(LEVELS, e.currentTarget.value, words.verification) })}
          >
            {LEVELS.map((level) => (
              <option key={level} value={level}>
                {text(`verification-${level}`)}
              </option>
            ))}
          </select>
        </Field>
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={words.press}
          disabled={consentOf(report) < 3}
          onChange={(e) => change({ press: e.currentTarget.checked })}
        />
        <span>{text("desk-summary-press")}</span>
      </label>
      <Checklist ticked={words.checklist} onTick={(checklist) => change({ checklist })} />
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      <div class="actions">
        <button type="button" class="second" onClick={onDone}>
          {text("cancel")}
        </button>
        <button type="submit" data-test="summary-propose" disabled={words.checklist.length < data.checklist.length}>
          {text("desk-summary-save")}
        </button>
      </div>
    </form>
  );
};
