// The members' application: an invitation, the door or the way back, then the desk of reviewers or the press desk.
import { render } from "preact";
import { useState } from "preact/hooks";
import { Desk } from "./desk";
import { Door } from "./door/door";
import { Join } from "./door/join";
import { Press } from "./press/press";
import { Recover } from "./door/recover";
import type { Session } from "./keys/session";

const view = document.currentScript?.getAttribute("data-view") ?? "desk";

/** The token of an invitation. It is taken out of the address at once: nobody should find it in the history. */
const takeToken = (): string => {
  const [, token = ""] = /^#join\.([\w-]{27})$/.exec(location.hash) ?? [];
  if (token) history.replaceState(null, "", location.pathname + location.search);
  return token;
};

const App = () => {
  const [session, setSession] = useState<Session | null>(null);
  const [token, setToken] = useState(takeToken);
  const [recovering, setRecovering] = useState(false);
  if (token) return <Join token={token} onDone={() => setToken("")} />;
  if (recovering) return <Recover onDone={() => setRecovering(false)} />;
  if (!session) return <Door view={view} onEnter={setSession} onRecover={() => setRecovering(true)} />;
  return view === "press" ? (
    <Press session={session} onLeave={() => setSession(null)} />
  ) : (
    <Desk session={session} onLeave={() => setSession(null)} />
  );
};

// A link that is opened in a window with the desk in it changes only what stands behind `#`.
addEventListener("hashchange", () => {
  if (location.hash.startsWith("#join.")) location.reload();
});

// A desk that comes back from the browser's cache must not show what was decrypted.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

const root = document.getElementById("desk");
if (root) render(<App />, root);
