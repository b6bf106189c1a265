// The members' application: the door, then the desk of reviewers or the press desk.
import { render } from "preact";
import { useState } from "preact/hooks";
import { Desk } from "./desk";
import { Door } from "./door";
import { Press } from "./press";
import type { Session } from "./session";

const view = document.currentScript?.getAttribute("data-view") ?? "desk";

const App = () => {
  const [session, setSession] = useState<Session | null>(null);
  if (!session) return <Door view={view} onEnter={setSession} />;
  return view === "press" ? (
    <Press session={session} onLeave={() => setSession(null)} />
  ) : (
    <Desk session={session} onLeave={() => setSession(null)} />
  );
};

// A desk that comes back from the browser's cache must not show what was decrypted.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

const root = document.getElementById("desk");
if (root) render(<App />, root);
