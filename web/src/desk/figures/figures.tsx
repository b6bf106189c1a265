// Figures of the reports that are shown now: bars, the same as tables, the workload, and a file for analysts.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { chunk } from "../../page/chunk";
import { text } from "../../page/texts";
import { useAct } from "../ui/act";
import type { Cases } from "../store/cases";
import { category, regionName } from "../case/vocabulary";
import { Outcome, save } from "../ui/parts";
import type { Case } from "../case/case";
import type { Circle } from "../case/circle";
import type { Session } from "../keys/session";
import { smallCells, tableOf } from "../case/table";
import { type Load, type Row, byCategory, byRegion, byWeek, workload } from "../case/tally";

/** Bars of one chart; the table has all rows. */
const MOST = 12;
/** Pixels of a bar, and of the scale below. */
const BAR = 34;
const SCALE = 40;

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const Bars = ({ labels, counts, title }: { labels: string[]; counts: number[]; title: string }) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [state, setState] = useState<"loading" | "ready" | "failed">("loading");
  const key = JSON.stringify([labels, counts]);
  useEffect(
    () =>
      void chunk("charts").then(
        () => setState("ready"),
        () => setState("failed"),
      ),
    [],
  );
  useEffect(() => {
    if (state !== "ready" || !canvas.current) return undefined;
    return window.suturaCharts?.draw(canvas.current, labels, counts, {
      bar: colour("--indigo"),
      ink: colour("--ink"),
      line: colour("--line"),
    });
  }, [state, key]);
  if (state === "failed")
    return (
      <p class="hint" role="status">
        {text("desk-charts-failed")}
      </p>
    );
  return (
    <div
      class="chart"
      ref={(box) => {
        if (box) box.style.blockSize = `${labels.length * BAR + SCALE}px`;
      }}
    >
      <canvas ref={canvas} role="img" aria-label={title} data-test="chart" />
    </div>
  );
};

const Table = ({ caption, head, children }: { caption: string; head: string[]; children: ComponentChildren }) => (
  <div class="scrolls" tabIndex={0} role="group" aria-label={caption}>
    <table class="figures">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {head.map((one) => (
            <th key={one} scope="col">
              {one}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);

const Figure = ({
  name,
  title,
  rows,
  words,
}: {
  name: string;
  title: string;
  rows: Row[];
  words: (code: string) => string;
}) => {
  const labels = rows.map(([code]) => (code ? words(code) : text("desk-none")));
  return (
    <figure data-test={`figure-${name}`}>
      <figcaption>
        <h3>{title}</h3>
      </figcaption>
      <Bars title={title} labels={labels.slice(0, MOST)} counts={rows.slice(0, MOST).map(([, count]) => count)} />
      <details>
        <summary>{text("desk-as-table")}</summary>
        <Table caption={title} head={[title, text("desk-count")]}>
          {rows.map(([code, count], at) => (
            <tr key={code}>
              <th scope="row">{labels[at]}</th>
              <td>{count}</td>
            </tr>
          ))}
        </Table>
      </details>
    </figure>
  );
};

const Workload = ({ session, rows }: { session: Session; rows: Load[] }) => (
  <div data-test="workload">
    <Table
      caption={text("desk-workload")}
      head={[text("desk-assignee"), text("desk-waiting"), text("desk-open"), text("desk-oldest")]}
    >
      {rows.map((row) => (
        <tr key={row.member}>
          <th scope="row">{row.member ? session.login(row.member) : text("desk-nobody")}</th>
          <td>{row.waiting}</td>
          <td>{row.open}</td>
          <td>{row.oldest || "–"}</td>
        </tr>
      ))}
    </Table>
  </div>
);

/** The structured answers of those who let themselves be counted, without a word of their own. */
const Csv = ({ circle, cases, shown }: { circle: Circle; cases: Cases; shown: Case[] }) => {
  const act = useAct();
  const small = smallCells(shown);
  const download = (): void =>
    void act.run(async () => {
      await chunk("charts");
      const { rows, left } = tableOf(circle, await cases.consentsNow(shown));
      save("sutura.csv", `\uFEFF${window.suturaCharts?.csv(rows) ?? ""}`, "text/csv");
      return text("desk-csv-done", { count: rows.length - 1, left });
    });
  return (
    <div data-test="csv">
      <h3>{text("desk-csv")}</h3>
      <p class="hint">{text("desk-csv-hint")}</p>
      {small.length > 0 && (
        <div class="notice danger" data-test="csv-small">
          <p>{text("desk-csv-small", { count: small.length })}</p>
          <details>
            <summary>{text("desk-as-table")}</summary>
            <ul>
              {small.map(({ category: code, region, count, least }) => (
                <li key={`${code} ${region}`}>
                  {text("desk-csv-cell", { what: category(code), name: regionName(region), count, min: least })}
                </li>
              ))}
            </ul>
          </details>
        </div>
      )}
      <Outcome act={act} />
      <div class="actions">
        <button class="second" data-test="csv-save" disabled={act.working || shown.length === 0} onClick={download}>
          {text("desk-csv-save")}
        </button>
      </div>
    </div>
  );
};

export const Figures = ({
  session,
  circle,
  cases,
  shown,
}: {
  session: Session;
  circle: Circle;
  cases: Cases;
  shown: Case[];
}) => (
  <section class="figures-pane" aria-labelledby="figures-title" data-test="figures">
    <h2 id="figures-title">{text("desk-figures", { count: shown.length })}</h2>
    <div class="grid2">
      <Figure name="category" title={text("desk-category")} rows={byCategory(shown)} words={category} />
      <Figure name="region" title={text("desk-place")} rows={byRegion(shown)} words={regionName} />
      <Figure name="week" title={text("desk-filter-week")} rows={byWeek(shown)} words={(week) => week} />
    </div>
    <Workload session={session} rows={workload(shown, circle.members)} />
    <Csv circle={circle} cases={cases} shown={shown} />
  </section>
);
