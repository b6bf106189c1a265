// The filters beside the list: words, state, and the rest behind one button. Only values that occur are offered.
import type { ComponentChildren } from "preact";
import { text } from "../../page/texts";
import { category, data, languageName, regionName } from "../case/vocabulary";
import { EVERYTHING, type Filter, count, occurring } from "../case/filter";
import { Options } from "../ui/parts";
import { type Case, LEVELS, SEVERITIES, STATUSES } from "../case/case";
import type { Circle } from "../case/circle";
import type { Session } from "../keys/session";

interface Properties {
  session: Session;
  circle: Circle;
  filter: Filter;
  cases: Case[];
  onChange: (part: Partial<Filter>) => void;
}

const Choice = ({
  id,
  label,
  value,
  options,
  onChange,
}: {
  id: string;
  label: string;
  value: string;
  options: [string, string][];
  onChange: (value: string) => void;
}) => (
  <>
    <label class="field" for={id}>
      {label}
    </label>
    <select id={id} data-test={`filter-${id}`} value={value} onChange={(e) => onChange(e.currentTarget.value)}>
      <Options none={text("desk-filter-all")} options={options} />
    </select>
  </>
);

const More = ({ session, circle, filter, cases, onChange }: Properties) => {
  const named = <Code extends string>(codes: readonly Code[], name: (code: Code) => string): [string, string][] =>
    codes.map((code) => [code, name(code)]);
  const regions = occurring(cases, (report) =>
    report.record.place ? `${report.record.place.country}.${report.record.place.region}` : undefined,
  );
  const languages = occurring(cases, (report) => report.envelope?.report_language);
  const weeks = occurring(cases, (report) => report.row.week)
    .sort()
    .reverse();
  const epochs = occurring(cases, (report) => String(report.row.epoch)).sort((a, b) => Number(b) - Number(a));
  return (
    <details open={count(filter) > Number(filter.status !== "") + Number(filter.bursts !== "")}>
      <summary data-test="filter-more">{text("desk-filter-more")}</summary>
      <Choice
        id="severity"
        label={text("desk-severity")}
        value={filter.severity}
        options={named(SEVERITIES, (code) => text(`desk-severity-${code}`))}
        onChange={(severity) => onChange({ severity })}
      />
      <Choice
        id="assignee"
        label={text("desk-assignee")}
        value={filter.assignee}
        options={[["nobody", text("desk-nobody")], ...named(circle.members, (id) => session.login(id))]}
        onChange={(assignee) => onChange({ assignee })}
      />
      <Choice
        id="label"
        label={text("desk-labels")}
        value={filter.label}
        options={named(
          occurring(cases, (report) => report.record.labels),
          (label) => label,
        )}
        onChange={(label) => onChange({ label })}
      />
      <Choice
        id="category"
        label={text("desk-category")}
        value={filter.category}
        options={named(
          occurring(cases, (report) => report.record.category),
          category,
        )}
        onChange={(chosen) => onChange({ category: chosen })}
      />
      <Choice
        id="region"
        label={text("desk-place")}
        value={filter.place}
        options={named(regions, regionName)}
        onChange={(chosen) => onChange({ place: chosen })}
      />
      <Choice
        id="language"
        label={text("language")}
        value={filter.language}
        options={named(languages, languageName)}
        onChange={(language) => onChange({ language })}
      />
      <Choice
        id="consent"
        label={text("desk-consent")}
        value={filter.consent}
        options={named(["0", "1", "2", "3", "4"], (level) => text("desk-filter-consent", { number: level }))}
        onChange={(consent) => onChange({ consent })}
      />
      <Choice
        id="has"
        label={text("desk-filter-has")}
        value={filter.has}
        options={[
          ["voice", text("desk-filter-voice")],
          ["file", text("desk-filter-file")],
        ]}
        onChange={(has) => onChange({ has: has as Filter["has"] })}
      />
      <Choice
        id="week"
        label={text("desk-filter-week")}
        value={filter.week}
        options={named(weeks, (week) => week)}
        onChange={(week) => onChange({ week })}
      />
      <Choice
        id="verification"
        label={text("desk-summary-verification")}
        value={filter.verification}
        options={named(LEVELS, (level) => text(`verification-${level}`))}
        onChange={(verification) => onChange({ verification })}
      />
      <Choice
        id="attention"
        label={text("desk-filter-attention")}
        value={filter.attention}
        options={[
          ["unread", text("desk-filter-unread")],
          ["due", text("desk-filter-due")],
        ]}
        onChange={(attention) => onChange({ attention: attention as Filter["attention"] })}
      />
      <Choice
        id="epoch"
        label={text("desk-filter-epoch")}
        value={filter.epoch}
        options={named(epochs, (number) => text("desk-period", { number }))}
        onChange={(epoch) => onChange({ epoch })}
      />
    </details>
  );
};

export const FilterForm = (properties: Properties & { onRefresh: () => void; children: ComponentChildren }) => {
  const { filter, cases, onChange, onRefresh, children } = properties;
  const bursts = cases.some((report) => report.row.burst);
  return (
    <section class="pane filter-pane" lang={data.lang}>
      <label class="field" for="query">
        {text("desk-search")}
      </label>
      <input
        id="query"
        type="search"
        value={filter.query}
        onInput={(e) => onChange({ query: e.currentTarget.value })}
      />
      <Choice
        id="status"
        label={text("desk-filter-status")}
        value={filter.status}
        options={STATUSES.map((one) => [one, text(`desk-status-${one}`)])}
        onChange={(status) => onChange({ status })}
      />
      {bursts && (
        <Choice
          id="bursts"
          label={text("desk-burst-filter")}
          value={filter.bursts}
          options={[
            ["without", text("desk-burst-without")],
            ["only", text("desk-burst-only")],
          ]}
          onChange={(chosen) => onChange({ bursts: chosen as Filter["bursts"] })}
        />
      )}
      <More {...properties} />
      <div class="actions">
        <button class="second" data-test="refresh" onClick={onRefresh}>
          {text("desk-refresh")}
        </button>
        {(count(filter) > 0 || filter.query) && (
          <button class="second" data-test="filter-clear" onClick={() => onChange(EVERYTHING)}>
            {text("desk-filter-clear")}
          </button>
        )}
        {children}
      </div>
    </section>
  );
};
