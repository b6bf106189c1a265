// The circle's declarations of interest: one's own to be made and changed, those of colleagues to be read.
import { useState } from "preact/hooks";
import { text } from "../texts";
import { useAct } from "./act";
import { category, data, place } from "./data";
import { type Declared, latest } from "./interest";
import { Outcome } from "./parts";
import type { Circle, Session } from "./session";
import { useShared } from "./shared";

const placeName = (code: string): string => {
  const [country = "", region = ""] = code.split(".");
  return place({ country, region });
};

const words = (one: Declared): string => [...one.places.map(placeName), ...one.categories.map(category)].join(" · ") || text("desk-interest-none");

const Choices = ({ name, legend, options, chosen, onChange }: { name: string; legend: string; options: [string, string][]; chosen: string[]; onChange: (chosen: string[]) => void }) => (
  <details>
    <summary data-test={`interest-${name}`}>{legend} ({chosen.length})</summary>
    <fieldset>
      <legend>{legend}</legend>
      {options.map(([code, label]) => (
        <label key={code} class="choice">
          <input type="checkbox" value={code} checked={chosen.includes(code)} onChange={(event) => onChange(event.currentTarget.checked ? [...chosen, code].sort() : chosen.filter((one) => one !== code))} />
          {label}
        </label>
      ))}
    </fieldset>
  </details>
);

export const Interests = ({ session, circle }: { session: Session; circle: Circle }) => {
  const shared = useShared(session, circle, 0);
  const mine = latest(shared.interests, session.me.member);
  const [draft, setDraft] = useState<{ places: string[]; categories: string[] } | null>(null);
  const act = useAct();
  const { places, categories } = draft ?? mine ?? { places: [], categories: [] };
  const regions = data.countries.flatMap((country) => country.regions.map((region): [string, string] => [`${country.code}.${region.code}`, `${region.name} (${country.label})`]));
  const groups = data.categories.filter(([code]) => !code.includes("."));
  const save = (event: Event): void => {
    event.preventDefault();
    void act.run(async () => {
      await shared.declare({ consultation: circle.consultation, places, categories });
      setDraft(null);
      return text("desk-interest-saved");
    });
  };
  return (
    <section aria-labelledby="interest-title" data-test="interests">
      <h2 id="interest-title">{text("desk-interest")}</h2>
      <p class="hint">{text("desk-interest-hint")}</p>
      <ul class="plain-list">
        {circle.members.map((member) => {
          const declared = latest(shared.interests, member);
          return declared && <li key={member}><strong>{session.login(member)}</strong> : {words(declared)} <span class="meta">{text("desk-week", { week: declared.week })}</span></li>;
        })}
      </ul>
      <form onSubmit={save}>
        <Choices name="places" legend={text("desk-interest-places")} options={regions} chosen={places} onChange={(chosen) => setDraft({ places: chosen, categories })} />
        <Choices name="categories" legend={text("desk-interest-categories")} options={groups} chosen={categories} onChange={(chosen) => setDraft({ places, categories: chosen })} />
        {shared.error && <p class="error" role="alert">{shared.error}</p>}
        <Outcome act={act} />
        <div class="actions"><button type="submit" class="second" data-test="interest-save" disabled={draft === null || act.working}>{text("desk-interest-save")}</button></div>
      </form>
    </section>
  );
};
