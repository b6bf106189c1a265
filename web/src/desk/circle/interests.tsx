// The circle's declarations of interest: one's own to be made and changed, those of colleagues to be read.
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import { ActForm } from "../ui/act-form";
import { category, data } from "../case/vocabulary";
import { plainWords } from "../case/fold";
import { Home, placeWords } from "./home";
import { type Declared, type Interest, MOST_NAMES, latest } from "../case/interest";
import { Field } from "../ui/fields";
import { Problem, Progress } from "../ui/parts";
import { useCircle, useDesk } from "../store/context";

const words = (declaration: Declared): string => {
  const home = declaration.home
    ? text("desk-home-from", { what: declaration.home.map(placeWords).join(" · ") || text("desk-home-none") })
    : text("desk-home-unsaid");
  return [
    [...declaration.places.map(placeWords), ...declaration.categories.map(category), ...(declaration.names ?? [])].join(
      " · ",
    ) || text("desk-interest-none"),
    home,
  ].join(" ; ");
};

/** Letters of a name at least: shorter ones stand in every text. */
const SHORTEST = 3;
/** Letters of one at most. */
const LONGEST = 100;

/** Names as typed, one a line. */
const namesOf = (typed: string): string[] => [
  ...new Set(
    typed
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];

/** What is wrong with names. */
const problem = (names: string[]): string => {
  const short = names.find((name) => plainWords(name).trim().length < SHORTEST);
  if (short !== undefined) return text("desk-interest-names-short", { name: short });
  return names.length > MOST_NAMES || names.some((name) => name.length > LONGEST)
    ? text("desk-interest-names-long", { count: MOST_NAMES, max: LONGEST })
    : "";
};

const Choices = ({
  name,
  legend,
  options,
  chosen,
  onChange,
}: {
  name: string;
  legend: string;
  options: [string, string][];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}) => (
  <details>
    <summary data-test={`interest-${name}`}>
      {legend} ({chosen.length})
    </summary>
    <fieldset>
      <legend>{legend}</legend>
      {options.map(([code, label]) => (
        <label key={code} class="choice">
          <input
            type="checkbox"
            value={code}
            checked={chosen.includes(code)}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? [...chosen, code].sort() : chosen.filter((one) => one !== code))
            }
          />
          {label}
        </label>
      ))}
    </fieldset>
  </details>
);

export const Interests = () => {
  const { session } = useDesk();
  const { circle, shared } = useCircle();
  const mine = latest(shared.interests, session.me.member);
  /** What is changed here; the rest stays as it was declared last, in any window. */
  const [draft, setDraft] = useState<Partial<Interest> | null>(null);
  const { places = [], categories = [], names = [], home } = { ...mine, ...draft };
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = problem(names);
  const change = (part: Partial<Interest>): void => setDraft({ ...draft, ...part });
  const regions = data.countries.flatMap((country) =>
    country.regions.map((region): [string, string] => [
      `${country.code}.${region.code}`,
      `${region.name} (${country.label})`,
    ]),
  );
  const groups = data.categories.filter(([code]) => !code.includes("."));
  const save = async (): Promise<string> => {
    await shared.declare(draft ?? {});
    setDraft(null);
    setTyped(null);
    return text("desk-interest-saved");
  };
  return (
    <section aria-labelledby="interest-title" data-test="interests">
      <h2 id="interest-title">{text("desk-interest")}</h2>
      <p class="hint">{text("desk-interest-hint")}</p>
      <ul class="plain-list">
        {circle.members.map((member) => {
          const declared = latest(shared.interests, member);
          return (
            declared && (
              <li key={member}>
                <strong>{session.login(member)}</strong> : {words(declared)}{" "}
                <span class="meta">{text("desk-week", { week: declared.week })}</span>
              </li>
            )
          );
        })}
      </ul>
      {!shared.ready && !shared.error && <Progress label={text("desk-working")} />}
      <Problem error={shared.error} />
      <ActForm
        hidden={!shared.ready}
        perform={save}
        send={{
          words: text("desk-interest-save"),
          test: "interest-save",
          class: "second",
          disabled: draft === null || wrong !== "",
        }}
      >
        <Choices
          name="places"
          legend={text("desk-interest-places")}
          options={regions}
          chosen={places}
          onChange={(chosen) => change({ places: chosen })}
        />
        <Choices
          name="categories"
          legend={text("desk-interest-categories")}
          options={groups}
          chosen={categories}
          onChange={(chosen) => change({ categories: chosen })}
        />
        <Field id="interest-names" label={text("desk-interest-names")}>
          <textarea
            id="interest-names"
            data-test="interest-names"
            rows={3}
            dir="auto"
            value={typed ?? names.join("\n")}
            aria-describedby="interest-names-hint"
            onInput={(event) => {
              setTyped(event.currentTarget.value);
              change({ names: namesOf(event.currentTarget.value) });
            }}
          />
        </Field>
        <p class="hint" id="interest-names-hint">
          {text("desk-interest-names-hint")}
        </p>
        <Problem error={wrong} />
        <Home home={home} onChange={(chosen) => change({ home: chosen })} />
      </ActForm>
    </section>
  );
};
