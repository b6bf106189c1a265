// Sheets of paper with a secret on them: shown, printed alone, and gone with the page. Nothing of them is stored or sent.
import { render } from "preact";
import { grouped } from "../crypto/sheet";
import { text } from "../texts";
import { Qr } from "./qr";

export interface Sheet {
  title: string;
  /** What it is for and how it is kept. */
  about: string;
  secret: string;
}

const One = ({ sheet }: { sheet: Sheet }) => (
  <article class="sheet" data-test="sheet">
    <h3>{sheet.title}</h3>
    <p>{sheet.about}</p>
    <p class="key" dir="ltr" data-test="sheet-secret">{grouped(sheet.secret)}</p>
    <Qr content={sheet.secret} label={text("desk-sheet-code")} />
  </article>
);

/** Prints the sheets and nothing else of the page. */
const print = (sheets: Sheet[]): void => {
  const paper = document.createElement("div");
  paper.className = "printed";
  render(<>{sheets.map((sheet) => <One key={sheet.title} sheet={sheet} />)}</>, paper);
  document.body.append(paper);
  document.body.classList.add("sheets-only");
  const done = (): void => {
    removeEventListener("afterprint", done);
    document.body.classList.remove("sheets-only");
    render(null, paper);
    paper.remove();
  };
  addEventListener("afterprint", done);
  window.print();
};

export const Sheets = ({ sheets }: { sheets: Sheet[] }) => (
  <div>
    {sheets.map((sheet) => <One key={sheet.title} sheet={sheet} />)}
    <p class="hint">{text("desk-sheet-how")}</p>
    <button type="button" class="second" data-test="sheet-print" onClick={() => print(sheets)}>{text("desk-sheet-print")}</button>
  </div>
);
