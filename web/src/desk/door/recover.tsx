// Coming back with the recovery sheet: the keys are opened here with what stands on paper, and locked with a new
// passphrase.
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import { ActForm } from "../ui/act-form";
import { Api } from "../ui/api";
import { type OneTime, recover } from "../keys/enrol";
import { PaperField } from "../ui/fields";
import { NewPassphrase } from "../ui/new-passphrase";
import { SecondFactor } from "./second-factor";

export const Recover = ({ onDone }: { onDone: () => void }) => {
  const [login, setLogin] = useState("");
  const [sheet, setSheet] = useState("");
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const [oneTime, setOneTime] = useState<OneTime | null>(null);
  const [done, setDone] = useState(false);
  const perform = async (): Promise<string> => {
    if (!passphrase || !oneTime) throw new Error("nothing was chosen");
    await recover(new Api(""), login.trim(), sheet, passphrase, oneTime);
    setSheet("");
    setDone(true);
    return "";
  };
  return (
    <main class="desk-door" id="main">
      <h1>{text("desk-recover-title")}</h1>
      {done ? (
        <>
          <p class="notice done" role="status" data-test="recovered">
            {text("desk-recovered")}
          </p>
          <div class="actions">
            <button data-test="recovered-enter" onClick={onDone}>
              {text("desk-enter")}
            </button>
          </div>
        </>
      ) : (
        <>
          <ActForm
            perform={perform}
            progress={text("desk-making-keys")}
            send={{
              words: text("desk-recover"),
              test: "recover",
              disabled: !passphrase || !oneTime || !login.trim(),
            }}
            beside={
              <button type="button" class="second" onClick={onDone}>
                {text("desk-cancel")}
              </button>
            }
          >
            <p>{text("desk-recover-how")}</p>
            <label class="field" for="recover-login">
              {text("desk-login")}
            </label>
            <input
              id="recover-login"
              data-test="recover-login"
              value={login}
              onInput={(e) => setLogin(e.currentTarget.value)}
              autocapitalize="none"
              spellcheck={false}
              required
            />
            <PaperField
              id="recover-sheet"
              label={text("desk-recover-sheet")}
              test="recover-sheet"
              rows={4}
              value={sheet}
              onChange={setSheet}
            />
            <NewPassphrase known={[login]} onChoose={setPassphrase} />
            <SecondFactor login={login.trim()} onCode={setOneTime} />
          </ActForm>
          <p class="hint">{text("desk-recover-none")}</p>
        </>
      )}
    </main>
  );
};
