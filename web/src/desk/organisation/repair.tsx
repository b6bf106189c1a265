// Starting a circle with the root key, or handing over one whose keys are lost: who is the circle from now on.
// Everybody but oneself is compared by voice.
import { useState } from "preact/hooks";
import { memberWords, WORDS_LANGUAGE } from "../../crypto/words";
import { text } from "../../page/texts";
import { label } from "../case/vocabulary";
import { Counts } from "../keys/counts";
import { useDesk } from "../store/context";
import { useAct } from "../ui/act";
import { Outcome } from "../ui/parts";
import { useOrganisation } from "./context";
import type { Team, TeamCircle } from "../../wire";
import type { PublicKeys } from "./team";

/** Those who may be in the circle: its people, and the organisation's others who may review. */
const candidatesFor = (circle: TeamCircle, { people }: Team): PublicKeys[] => {
  const isIn = (member: string): boolean => circle.people.some((person) => person.member === member);
  return [...circle.people, ...people.filter((colleague) => colleague.may_review && !isIn(colleague.member))];
};

interface CandidateProperties {
  person: PublicKeys;
  /** Names of the same person's other accounts among the candidates. */
  accounts: string[];
  checked: boolean;
  onCheck: (checked: boolean) => void;
}

const Candidate = ({ person, accounts, checked, onCheck }: CandidateProperties) => {
  const { session } = useDesk();
  const own = person.member === session.me.member;
  const isColleague = person.organisation === useOrganisation().state.organisation.id;
  return (
    <label class="choice">
      <input
        type="checkbox"
        data-test={`repair-${person.login}`}
        checked={checked}
        onChange={(e) => onCheck(e.currentTarget.checked)}
      />
      <span>
        {text(own ? "desk-repair-own" : "desk-repair-person", { name: person.login })}
        {!own && (
          <>
            <span class="words" lang={WORDS_LANGUAGE} dir="ltr">
              {" "}
              {memberWords(person.member, person.recipient, person.signing)}
            </span>
            <Counts
              organisation={isColleague ? undefined : session.organisation(person.organisation)}
              accounts={accounts}
            />
          </>
        )}
      </span>
    </label>
  );
};

export const Repair = ({ circle, seed }: { circle: TeamCircle; seed: Uint8Array }) => {
  const { session } = useDesk();
  const { team, state, load } = useOrganisation();
  const candidates = candidatesFor(circle, state);
  const own = session.me.member;
  const [chosen, setChosen] = useState<string[]>(candidates.some((person) => person.member === own) ? [own] : []);
  const act = useAct();
  const isNew = circle.periods === 0;
  const start = (): Promise<void> =>
    act.run(async () => {
      // A desk that shows circles shows the new key at once; one that shows none waits until the root key is put away.
      const showsCircles = session.me.circles.length > 0;
      const people = candidates.filter((person) => chosen.includes(person.member));
      await team.repair(circle, people, seed);
      load();
      if (showsCircles) session.onChange?.();
      return text("desk-circle-started");
    });
  return (
    <fieldset data-test="repair">
      <legend>{label(circle.title)}</legend>
      <p>{text(isNew ? "desk-circle-start-why" : "desk-circle-repair-why")}</p>
      {candidates.map((person) => (
        <Candidate
          key={person.member}
          person={person}
          accounts={candidates
            .filter((other) => other.person === person.person && other.member !== person.member)
            .map(({ login }) => login)}
          checked={chosen.includes(person.member)}
          onCheck={(checked) =>
            setChosen(checked ? [...chosen, person.member] : chosen.filter((member) => member !== person.member))
          }
        />
      ))}
      <Outcome act={act} />
      <div class="actions">
        <button data-test="repair-start" disabled={chosen.length === 0 || act.working} onClick={() => void start()}>
          {text(isNew ? "desk-circle-start" : "desk-circle-repair")}
        </button>
      </div>
    </fieldset>
  );
};
