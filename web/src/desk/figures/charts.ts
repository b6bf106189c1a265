// Loaded when figures are asked for: bar charts (Chart.js) and CSV (Papa Parse). What is drawn stands beside it as a
// table.
import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from "chart.js";
import Papa from "papaparse";

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

declare global {
  interface Window {
    suturaCharts?: {
      /** Draws bars into `canvas`; returns what removes them again. */
      draw: (
        canvas: HTMLCanvasElement,
        labels: string[],
        counts: number[],
        colours: { bar: string; ink: string; line: string },
      ) => () => void;
      /** RFC 4180, with what a spreadsheet would take for a formula made harmless. */
      csv: (rows: string[][]) => string;
    };
  }
}

/** Letters of a line beside a bar; two lines fit. */
const LINE = 26;

/** A label in lines. */
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
