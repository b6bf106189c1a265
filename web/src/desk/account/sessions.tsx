// Where the member is signed in: every session of theirs, to be ended one by one.
import { useEffect, useState } from "preact/hooks";
import { text } from "../../page/texts";
import type { OpenSession, Sessions as OpenSessions } from "../../wire";
import { useDesk } from "../store/context";
import { explain } from "../ui/explain";
import { Problem } from "../ui/parts";

const SessionRow = ({ session, onEnd }: { session: OpenSession; onEnd: () => void }) => (
  <li data-test="session">
    {session.current ? text("desk-session-here") : text("desk-session-other", { hours: session.hours })}{" "}
    {!session.current && (
      <button class="second" data-test="session-end" onClick={onEnd}>
        {text("desk-session-end")}
      </button>
    )}
  </li>
);

export const Sessions = () => {
  const { api } = useDesk().session;
  const [sessions, setSessions] = useState<OpenSession[]>([]);
  const [error, setError] = useState("");
  /** Counts the times that the list was asked for. */
  const [version, setVersion] = useState(0);
  const fail = (problem: unknown): void => setError(explain(problem));
  useEffect(
    () => void api.json<OpenSessions>("/api/desk/sessions").then((answer) => setSessions(answer.sessions), fail),
    [api, version],
  );
  const end = async (handle: string): Promise<void> => {
    setError("");
    await api.delete(`/api/desk/sessions/${handle}`).catch(fail);
    setVersion((before) => before + 1);
  };
  return (
    <section aria-labelledby="sessions-title">
      <h2 id="sessions-title">{text("desk-sessions")}</h2>
      <p class="hint">{text("desk-sessions-hint")}</p>
      <Problem error={error} />
      <ul class="plain-list">
        {sessions.map((session) => (
          <SessionRow key={session.handle} session={session} onEnd={() => void end(session.handle)} />
        ))}
      </ul>
    </section>
  );
};
