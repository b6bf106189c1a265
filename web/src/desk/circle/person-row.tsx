// A moderator in the list of the circle's people: what they can read, whether their keys are known, and what can be
// done.
import { text } from "../../page/texts";
import type { Person } from "../keys/circle-keys";
import { useCircle, useDesk } from "../store/context";
import { useAct } from "../ui/act";
import { Outcome } from "../ui/parts";
import { Admission, Newcomer, Words } from "./admission";
import { type Asked, usePeople } from "./context";
import { Removal, ranges } from "./removal";

const About = ({ person, own }: { person: Person; own: boolean }) => {
  const { session } = useDesk();
  const { consultation } = useCircle().circle;
  const organisationOf = (member: string): string | undefined => session.organisationOf(consultation, member);
  // What the roster says of their organisation, whatever the server says now. One's own needs no name.
  const signed = organisationOf(person.member) ?? person.organisation;
  const told = signed === person.organisation ? person.organisation_name : null;
  return (
    <p class="meta">
      {[
        own ? text("desk-you") : "",
        signed === organisationOf(session.me.member) ? "" : (told ?? session.organisation(signed)),
        person.in_circle ? text("desk-reads", { periods: ranges(person.epochs) || "—" }) : "",
        person.last_week ? text("desk-last-week", { week: person.last_week }) : text("desk-never"),
      ]
        .filter(Boolean)
        .join(" · ")}
    </p>
  );
};

/** Somebody whom the server lists and no roster names: they are compared by voice before anything goes on. */
const UnknownKeys = ({ person }: { person: Person }) => {
  const { keys, done } = usePeople();
  const act = useAct();
  const admit = (): Promise<void> =>
    act.run(async () => {
      await keys.give(person, []);
      done(text("desk-admitted", { name: person.login }));
      return "";
    });
  return (
    <div class="notice danger" data-test="keys-unknown">
      <p role="alert">{text("desk-keys-changed", { name: person.login })}</p>
      <Words person={person} />
      <Newcomer person={person} />
      <Outcome act={act} />
      <div class="actions">
        <button class="second" data-test="keys-accept" disabled={act.working} onClick={() => void admit()}>
          {text("desk-compared")}
        </button>
      </div>
    </div>
  );
};

const Acts = ({ person, onAsk }: { person: Person; onAsk: (act: Asked["act"]) => void }) => {
  const { keys } = usePeople();
  const missing = keys.held().some((number) => !person.epochs.includes(number));
  return (
    <div class="actions">
      {missing && (
        <button class="second" data-test="person-admit" onClick={() => onAsk("admit")}>
          {text(person.in_circle ? "desk-give" : "desk-add", { name: person.login })}
        </button>
      )}
      {person.in_circle && (
        <button class="second" data-test="person-remove" onClick={() => onAsk("remove")}>
          {text("desk-remove", { name: person.login })}
        </button>
      )}
    </div>
  );
};

export const PersonRow = ({ person }: { person: Person }) => {
  const { keys, asked, ask } = usePeople();
  const own = person.member === useDesk().session.me.member;
  const act = asked.member === person.member ? asked.act : "";
  const onAsk = (next: Asked["act"]): void => ask({ member: person.member, act: next });
  const cancel = (): void => onAsk("");
  return (
    <li class="card" data-test="person">
      <h3>{person.login}</h3>
      <About person={person} own={own} />
      {person.in_circle && keys.unknown().includes(person.member) && <UnknownKeys person={person} />}
      {!act && !own && <Acts person={person} onAsk={onAsk} />}
      {act === "admit" && <Admission key={person.recipient + person.signing} person={person} onCancel={cancel} />}
      {act === "remove" && <Removal person={person} onCancel={cancel} />}
    </li>
  );
};
