// Taking somebody out of the circle: the emergency (their account is closed too) and the change of duties, each with
// what will happen.
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import type { RootProof } from "../../wire";
import { label } from "../case/vocabulary";
import type { Person } from "../keys/circle-keys";
import { renew } from "../keys/renewal";
import { useDesk } from "../store/context";
import { useAct } from "../ui/act";
import { explain } from "../ui/explain";
import { RootActForm, needsRoot } from "../keys/root-act";
import { Outcome } from "../ui/parts";
import { usePeople } from "./context";

/** Numbers of epochs in words: `0, 1, 2, 5` as `0–2, 5`. */
export const ranges = (numbers: number[]): string => {
  const parts: [number, number][] = [];
  for (const number of numbers) {
    const last = parts[parts.length - 1];
    if (last?.[1] === number - 1) last[1] = number;
    else parts.push([number, number]);
  }
  return parts.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(", ");
};

/** What else will happen: who else goes, and what nobody will be able to read any more. */
const Consequences = ({ person }: { person: Person }) => {
  const { session } = useDesk();
  const { keys, people } = usePeople();
  const unknown = keys.unknown().filter((member) => member !== person.member);
  const others = people.filter((other) => other !== person);
  const alone = person.epochs.filter((number) => others.every((other) => !other.epochs.includes(number)));
  return (
    <>
      {unknown.length > 0 && (
        <p data-test="removal-also">
          {text("desk-remove-also", { name: unknown.map((member) => session.login(member)).join(", ") })}
        </p>
      )}
      {alone.length > 0 && (
        <p data-test="removal-alone">
          <strong>{text("desk-remove-alone", { name: person.login, periods: ranges(alone) })}</strong>
        </p>
      )}
    </>
  );
};

export const Removal = ({ person, onCancel }: { person: Person; onCancel: () => void }) => {
  const { session } = useDesk();
  const { keys, done } = usePeople();
  const act = useAct();
  const [rootAsked, setRootAsked] = useState<"close" | "remove" | null>(null);
  const name = person.login;
  const removeWith = async (account: boolean, root: RootProof | null): Promise<string> => {
    await keys.remove(person.member, account, root).catch((error: unknown) => {
      setRootAsked(needsRoot(error) ? (account ? "close" : "remove") : null);
      throw error;
    });
    const failed = account ? (await renew(session)).filter((renewed) => renewed.error) : [];
    const elsewhere = failed.map(({ circle, error }) =>
      text("desk-renewal-failed", { title: label(circle.questionnaire.title), why: explain(error) }),
    );
    done([text(account ? "desk-removed" : "desk-left", { name }), ...elsewhere].join(" "));
    return "";
  };
  const remove = (account: boolean): void => void act.run(() => removeWith(account, null));
  return (
    <div class="notice danger" data-test="removal">
      <Consequences person={person} />
      <p>{text("desk-remove-account-why", { name })}</p>
      <div class="actions">
        <button class="danger" data-test="remove-account" disabled={act.working} onClick={() => remove(true)}>
          {text("desk-remove-account", { name })}
        </button>
      </div>
      <p>{text("desk-remove-circle-why", { name })}</p>
      <Outcome act={act} />
      {rootAsked && (
        <RootActForm
          session={session}
          act={rootAsked}
          subject={person.member}
          perform={(proof) => removeWith(rootAsked === "close", proof)}
        />
      )}
      <div class="actions">
        <button class="second" data-test="remove-circle" disabled={act.working} onClick={() => remove(false)}>
          {text("desk-remove-circle", { name })}
        </button>
        <button class="second" onClick={onCancel}>
          {text("desk-cancel")}
        </button>
      </div>
    </div>
  );
};
