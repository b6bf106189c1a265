// The ceremony in which an organisation's root key is made: prepared step by step, drawn at random here, printed,
// published.
import { useState } from "preact/hooks";
import { printRoot } from "../../crypto/sheet";
import { text } from "../../page/texts";
import { useAct } from "../ui/act";
import { Outcome } from "../ui/parts";
import { type Sheet, Sheets } from "../ui/sheets";
import { useOrganisation } from "./context";

const STEPS = ["desk-ceremony-alone", "desk-ceremony-two", "desk-ceremony-printer", "desk-ceremony-safe"] as const;

/** Parts, and how many of them are enough. */
type Split = [count: number, needed: number];

const WHOLE: Split = [1, 1];
const SPLITS: Split[] = [WHOLE, [3, 2], [4, 2], [5, 3], [7, 4]];

const Steps = ({ ticked, onTick }: { ticked: string[]; onTick: (ticked: string[]) => void }) => (
  <ol class="plain-list">
    {STEPS.map((step) => (
      <li key={step}>
        <label class="choice">
          <input
            type="checkbox"
            data-test={step}
            checked={ticked.includes(step)}
            onChange={(e) =>
              onTick(e.currentTarget.checked ? [...ticked, step] : ticked.filter((other) => other !== step))
            }
          />
          {text(step)}
        </label>
      </li>
    ))}
  </ol>
);

const Prepare = ({ onReady }: { onReady: (split: Split) => void }) => {
  const [ticked, setTicked] = useState<string[]>([]);
  const [chosen, setChosen] = useState(1);
  return (
    <>
      <Steps ticked={ticked} onTick={setTicked} />
      <label class="field" for="root-split">
        {text("desk-root-split")}
      </label>
      <select
        id="root-split"
        data-test="root-split"
        value={chosen}
        onChange={(e) => setChosen(Number(e.currentTarget.value))}
      >
        {SPLITS.map(([count, needed], at) => (
          <option key={count} value={at}>
            {count === 1 ? text("desk-root-whole") : text("desk-root-parts", { total: count, count: needed })}
          </option>
        ))}
      </select>
      <p class="hint">{text("desk-root-split-hint")}</p>
      <div class="actions">
        <button
          data-test="root-make"
          disabled={ticked.length < STEPS.length}
          onClick={() => onReady(SPLITS[chosen] ?? WHOLE)}
        >
          {text("desk-root-make")}
        </button>
      </div>
    </>
  );
};

/** The sheets of a root key, each with what it is for. */
const sheetsOf = async (seed: Uint8Array, [count, needed]: Split, organisation: string): Promise<Sheet[]> => {
  const about =
    needed === 1 ? text("desk-root-sheet-whole") : text("desk-root-sheet-part", { count: needed, total: count });
  return (await printRoot(seed, count, needed)).map((secret, at) => ({
    title: text("desk-root-sheet", { title: organisation, number: at + 1, total: count }),
    about,
    secret,
  }));
};

export const Ceremony = ({ onMade }: { onMade: (seed: Uint8Array) => void }) => {
  const { team, state } = useOrganisation();
  const [seed, setSeed] = useState<Uint8Array | null>(null);
  const [sheets, setSheets] = useState<Sheet[]>([]);
  const act = useAct();
  const make = (split: Split): Promise<void> =>
    act.run(async () => {
      const fresh = crypto.getRandomValues(new Uint8Array(32));
      setSheets(await sheetsOf(fresh, split, state.organisation.name));
      setSeed(fresh);
      return "";
    });
  const publish = (made: Uint8Array): Promise<void> =>
    act.run(async () => {
      await team.publishRoot(made);
      onMade(made);
      return "";
    });
  return (
    <>
      <p>{text("desk-root-why")}</p>
      {!seed && <Prepare onReady={(split) => void make(split)} />}
      {seed && <Sheets sheets={sheets} act={text("desk-root-publish")} onProved={() => void publish(seed)} />}
      <Outcome act={act} />
    </>
  );
};
