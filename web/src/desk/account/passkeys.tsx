// A member's passkeys: adding, seeing which open the keys alone, removing.
import { useDesk } from "../store/context";
import { useEffect, useState } from "preact/hooks";
import { text } from "../../page/texts";
import type * as wire from "../../wire";
import { useAct } from "../ui/act";
import { ActForm } from "../ui/act-form";
import { useLatest } from "../ui/latest";
import { Outcome } from "../ui/parts";
import { isPossible, register } from "../keys/passkey";

export const Passkeys = () => {
  const { session } = useDesk();
  const [listed, setListed] = useState<wire.Passkeys | null>(null);
  const [name, setName] = useState("");
  const act = useAct();
  const load = async (): Promise<void> => {
    const found = await session.api.json<wire.Passkeys>("/api/desk/passkeys");
    session.passkeys = found.passkeys.length > 0;
    setListed(found);
  };
  const begin = useLatest(() =>
    act.run(async () => {
      await load();
      return "";
    }),
  );
  useEffect(() => void begin.current(), [session, begin]);
  const add = async (): Promise<string> => {
    const opens = await register(session.api, name.trim(), session.bundle);
    setName("");
    await load();
    return text(opens ? "desk-passkey-added-opens" : "desk-passkey-added");
  };
  const remove = (passkey: wire.Passkey): Promise<void> =>
    act.run(async () => {
      await session.api.delete(`/api/desk/passkeys/${passkey.id}`);
      await load();
      return text("desk-passkey-removed", { name: passkey.name });
    });
  const possible = listed?.possible && isPossible();
  return (
    <section aria-labelledby="passkeys-title" data-test="passkeys">
      <h2 id="passkeys-title">{text("desk-passkeys")}</h2>
      <p class="hint">{text(possible || !listed ? "desk-passkeys-hint" : "desk-passkeys-impossible")}</p>
      <Outcome act={act} />
      <ul class="plain-list">
        {listed?.passkeys.map((passkey) => (
          <li key={passkey.id} data-test="passkey">
            {passkey.name} · {text(passkey.opens ? "desk-passkey-opens" : "desk-passkey-factor")}{" "}
            <button
              class="second"
              data-test="passkey-remove"
              disabled={act.working}
              onClick={() => void remove(passkey)}
            >
              {text("desk-passkey-remove", { name: passkey.name })}
            </button>
          </li>
        ))}
      </ul>
      {possible && (
        <ActForm
          act={act}
          perform={add}
          send={{ words: text("desk-passkey-add"), test: "passkey-add", class: "second", disabled: !name.trim() }}
        >
          <label class="field" for="passkey-name">
            {text("desk-passkey-name")}
          </label>
          <input
            id="passkey-name"
            data-test="passkey-name"
            value={name}
            maxLength={60}
            onInput={(e) => setName(e.currentTarget.value)}
            required
          />
        </ActForm>
      )}
    </section>
  );
};
