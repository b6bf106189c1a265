// Bar charts (Chart.js) and CSV (Papa Parse), loaded when a member opens the figures. Each chart is also shown as a
// table.
import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from "chart.js";
import Papa from "papaparse";

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

declare global {
  interface Window {
    suturaCharts?: {
      /** Draws bars into `canvas`; returns a function that removes them. */
      draw: (
        canvas: HTMLCanvasElement,
        labels: string[],
        counts: number[],
        colours: { bar: string; ink: string; line: string },
      ) => () => void;
      /** RFC 4180. Cells that a spreadsheet would take for a formula are escaped. */
      csv: (rows: string[][]) => string;
    };
  }
}

/** Letters of one line of a label; two lines fit beside a bar. */
const LINE = 26;

/** A label as at most two lines. */
const wrapped = (label: string): string[] => {
  const lines: string[] = [];
  for (const word of label.split(" ")) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + word.length < LINE) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length > 2 ? [lines[0] ?? "", `${lines[1]}…`] : lines;
};

window.suturaCharts = {
  draw: (canvas, labels, counts, { bar, ink, line }) => {
    const chart = new Chart(canvas, {
      type: "bar",
      data: { labels: labels.map(wrapped), datasets: [{ data: counts, backgroundColor: bar, maxBarThickness: 28 }] },
      options: {
        animation: false,
        maintainAspectRatio: false,
        indexAxis: "y",
        scales: {
          x: { beginAtZero: true, ticks: { precision: 0, color: ink }, grid: { color: line } },
          y: { ticks: { color: ink, autoSkip: false }, grid: { display: false } },
        },
      },
    });
    return () => chart.destroy();
  },
  csv: (rows) => Papa.unparse(rows, { escapeFormulae: true, newline: "\r\n" }),
};
