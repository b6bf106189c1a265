// What the holder of an invitation link does: makes their keys here, or sets up another second factor. Nothing that
// opens anything leaves this page.
import { useEffect, useState } from "preact/hooks";
import { WORDS_LANGUAGE } from "../../crypto/words";
import { text } from "../../page/texts";
import type { Invitation } from "../../wire";
import { ActForm } from "../ui/act-form";
import { Api } from "../ui/api";
import { type OneTime, join, renewSecondFactor } from "../keys/enrol";
import { explain } from "../ui/explain";
import { NewPassphrase } from "../ui/new-passphrase";
import { Problem, Progress } from "../ui/parts";
import { SecondFactor } from "./second-factor";

const Done = ({ words, onDone }: { words: string; onDone: () => void }) => (
  <>
    <p class="notice done" role="status" data-test="joined">
      {text("desk-joined")}
    </p>
    {words && (
      <>
        <p>{text("desk-joined-words")}</p>
        <p class="words" lang={WORDS_LANGUAGE} dir="ltr" data-test="joined-words">
          {words}
        </p>
      </>
    )}
    <div class="actions">
      <button data-test="joined-enter" onClick={onDone}>
        {text("desk-enter")}
      </button>
    </div>
  </>
);

const Form = ({
  api,
  token,
  invitation,
  onDone,
}: {
  api: Api;
  token: string;
  invitation: Invitation;
  onDone: (words: string) => void;
}) => {
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const [oneTime, setOneTime] = useState<OneTime | null>(null);
  const isNew = invitation.kind !== "second-factor";
  const perform = async (): Promise<string> => {
    if (!passphrase || !oneTime) throw new Error("nothing was chosen");
    if (isNew) onDone(await join(api, token, passphrase, oneTime));
    else {
      await renewSecondFactor(api, token, invitation.login, passphrase, oneTime);
      onDone("");
    }
    return "";
  };
  return (
    <ActForm
      perform={perform}
      progress={text("desk-making-keys")}
      send={{
        words: text(isNew ? "desk-join" : "desk-second-factor-save"),
        test: "join",
        disabled: !passphrase || !oneTime,
      }}
    >
      {isNew ? (
        <NewPassphrase known={[invitation.login, invitation.organisation ?? ""]} onChoose={setPassphrase} />
      ) : (
        <>
          <label class="field" for="passphrase">
            {text("desk-passphrase")}
          </label>
          <input
            id="passphrase"
            type="password"
            data-test="join-passphrase"
            onInput={(e) => setPassphrase(e.currentTarget.value || null)}
            required
          />
        </>
      )}
      <SecondFactor login={invitation.login} onCode={setOneTime} />
      {isNew && <p class="hint">{text("desk-join-lost")}</p>}
    </ActForm>
  );
};

export const Join = ({ token, onDone }: { token: string; onDone: () => void }) => {
  const [api] = useState(() => new Api(""));
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const [error, setError] = useState("");
  const [words, setWords] = useState<string | null>(null);
  useEffect(
    () =>
      void api
        .post<Invitation>("/api/desk/join/look", { token })
        .then(setInvitation, (problem: unknown) => setError(explain(problem))),
    [api, token],
  );
  const what =
    invitation &&
    text(`desk-join-${invitation.kind}`, {
      name: invitation.login,
      title: invitation.organisation ?? "",
      what: text(`desk-role-${invitation.role}`),
    });
  return (
    <main class="desk-door" id="main">
      <h1>{text("desk-join-title")}</h1>
      <Problem error={error} />
      {!invitation && !error && <Progress label={text("desk-working")} />}
      {what && <p data-test="invitation">{what}</p>}
      {words !== null && <Done words={words} onDone={onDone} />}
      {invitation && words === null && <Form api={api} token={token} invitation={invitation} onDone={setWords} />}
    </main>
  );
};
