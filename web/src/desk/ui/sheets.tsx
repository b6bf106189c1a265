// Sheets of paper with a secret on them: shown, printed alone, hidden, and proved by what is on the paper. Nothing of
// them is stored or sent.
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { grouped } from "../../crypto/sheet";
import { text } from "../../page/texts";
import { Qr } from "./qr";

export interface Sheet {
  title: string;
  /** What it is for and how it is kept. */
  about: string;
  secret: string;
}

/** Signs that are copied from the paper as a proof. */
const PROOF = 4;

const One = ({ sheet }: { sheet: Sheet }) => (
  <article class="sheet" data-test="sheet">
    <h3>{sheet.title}</h3>
    <p>{sheet.about}</p>
    <p class="key" dir="ltr" data-test="sheet-secret">
      {grouped(sheet.secret)}
    </p>
    <Qr content={sheet.secret} label={text("desk-sheet-code")} />
  </article>
);

let paper: HTMLElement | null = null;

/** Takes the paper out of the page: after printing, and in any case when the sheets are hidden. */
const clear = (): void => {
  removeEventListener("afterprint", clear);
  document.body.classList.remove("sheets-only");
  if (paper) render(null, paper);
  paper?.remove();
  paper = null;
};

/** Prints the sheets and nothing else of the page. */
const print = (sheets: Sheet[]): void => {
  clear();
  paper = document.createElement("div");
  paper.className = "printed";
  render(
    <>
      {sheets.map((sheet) => (
        <One key={sheet.title} sheet={sheet} />
      ))}
    </>,
    paper,
  );
  document.body.append(paper);
  document.body.classList.add("sheets-only");
  addEventListener("afterprint", clear);
  window.print();
};

/** The last signs of each sheet, copied from the paper: the sheets are not on the screen any more. */
const Proof = ({
  sheets,
  act,
  onProved,
  onBack,
}: {
  sheets: Sheet[];
  act: string;
  onProved: () => void;
  onBack: () => void;
}) => {
  const [typed, setTyped] = useState<string[]>(sheets.map(() => ""));
  const bare = (at: number): string => (typed[at] ?? "").replace(/\s/g, "").toUpperCase();
  const right = sheets.map((sheet, at) => bare(at) === sheet.secret.slice(-PROOF));
  return (
    <>
      <p>{text("desk-root-proof")}</p>
      {sheets.map((sheet, at) => (
        <div key={sheet.title}>
          <label class="field" for={`proof-${at}`}>
            {sheet.title}
          </label>
          <input
            id={`proof-${at}`}
            data-test={`proof-${at}`}
            value={typed[at]}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            dir="ltr"
            aria-invalid={bare(at).length >= PROOF && !right[at]}
            onInput={(e) => setTyped(typed.map((one, index) => (index === at ? e.currentTarget.value : one)))}
          />
          {bare(at).length >= PROOF && !right[at] && (
            <p class="error" role="alert">
              {text("desk-proof-wrong")}
            </p>
          )}
        </div>
      ))}
      <div class="actions">
        <button type="button" data-test="sheets-proved" disabled={right.includes(false)} onClick={onProved}>
          {act}
        </button>
        <button type="button" class="second" data-test="sheets-again" onClick={onBack}>
          {text("desk-sheet-again")}
        </button>
      </div>
    </>
  );
};

/** Shows the sheets, then asks for what is on the paper; `act` is what happens after that. */
export const Sheets = ({ sheets, act, onProved }: { sheets: Sheet[]; act: string; onProved: () => void }) => {
  const [hidden, setHidden] = useState(false);
  useEffect(() => clear, []);
  if (hidden) return <Proof sheets={sheets} act={act} onProved={onProved} onBack={() => setHidden(false)} />;
  return (
    <div>
      {sheets.map((sheet) => (
        <One key={sheet.title} sheet={sheet} />
      ))}
      <p class="hint">{text("desk-sheet-how")}</p>
      <div class="actions">
        <button type="button" class="second" data-test="sheet-print" onClick={() => print(sheets)}>
          {text("desk-sheet-print")}
        </button>
        <button
          type="button"
          data-test="sheets-done"
          onClick={() => {
            clear();
            setHidden(true);
          }}
        >
          {text("desk-sheet-done")}
        </button>
      </div>
    </div>
  );
};
