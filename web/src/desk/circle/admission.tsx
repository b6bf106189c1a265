// Letting somebody into the circle, or letting a member read more of it: their words are compared by voice first.
import { useState } from "preact/hooks";
import { memberWords, WORDS_LANGUAGE } from "../../crypto/words";
import { text } from "../../page/texts";
import type { Person } from "../keys/circle-keys";
import { Counts } from "../keys/counts";
import { useCircle, useDesk } from "../store/context";
import { useAct } from "../ui/act";
import { Outcome } from "../ui/parts";
import { usePeople } from "./context";

export const Words = ({ person }: { person: Person }) => (
  <p class="words" lang={WORDS_LANGUAGE} dir="ltr" data-test="person-words">
    {memberWords(person.member, person.recipient, person.signing)}
  </p>
);

/** As what the newcomer will count: asked for beside the words, because the server alone has said it so far. */
export const Newcomer = ({ person }: { person: Person }) => {
  const { session } = useDesk();
  const { consultation } = useCircle().circle;
  const isOwn = session.organisationOf(consultation, session.me.member) === person.organisation;
  const accounts = session.accountsOf(consultation, person.person).filter((id) => id !== person.member);
  return (
    <>
      <p>
        <Counts
          organisation={isOwn ? undefined : (person.organisation_name ?? session.organisation(person.organisation))}
          accounts={accounts.map((id) => session.login(id))}
        />
      </p>
      <p class="hint">{text("desk-counts-hint", { name: person.login })}</p>
    </>
  );
};

interface Choice {
  /** Epochs that can be given. */
  held: number[];
  /** The one that is going on. */
  present: number;
  chosen: number[];
  onChoose: (numbers: number[]) => void;
}

const Periods = ({ person, choice }: { person: Person; choice: Choice }) => {
  const { held, present, chosen, onChoose } = choice;
  const toggle = (number: number, checked: boolean): void =>
    onChoose(checked ? [...chosen, number] : chosen.filter((other) => other !== number));
  return (
    <fieldset>
      <legend>{text("desk-periods-which", { name: person.login })}</legend>
      {held.map((number) => (
        <label key={number} class="choice">
          <input
            type="checkbox"
            data-test={`period-${number}`}
            checked={chosen.includes(number)}
            onChange={(event) => toggle(number, event.currentTarget.checked)}
          />
          {text(number === present ? "desk-period-current" : "desk-period", { number })}
        </label>
      ))}
    </fieldset>
  );
};

export const Admission = ({ person, onCancel }: { person: Person; onCancel: () => void }) => {
  const { keys, done } = usePeople();
  const held = keys.held().filter((number) => !person.epochs.includes(number));
  const present = Math.max(...keys.held());
  const isInside = keys.isInside(person.member);
  const [chosen, setChosen] = useState<number[]>(isInside ? [] : [present]);
  const [compared, setCompared] = useState(false);
  const act = useAct();
  const admit = (): Promise<void> =>
    act.run(async () => {
      await keys.give(person, chosen);
      done(text("desk-admitted", { name: person.login }));
      return "";
    });
  return (
    <div class="notice info" data-test="admission">
      <p>{text("desk-compare", { name: person.login })}</p>
      <Words person={person} />
      {!isInside && <Newcomer person={person} />}
      <label class="choice">
        <input
          type="checkbox"
          data-test="compared"
          checked={compared}
          onChange={(event) => setCompared(event.currentTarget.checked)}
        />
        {text("desk-compared")}
      </label>
      <Periods person={person} choice={{ held, present, chosen, onChoose: setChosen }} />
      {!isInside && <p class="hint">{text("desk-admit-period", { name: person.login })}</p>}
      <p class="hint">{text("desk-periods-hint")}</p>
      <Outcome act={act} />
      <div class="actions">
        <button
          data-test="admit"
          disabled={!compared || (isInside && chosen.length === 0) || act.working}
          onClick={() => void admit()}
        >
          {text("desk-admit", { name: person.login })}
        </button>
        <button class="second" onClick={onCancel}>
          {text("desk-cancel")}
        </button>
      </div>
    </div>
  );
};
