// The circle: its intake, its key, its people, and what they have declared.
import { useEffect, useMemo, useState } from "preact/hooks";
import { text } from "../../page/texts";
import { CircleKeys, type Person } from "../keys/circle-keys";
import { useCircle, useDesk } from "../store/context";
import { explain } from "../ui/explain";
import { Problem, Progress } from "../ui/parts";
import { type Asked, PeopleContext } from "./context";
import { Intake } from "./intake";
import { Interests } from "./interests";
import { Key } from "./key";
import { PersonRow } from "./person-row";

const NOBODY: Asked = { member: "", act: "" };

const byLogin = (a: Person, b: Person): number => (a.login < b.login ? -1 : 1);

const PeopleLists = ({ people, loading }: { people: Person[]; loading: boolean }) => {
  const list = (inside: boolean) => (
    <ul class="plain-list">
      {people
        .filter((person) => person.in_circle === inside)
        .sort(byLogin)
        .map((person) => (
          <PersonRow key={person.member} person={person} />
        ))}
    </ul>
  );
  return (
    <section aria-labelledby="people-title">
      <h2 id="people-title">{text("desk-people")}</h2>
      {loading && <Progress label={text("desk-working")} />}
      {list(true)}
      {people.some((person) => !person.in_circle) && (
        <>
          <h2>{text("desk-people-outside")}</h2>
          {list(false)}
        </>
      )}
    </section>
  );
};

export const CircleBoard = () => {
  const { session } = useDesk();
  const { consultation } = useCircle().circle;
  const keys = useMemo(() => new CircleKeys(session, consultation), [session, consultation]);
  const [people, setPeople] = useState<Person[] | null>(null);
  const [asked, setAsked] = useState(NOBODY);
  const [said, setSaid] = useState("");
  const [error, setError] = useState("");
  const [version, setVersion] = useState(0);
  const changed = (): void => setVersion((before) => before + 1);
  const done = (what: string): void => {
    setSaid(what);
    setAsked(NOBODY);
    changed();
  };
  useEffect(
    () =>
      void keys.people().then(
        (found) => setPeople(found.people),
        (problem: unknown) => setError(explain(problem)),
      ),
    [keys, version],
  );
  return (
    <PeopleContext.Provider value={{ keys, people: people ?? [], version, asked, ask: setAsked, changed, done }}>
      <div class="pane board">
        {said && (
          <p class="notice done" role="status" data-test="circle-said">
            {said}
          </p>
        )}
        <Problem error={error} />
        <Intake />
        <Key />
        <PeopleLists people={people ?? []} loading={!people && !error} />
        <Interests />
      </div>
    </PeopleContext.Provider>
  );
};
