// The organisation's root key: made here in a ceremony, printed, and brought back when a circle has to be started or
// handed over. It is never stored, neither here nor on the server.
import { useState } from "preact/hooks";
import { printRoot, rootSeed } from "../../crypto/sheet";
import { memberWords, rootWords } from "../../crypto/words";
import { text } from "../../page/texts";
import { useAct } from "../ui/act";
import { data, label } from "../case/vocabulary";
import { Outcome } from "../ui/parts";
import type { Session } from "../keys/session";
import { type Sheet, Sheets } from "../ui/sheets";
import type { Keys, OwnCircle, Team, TeamState } from "./team";

interface Props {
  session: Session;
  team: Team;
  state: TeamState;
  onDone: () => void;
}

const STEPS = ["desk-ceremony-alone", "desk-ceremony-two", "desk-ceremony-printer", "desk-ceremony-safe"] as const;
/** Parts, and how many of them are enough. */
const SPLITS: [number, number][] = [
  [1, 1],
  [3, 2],
  [4, 2],
  [5, 3],
  [7, 4],
];

const Prepare = ({ onReady }: { onReady: (split: [number, number]) => void }) => {
  const [ticked, setTicked] = useState<string[]>([]);
  const [split, setSplit] = useState(1);
  return (
    <>
      <ol class="plain-list">
        {STEPS.map((step) => (
          <li key={step}>
            <label class="choice">
              <input
                type="checkbox"
                data-test={step}
                checked={ticked.includes(step)}
                onChange={(e) =>
                  setTicked(e.currentTarget.checked ? [...ticked, step] : ticked.filter((one) => one !== step))
                }
              />
              {text(step)}
            </label>
          </li>
        ))}
      </ol>
      <label class="field" for="root-split">
        {text("desk-root-split")}
      </label>
      <select
        id="root-split"
        data-test="root-split"
        value={split}
        onChange={(e) => setSplit(Number(e.currentTarget.value))}
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
          onClick={() => onReady(SPLITS[split] ?? [1, 1])}
        >
          {text("desk-root-make")}
        </button>
      </div>
    </>
  );
};

const random = (): Uint8Array => crypto.getRandomValues(new Uint8Array(32));

const Ceremony = ({ team, state, onMade }: Props & { onMade: (seed: Uint8Array) => void }) => {
  const [seed, setSeed] = useState<Uint8Array | null>(null);
  const [sheets, setSheets] = useState<Sheet[]>([]);
  const act = useAct();
  const make = async ([count, needed]: [number, number]): Promise<void> => {
    const fresh = random();
    const texts = await printRoot(fresh, count, needed);
    const about = text(needed === 1 ? "desk-root-sheet-whole" : "desk-root-sheet-part", {
      count: needed,
      total: count,
    });
    setSheets(
      texts.map((secret, at) => ({
        title: text("desk-root-sheet", { title: state.organisation.name, number: at + 1, total: count }),
        about,
        secret,
      })),
    );
    setSeed(fresh);
  };
  return (
    <>
      <p>{text("desk-root-why")}</p>
      {!seed && (
        <Prepare
          onReady={(split) =>
            void act.run(async () => {
              await make(split);
              return "";
            })
          }
        />
      )}
      {seed && (
        <Sheets
          sheets={sheets}
          act={text("desk-root-publish")}
          onProved={() =>
            void act.run(async () => {
              await team.publishRoot(seed);
              onMade(seed);
              return "";
            })
          }
        />
      )}
      <Outcome act={act} />
    </>
  );
};

/** The parts, from paper. */
const Bring = ({
  root,
  onSeed,
  onCancel,
}: {
  root: string;
  onSeed: (seed: Uint8Array) => void;
  onCancel: () => void;
}) => {
  const [typed, setTyped] = useState("");
  const act = useAct();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void act.run(async () => {
          onSeed(await rootSeed(typed.split("\n"), root));
          return "";
        });
      }}
      autocomplete="off"
    >
      <label class="field" for="root-sheets">
        {text("desk-root-sheets")}
      </label>
      <textarea
        id="root-sheets"
        data-test="root-sheets"
        rows={5}
        value={typed}
        onInput={(e) => setTyped(e.currentTarget.value)}
        autocapitalize="characters"
        spellcheck={false}
        dir="ltr"
        required
      />
      <Outcome act={act} />
      <div class="actions">
        <button type="submit" data-test="root-bring" disabled={act.working}>
          {text("desk-root-bring")}
        </button>
        <button type="button" class="second" onClick={onCancel}>
          {text("desk-cancel")}
        </button>
      </div>
    </form>
  );
};

/** Who is the circle from now on; everybody but oneself is compared by voice. */
const Repair = ({ session, team, state, circle, seed, onDone }: Props & { circle: OwnCircle; seed: Uint8Array }) => {
  const own = session.me.member;
  const candidates: Keys[] = [
    ...circle.people,
    ...state.people.filter(
      (colleague) => colleague.may_review && !circle.people.some((other) => other.member === colleague.member),
    ),
  ];
  const [chosen, setChosen] = useState<string[]>(
    candidates.filter((one) => one.member === own).map((one) => one.member),
  );
  const act = useAct();
  return (
    <fieldset data-test="repair">
      <legend>{label(circle.title)}</legend>
      <p>{text(circle.periods === 0 ? "desk-circle-start-why" : "desk-circle-repair-why")}</p>
      {candidates.map((person) => (
        <label key={person.member} class="choice">
          <input
            type="checkbox"
            data-test={`repair-${person.login}`}
            checked={chosen.includes(person.member)}
            onChange={(e) =>
              setChosen(
                e.currentTarget.checked ? [...chosen, person.member] : chosen.filter((one) => one !== person.member),
              )
            }
          />
          <span>
            {person.member === own
              ? text("desk-repair-own", { name: person.login })
              : text("desk-repair-person", { name: person.login })}
            {person.member !== own && (
              <span class="words" lang="fr" dir="ltr">
                {" "}
                {memberWords(person.member, person.recipient, person.signing)}
              </span>
            )}
          </span>
        </label>
      ))}
      <Outcome act={act} />
      <div class="actions">
        <button
          data-test="repair-start"
          disabled={chosen.length === 0 || act.working}
          onClick={() =>
            void act.run(async () => {
              // A desk that shows circles shows the new key at once; one that shows none waits until the root key is
              // put away.
              const shown = session.me.circles.length > 0;
              await team.repair(
                circle,
                candidates.filter((one) => chosen.includes(one.member)),
                seed,
              );
              onDone();
              if (shown) session.onChange?.();
              return text("desk-circle-started");
            })
          }
        >
          {text(circle.periods === 0 ? "desk-circle-start" : "desk-circle-repair")}
        </button>
      </div>
    </fieldset>
  );
};

const Known = ({ state, root }: { state: TeamState; root: string }) => (
  <>
    <p class="words" lang="fr" dir="ltr" data-test="root-words">
      {rootWords(root)}
    </p>
    <p>
      <a class="button second" href={`/${data.lang}/poster/${state.organisation.id}`} target="_blank" rel="noopener">
        {text("desk-root-poster")}
      </a>
    </p>
    <p class="hint">{text("desk-root-hint")}</p>
  </>
);

export const RootBoard = (props: Props) => {
  const { session, state, onDone } = props;
  const [seed, setSeed] = useState<Uint8Array | null>(null);
  const [bringing, setBringing] = useState(false);
  const root = state.organisation.root;
  const forget = (): void => {
    seed?.fill(0);
    setSeed(null);
    setBringing(false);
    onDone();
    session.onChange?.();
  };
  return (
    <section aria-labelledby="root-title" data-test="root">
      <h2 id="root-title">{text("desk-root")}</h2>
      {!root && (
        <Ceremony
          {...props}
          onMade={(made) => {
            setSeed(made);
            onDone();
          }}
        />
      )}
      {root && <Known state={state} root={root} />}
      {root && seed && (
        <div>
          <p>{text("desk-root-here")}</p>
          {state.circles.map((circle) => (
            <Repair key={circle.consultation} {...props} circle={circle} seed={seed} />
          ))}
          <button class="second" data-test="root-forget" onClick={forget}>
            {text("desk-root-forget")}
          </button>
        </div>
      )}
      {root && !seed && bringing && <Bring root={root} onSeed={setSeed} onCancel={() => setBringing(false)} />}
      {root && !seed && !bringing && (
        <button
          class="second"
          data-test="root-use"
          onClick={() => {
            onDone();
            setBringing(true);
          }}
        >
          {text("desk-root-use")}
        </button>
      )}
    </section>
  );
};
