// The circle: its key, its intake, its people. Adding compares words, removing says what it does, locking needs no
// reason.
import { useEffect, useMemo, useState } from "preact/hooks";
import { memberWords } from "../../crypto/words";
import { text } from "../../page/texts";
import { useAct } from "../ui/act";
import { CircleKeys, type Person } from "../keys/circle-keys";
import { data, label } from "../case/vocabulary";
import { explain } from "../ui/explain";
import { Interests } from "./interests";
import { Progress } from "../ui/parts";
import { renew } from "../keys/renewal";
import type { Circle } from "../case/circle";
import type { Session } from "../keys/session";

/** `0, 1, 2, 5` as `0–2, 5`. */
export const ranges = (numbers: number[]): string => {
  const parts: [number, number][] = [];
  for (const number of numbers) {
    const last = parts[parts.length - 1];
    if (last && last[1] === number - 1) last[1] = number;
    else parts.push([number, number]);
  }
  return parts.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(", ");
};

const Words = ({ person }: { person: Person }) => (
  <p class="words" lang="fr" dir="ltr" data-test="person-words">
    {memberWords(person.member, person.recipient, person.signing)}
  </p>
);

const Periods = ({
  person,
  held,
  chosen,
  must,
  onChoose,
}: {
  person: Person;
  held: number[];
  chosen: number[];
  must: number | undefined;
  onChoose: (numbers: number[]) => void;
}) => (
  <fieldset>
    <legend>{text("desk-periods-which", { name: person.login })}</legend>
    {held.map((number) => (
      <label key={number} class="choice">
        <input
          type="checkbox"
          data-test={`period-${number}`}
          checked={chosen.includes(number)}
          disabled={number === must}
          onChange={(event) =>
            onChoose(event.currentTarget.checked ? [...chosen, number] : chosen.filter((one) => one !== number))
          }
        />
        {text(number === must ? "desk-period-current" : "desk-period", { number })}
      </label>
    ))}
  </fieldset>
);

/** Lets somebody in, or lets a member read more: their words are compared by voice first. */
const Admission = ({
  keys,
  person,
  onDone,
  onCancel,
}: {
  keys: CircleKeys;
  person: Person;
  onDone: (said: string) => void;
  onCancel: () => void;
}) => {
  const held = keys.held().filter((number) => !person.epochs.includes(number));
  const must = person.in_circle ? undefined : Math.max(...keys.held());
  const [chosen, setChosen] = useState<number[]>(must === undefined ? [] : [must]);
  const [compared, setCompared] = useState(false);
  const act = useAct();
  return (
    <div class="notice info" data-test="admission">
      <p>{text("desk-compare", { name: person.login })}</p>
      <Words person={person} />
      <label class="choice">
        <input
          type="checkbox"
          data-test="compared"
          checked={compared}
          onChange={(event) => setCompared(event.currentTarget.checked)}
        />
        {text("desk-compared")}
      </label>
      <Periods person={person} held={held} chosen={chosen} must={must} onChoose={setChosen} />
      <p class="hint">{text("desk-periods-hint")}</p>
      {act.error && (
        <p class="error" role="alert">
          {act.error}
        </p>
      )}
      {act.working && <Progress label={text("desk-working")} />}
      <div class="actions">
        <button
          data-test="admit"
          disabled={!compared || chosen.length === 0 || act.working}
          onClick={() =>
            void act.run(async () => {
              await keys.give(person, chosen);
              onDone(text("desk-admitted", { name: person.login }));
              return "";
            })
          }
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

/** The emergency and the change of duties, each with what will happen. */
const Removal = ({
  session,
  keys,
  person,
  alone,
  onDone,
  onCancel,
}: {
  session: Session;
  keys: CircleKeys;
  person: Person;
  alone: number[];
  onDone: (said: string) => void;
  onCancel: () => void;
}) => {
  const act = useAct();
  const unknown = keys.unknown().filter((id) => id !== person.member);
  const remove = (account: boolean): Promise<void> =>
    act.run(async () => {
      await keys.remove(person.member, account);
      const failed = account ? (await renew(session)).filter((one) => one.error) : [];
      const elsewhere = failed.map(({ circle, error }) =>
        text("desk-renewal-failed", { title: label(circle.questionnaire.title), why: explain(error) }),
      );
      onDone([text(account ? "desk-removed" : "desk-left", { name: person.login }), ...elsewhere].join(" "));
      return "";
    });
  return (
    <div class="notice danger" data-test="removal">
      {unknown.length > 0 && (
        <p data-test="removal-also">
          {text("desk-remove-also", { name: unknown.map((id) => session.login(id)).join(", ") })}
        </p>
      )}
      {alone.length > 0 && (
        <p data-test="removal-alone">
          <strong>{text("desk-remove-alone", { name: person.login, periods: ranges(alone) })}</strong>
        </p>
      )}
      <p>{text("desk-remove-account-why", { name: person.login })}</p>
      <div class="actions">
        <button class="danger" data-test="remove-account" disabled={act.working} onClick={() => void remove(true)}>
          {text("desk-remove-account", { name: person.login })}
        </button>
      </div>
      <p>{text("desk-remove-circle-why", { name: person.login })}</p>
      {act.error && (
        <p class="error" role="alert">
          {act.error}
        </p>
      )}
      {act.working && <Progress label={text("desk-working")} />}
      <div class="actions">
        <button class="second" data-test="remove-circle" disabled={act.working} onClick={() => void remove(false)}>
          {text("desk-remove-circle", { name: person.login })}
        </button>
        <button class="second" onClick={onCancel}>
          {text("desk-cancel")}
        </button>
      </div>
    </div>
  );
};

const PersonRow = ({
  session,
  keys,
  person,
  alone,
  open,
  onOpen,
  onDone,
}: {
  session: Session;
  keys: CircleKeys;
  person: Person;
  alone: number[];
  open: string;
  onOpen: (what: string) => void;
  onDone: (said: string) => void;
}) => {
  const own = person.member === session.me.member;
  const missing = keys.held().some((number) => !person.epochs.includes(number));
  return (
    <li class="card" data-test="person">
      <h3>{person.login}</h3>
      <p class="meta">
        {[
          own ? text("desk-you") : "",
          person.organisation,
          person.in_circle ? text("desk-reads", { periods: ranges(person.epochs) || "—" }) : "",
          person.last_week ? text("desk-last-week", { week: person.last_week }) : text("desk-never"),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {person.in_circle && keys.unknown().includes(person.member) && (
        <div class="notice danger" data-test="keys-unknown">
          <p role="alert">{text("desk-keys-changed", { name: person.login })}</p>
          <Words person={person} />
          <button
            class="second"
            data-test="keys-accept"
            onClick={() => void keys.accept(person).then(() => onDone(""))}
          >
            {text("desk-compared")}
          </button>
        </div>
      )}
      {!open && (
        <div class="actions">
          {missing && !own && (
            <button class="second" data-test="person-admit" onClick={() => onOpen("admit")}>
              {text(person.in_circle ? "desk-give" : "desk-add", { name: person.login })}
            </button>
          )}
          {person.in_circle && !own && (
            <button class="second" data-test="person-remove" onClick={() => onOpen("remove")}>
              {text("desk-remove", { name: person.login })}
            </button>
          )}
        </div>
      )}
      {open === "admit" && (
        <Admission
          key={person.recipient + person.signing}
          keys={keys}
          person={person}
          onDone={onDone}
          onCancel={() => onOpen("")}
        />
      )}
      {open === "remove" && (
        <Removal
          session={session}
          keys={keys}
          person={person}
          alone={alone}
          onDone={onDone}
          onCancel={() => onOpen("")}
        />
      )}
    </li>
  );
};

const Intake = ({
  session,
  circle,
  keys,
  onChange,
}: {
  session: Session;
  circle: Circle;
  keys: CircleKeys;
  onChange: () => void;
}) => {
  const act = useAct();
  const lock = session.me.circles.find((one) => one.consultation === circle.consultation)?.lock ?? null;
  const run = (perform: () => Promise<void>): Promise<void> =>
    act.run(async () => {
      await perform();
      onChange();
      return "";
    });
  const asked = lock?.unlock_by ?? null;
  return (
    <section aria-labelledby="intake-title">
      <h2 id="intake-title">{text("desk-intake")}</h2>
      {act.error && (
        <p class="error" role="alert">
          {act.error}
        </p>
      )}
      {!lock && (
        <>
          <p>{text("desk-lock-why")}</p>
          <button class="danger" data-test="lock" disabled={act.working} onClick={() => void run(() => keys.lock())}>
            {text("desk-lock")}
          </button>
        </>
      )}
      {lock && (
        <div class="notice danger" data-test="locked">
          <p>{text("desk-locked", { name: session.login(lock.by) })}</p>
          <p>{asked ? text("desk-unlock-asked", { name: session.login(asked) }) : text("desk-unlock-why")}</p>
          {asked !== session.me.member && (
            <button
              class="second"
              data-test="unlock"
              disabled={act.working}
              onClick={() => void run(() => keys.unlock())}
            >
              {text(asked ? "desk-unlock" : "desk-unlock-ask")}
            </button>
          )}
        </div>
      )}
    </section>
  );
};

const Key = ({ keys, version, onChange }: { keys: CircleKeys; version: number; onChange: () => void }) => {
  const [period, setPeriod] = useState<{ number: number; from: string; due: boolean } | undefined>();
  const act = useAct();
  useEffect(() => void keys.period().then(setPeriod, () => undefined), [keys, version]);
  return (
    <section aria-labelledby="key-title">
      <h2 id="key-title">{text("desk-key")}</h2>
      {period && <p data-test="period">{text("desk-key-period", { number: period.number, from: period.from })}</p>}
      {period?.due && (
        <p class="notice danger" role="alert">
          {text("desk-key-due")}
        </p>
      )}
      <p class="hint">{text("desk-key-hint")}</p>
      {act.said && (
        <p class="notice done" role="status">
          {act.said}
        </p>
      )}
      {act.error && (
        <p class="error" role="alert">
          {act.error}
        </p>
      )}
      {act.working && <Progress label={text("desk-working")} />}
      <div class="actions">
        <button
          class="second"
          data-test="period-start"
          disabled={act.working}
          onClick={() =>
            void act.run(async () => {
              await keys.start().finally(onChange);
              return text("desk-key-started");
            })
          }
        >
          {text("desk-key-start")}
        </button>
        <a class="button second" href={`/${data.lang}/keys`} target="_blank" rel="noopener">
          {text("desk-key-history")}
        </a>
      </div>
    </section>
  );
};

export const CircleBoard = ({ session, circle }: { session: Session; circle: Circle }) => {
  const keys = useMemo(() => new CircleKeys(session, circle), [session, circle.consultation]);
  const [people, setPeople] = useState<Person[] | null>(null);
  const [open, setOpen] = useState<[string, string]>(["", ""]);
  const [said, setSaid] = useState("");
  const [error, setError] = useState("");
  const [version, setVersion] = useState(0);
  const changed = (): void => setVersion((before) => before + 1);
  useEffect(
    () =>
      void keys.people().then(
        (found) => setPeople(found.people),
        (problem: unknown) => setError(explain(problem)),
      ),
    [keys, version],
  );
  const done = (what: string): void => {
    setSaid(what);
    setOpen(["", ""]);
    changed();
  };
  const list = (inside: boolean): Person[] =>
    (people ?? []).filter((person) => person.in_circle === inside).sort((a, b) => (a.login < b.login ? -1 : 1));
  /** Periods that nobody else could read any more. */
  const alone = (person: Person): number[] =>
    person.epochs.filter((number) => (people ?? []).every((one) => one === person || !one.epochs.includes(number)));
  const row = (person: Person) => (
    <PersonRow
      key={person.member}
      session={session}
      keys={keys}
      person={person}
      alone={alone(person)}
      open={open[0] === person.member ? open[1] : ""}
      onOpen={(what) => setOpen([person.member, what])}
      onDone={done}
    />
  );
  return (
    <div class="pane board">
      {said && (
        <p class="notice done" role="status" data-test="circle-said">
          {said}
        </p>
      )}
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      <Intake session={session} circle={circle} keys={keys} onChange={changed} />
      <Key keys={keys} version={version} onChange={changed} />
      <section aria-labelledby="people-title">
        <h2 id="people-title">{text("desk-people")}</h2>
        {!people && !error && <Progress label={text("desk-working")} />}
        <ul class="plain-list">{list(true).map(row)}</ul>
        {list(false).length > 0 && (
          <>
            <h2>{text("desk-people-outside")}</h2>
            <ul class="plain-list">{list(false).map(row)}</ul>
          </>
        )}
      </section>
      <Interests />
    </div>
  );
};
