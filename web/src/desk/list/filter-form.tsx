// The filters beside the list: words, status, and the rest behind one button. Only values that occur are offered.
import type { ComponentChildren } from "preact";
import { text } from "../../page/texts";
import { type Case, LEVELS, SEVERITIES, STATUSES } from "../case/case";
import { EVERYTHING, type Filter, count, occurring } from "../find/filter";
import { category, data, languageName, regionName } from "../case/vocabulary";
import { useCircle } from "../store/context";
import { Options } from "../ui/fields";
import { useBoard } from "./board-state";

type Choices = [code: string, words: string][];

/** A filter that is one of several values. */
interface Facet {
  name: Exclude<keyof Filter, "query">;
  /** Its id in the page, where that is not `name`. */
  id?: string;
  label: string;
  options: Choices;
}

const FacetSelect = ({ facet }: { facet: Facet }) => {
  const { filter, setFilter } = useBoard();
  const { name, id = name, label, options } = facet;
  return (
    <>
      <label class="field" for={id}>
        {label}
      </label>
      <select
        id={id}
        data-test={`filter-${id}`}
        value={filter[name]}
        onChange={(event) => setFilter({ ...filter, [name]: event.currentTarget.value })}
      >
        <Options none={text("desk-filter-all")} options={options} />
      </select>
    </>
  );
};

const named = <Code extends string>(codes: readonly Code[], name: (code: Code) => string): Choices =>
  codes.map((code) => [code, name(code)]);

const placesIn = (reports: Case[]): string[] =>
  occurring(reports, ({ record: { place } }) => (place ? `${place.country}.${place.region}` : undefined));

const weeksIn = (reports: Case[]): string[] =>
  occurring(reports, (report) => report.row.week)
    .sort()
    .reverse();

const epochsIn = (reports: Case[]): string[] =>
  occurring(reports, (report) => String(report.row.epoch)).sort((a, b) => Number(b) - Number(a));

/** Filters by what the circle has noted in the records. */
const recordFacets = (reports: Case[], assignees: Choices): Facet[] => [
  {
    name: "severity",
    label: text("desk-severity"),
    options: named(SEVERITIES, (code) => text(`desk-severity-${code}`)),
  },
  { name: "assignee", label: text("desk-assignee"), options: [["nobody", text("desk-nobody")], ...assignees] },
  {
    name: "label",
    label: text("desk-labels"),
    options: named(
      occurring(reports, (report) => report.record.labels),
      (label) => label,
    ),
  },
  {
    name: "category",
    label: text("desk-category"),
    options: named(
      occurring(reports, (report) => report.record.category),
      category,
    ),
  },
  { name: "place", id: "region", label: text("desk-place"), options: named(placesIn(reports), regionName) },
];

/** Filters by what came with the reports. */
const reportFacets = (reports: Case[]): Facet[] => [
  {
    name: "language",
    label: text("language"),
    options: named(
      occurring(reports, (report) => report.envelope?.report_language),
      languageName,
    ),
  },
  {
    name: "consent",
    label: text("desk-consent"),
    options: named(["0", "1", "2", "3", "4"], (level) => text("desk-filter-consent", { number: level })),
  },
  {
    name: "has",
    label: text("desk-filter-has"),
    options: [
      ["voice", text("desk-filter-voice")],
      ["file", text("desk-filter-file")],
    ],
  },
  { name: "week", label: text("desk-filter-week"), options: named(weeksIn(reports), (week) => week) },
];

/** Filters by how far the work on the reports has got. */
const workFacets = (reports: Case[]): Facet[] => [
  {
    name: "verification",
    label: text("desk-summary-verification"),
    options: named(LEVELS, (level) => text(`verification-${level}`)),
  },
  {
    name: "attention",
    label: text("desk-filter-attention"),
    options: [
      ["unread", text("desk-filter-unread")],
      ["due", text("desk-filter-due")],
    ],
  },
  {
    name: "epoch",
    label: text("desk-filter-epoch"),
    options: named(epochsIn(reports), (number) => text("desk-period", { number })),
  },
];

const statusFacet = (): Facet => ({
  name: "status",
  label: text("desk-filter-status"),
  options: named(STATUSES, (status) => text(`desk-status-${status}`)),
});

const burstFacet = (): Facet => ({
  name: "bursts",
  label: text("desk-burst-filter"),
  options: [
    ["without", text("desk-burst-without")],
    ["only", text("desk-burst-only")],
  ],
});

const MoreFilters = ({ reports }: { reports: Case[] }) => {
  const { session, circle } = useCircle();
  const { filter } = useBoard();
  const assignees = named(circle.members, (member) => session.login(member));
  const facets = [...recordFacets(reports, assignees), ...reportFacets(reports), ...workFacets(reports)];
  const isUsed = count({ ...filter, status: "", bursts: "" }) > 0;
  return (
    <details open={isUsed}>
      <summary data-test="filter-more">{text("desk-filter-more")}</summary>
      {facets.map((facet) => (
        <FacetSelect key={facet.name} facet={facet} />
      ))}
    </details>
  );
};

/** `children` are shown after the buttons of the form. */
export const FilterForm = ({ children }: { children: ComponentChildren }) => {
  const { visible, filter, setFilter, load } = useBoard();
  const reports = visible ?? [];
  return (
    <section class="pane filter-pane" lang={data.lang}>
      <label class="field" for="query">
        {text("desk-search")}
      </label>
      <input
        id="query"
        type="search"
        value={filter.query}
        onInput={(event) => setFilter({ ...filter, query: event.currentTarget.value })}
      />
      <FacetSelect facet={statusFacet()} />
      {reports.some((report) => report.row.burst) && <FacetSelect facet={burstFacet()} />}
      <MoreFilters reports={reports} />
      <div class="actions">
        <button class="second" data-test="refresh" onClick={load}>
          {text("desk-refresh")}
        </button>
        {(count(filter) > 0 || filter.query) && (
          <button class="second" data-test="filter-clear" onClick={() => setFilter(EVERYTHING)}>
            {text("desk-filter-clear")}
          </button>
        )}
        {children}
      </div>
    </section>
  );
};
