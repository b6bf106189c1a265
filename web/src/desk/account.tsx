// A member's own account: the words of their keys, where they are signed in, their passphrase.
import { useEffect, useState } from "preact/hooks";
import { freshPassphrase } from "../crypto/words";
import { text } from "../texts";
import { explain } from "./explain";
import { Progress } from "./parts";
import type { Session } from "./session";

interface Listed {
  handle: string;
  hours: number;
  current: boolean;
}

const Sessions = ({ session }: { session: Session }) => {
  const [all, setAll] = useState<Listed[]>([]);
  const [error, setError] = useState("");
  const load = (): Promise<void> =>
    session.api.json<{ sessions: Listed[] }>("/api/desk/sessions").then(({ sessions }) => setAll(sessions), (problem: unknown) => setError(explain(problem)));
  useEffect(() => void load(), [session]);
  const end = async (handle: string): Promise<void> => {
    setError("");
    await session.api.request(`/api/desk/sessions/${handle}`, { method: "DELETE" }).catch((problem: unknown) => setError(explain(problem)));
    await load();
  };
  return (
    <section aria-labelledby="sessions-title">
      <h2 id="sessions-title">{text("desk-sessions")}</h2>
      <p class="hint">{text("desk-sessions-hint")}</p>
      {error && <p class="error" role="alert">{error}</p>}
      <ul class="plain-list">
        {all.map((one) => (
          <li key={one.handle} data-test="session">
            {one.current ? text("desk-session-here") : text("desk-session-other", { hours: one.hours })}{" "}
            {!one.current && <button class="second" data-test="session-end" onClick={() => void end(one.handle)}>{text("desk-session-end")}</button>}
          </li>
        ))}
      </ul>
    </section>
  );
};

const Passphrase = ({ session }: { session: Session }) => {
  const [proposed, setProposed] = useState("");
  const [typed, setTyped] = useState("");
  const [working, setWorking] = useState(false);
  const [error, setError] = useState("");
  const [done, setDone] = useState(false);
  const change = async (event: Event): Promise<void> => {
    event.preventDefault();
    setError("");
    if (typed.trim().normalize("NFC") !== proposed) {
      setError(text("desk-passphrase-differs"));
      return;
    }
    setWorking(true);
    try {
      await session.changePassphrase(proposed);
      setDone(true);
      setProposed("");
      setTyped("");
    } catch (problem) {
      setError(explain(problem));
    }
    setWorking(false);
  };
  return (
    <section aria-labelledby="passphrase-title">
      <h2 id="passphrase-title">{text("desk-passphrase-change")}</h2>
      <p class="hint">{text("desk-passphrase-hint")}</p>
      {done && <p class="notice done" role="status" data-test="passphrase-done">{text("desk-passphrase-done")}</p>}
      {!proposed && <button class="second" data-test="passphrase-propose" onClick={() => { setDone(false); setProposed(freshPassphrase()); }}>{text("desk-passphrase-propose")}</button>}
      {proposed && (
        <form onSubmit={(event) => void change(event)} autocomplete="off">
          <p class="words" data-test="passphrase-proposed" lang="fr" dir="ltr">{proposed}</p>
          <label class="field" for="passphrase-typed">{text("desk-passphrase-type")}</label>
          <input id="passphrase-typed" data-test="passphrase-typed" value={typed} onInput={(e) => setTyped(e.currentTarget.value)} autocapitalize="none" spellcheck={false} dir="ltr" required />
          {error && <p class="error" role="alert">{error}</p>}
          {working && <Progress label={text("desk-unlocking")} />}
          <div class="actions">
            <button type="submit" data-test="passphrase-change" disabled={working}>{text("desk-passphrase-save")}</button>
            <button type="button" class="second" onClick={() => setProposed(freshPassphrase())}>{text("desk-passphrase-again")}</button>
            <button type="button" class="second" onClick={() => { setProposed(""); setTyped(""); setError(""); }}>{text("desk-cancel")}</button>
          </div>
        </form>
      )}
    </section>
  );
};

export const Account = ({ session }: { session: Session }) => {
  const [words, setWords] = useState("");
  useEffect(() => void session.words().then(setWords), [session]);
  return (
    <div class="pane board">
      <section aria-labelledby="words-title">
        <h2 id="words-title">{text("desk-own-words")}</h2>
        <p class="hint">{text("desk-own-words-hint")}</p>
        <p class="words" data-test="own-words" lang="fr" dir="ltr">{words}</p>
      </section>
      <Sessions session={session} />
      <Passphrase session={session} />
    </div>
  );
};
