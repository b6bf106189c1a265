// Figures of the reports in the list: charts, the same numbers as tables, the workload, and a CSV file for analysts.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { chunk } from "../../page/chunk";
import { text } from "../../page/texts";
import type { Case } from "../case/case";
import { type Cell, smallCells, tableOf } from "../find/table";
import { type Load, type Row, byCategory, byRegion, byWeek, workload } from "../find/tally";
import { category, regionName } from "../case/vocabulary";
import { useCircle } from "../store/context";
import { useAct } from "../ui/act";
import { useLatest } from "../ui/latest";
import { Outcome, save } from "../ui/parts";

/** Bars of one chart at most; the table has all rows. */
const MOST = 12;
/** Pixels of one bar, and of the scale below the bars. */
const BAR = 34;
const SCALE = 40;

/** A colour of the page's style. */
const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

interface BarsProperties {
  labels: string[];
  counts: number[];
  title: string;
}

const Bars = ({ labels, counts, title }: BarsProperties) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [state, setState] = useState<"loading" | "ready" | "failed">("loading");
  const bars = useLatest({ labels, counts });
  /** Changes when the chart must be drawn again. */
  const drawn = JSON.stringify(bars.current);
  useEffect(() => {
    chunk("charts").then(
      () => setState("ready"),
      () => setState("failed"),
    );
  }, []);
  useEffect(() => {
    if (state !== "ready" || !canvas.current) return undefined;
    const colours = { bar: colour("--indigo"), ink: colour("--ink"), line: colour("--line") };
    return window.suturaCharts?.draw(canvas.current, bars.current.labels, bars.current.counts, colours);
  }, [state, bars, drawn]);
  if (state === "failed") {
    return (
      <p class="hint" role="status">
        {text("desk-charts-failed")}
      </p>
    );
  }
  return (
    <div
      class="chart"
      role="img"
      aria-label={title}
      ref={(box) => {
        if (box) box.style.blockSize = `${labels.length * BAR + SCALE}px`;
      }}
    >
      <canvas ref={canvas} data-test="chart" />
    </div>
  );
};

interface TableProperties {
  caption: string;
  head: string[];
  /** The rows. */
  children: ComponentChildren;
}

const Table = ({ caption, head, children }: TableProperties) => (
  <div class="scrolls" tabIndex={0} role="group" aria-label={caption}>
    <table class="figures">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {head.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);

interface FigureProperties {
  name: string;
  title: string;
  rows: Row[];
  /** Returns the words for a code. */
  words: (code: string) => string;
}

const Figure = ({ name, title, rows, words }: FigureProperties) => {
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

const Workload = ({ rows }: { rows: Load[] }) => {
  const { session } = useCircle();
  return (
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
};

/** Warns of cells with so few reports that they may identify somebody. */
const SmallCells = ({ cells }: { cells: Cell[] }) => (
  <div class="notice danger" data-test="csv-small">
    <p>{text("desk-csv-small", { count: cells.length })}</p>
    <details>
      <summary>{text("desk-as-table")}</summary>
      <ul>
        {cells.map((cell) => (
          <li key={`${cell.category} ${cell.region}`}>
            {text("desk-csv-cell", {
              what: category(cell.category),
              name: regionName(cell.region),
              count: cell.count,
              min: cell.least,
            })}
          </li>
        ))}
      </ul>
    </details>
  </div>
);

/** Saves the coded answers of sources who agreed to be counted, without any text of theirs. */
const Csv = ({ reports }: { reports: Case[] }) => {
  const { circle, cases } = useCircle();
  const act = useAct();
  const small = smallCells(reports);
  const download = (): void =>
    void act.run(async () => {
      await chunk("charts");
      const { rows, left } = tableOf(circle, await cases.consentsNow(reports));
      // The byte order mark tells spreadsheets that it is UTF-8.
      save("sutura.csv", `\uFEFF${window.suturaCharts?.csv(rows) ?? ""}`, "text/csv");
      return text("desk-csv-done", { count: rows.length - 1, left });
    });
  return (
    <div data-test="csv">
      <h3>{text("desk-csv")}</h3>
      <p class="hint">{text("desk-csv-hint")}</p>
      {small.length > 0 && <SmallCells cells={small} />}
      <Outcome act={act} />
      <div class="actions">
        <button class="second" data-test="csv-save" disabled={act.working || reports.length === 0} onClick={download}>
          {text("desk-csv-save")}
        </button>
      </div>
    </div>
  );
};

export const Figures = ({ reports }: { reports: Case[] }) => {
  const { circle } = useCircle();
  return (
    <section class="figures-pane" aria-labelledby="figures-title" data-test="figures">
      <h2 id="figures-title">{text("desk-figures", { count: reports.length })}</h2>
      <div class="grid2">
        <Figure name="category" title={text("desk-category")} rows={byCategory(reports)} words={category} />
        <Figure name="region" title={text("desk-place")} rows={byRegion(reports)} words={regionName} />
        <Figure name="week" title={text("desk-filter-week")} rows={byWeek(reports)} words={(week) => week} />
      </div>
      <Workload rows={workload(reports, circle.members)} />
      <Csv reports={reports} />
    </section>
  );
};
