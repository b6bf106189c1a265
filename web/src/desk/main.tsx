// The members' application: an invitation, the door or the way back, then the desk of reviewers or the press desk.
import { render } from "preact";
import { useState } from "preact/hooks";
import { text } from "../page/texts";
import { Desk } from "./desk";
import { Door } from "./door/door";
import { Join } from "./door/join";
import { Press } from "./press/press";
import { Recover } from "./door/recover";
import type { Session } from "./keys/session";

const isPress = document.currentScript?.getAttribute("data-view") === "press";
const title = text(isPress ? "press-title" : "desk-title");

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
  const [hasEnded, setHasEnded] = useState(true);
  if (token) return <Join token={token} onDone={() => setToken("")} />;
  if (recovering) return <Recover onDone={() => setRecovering(false)} />;
  if (!session) {
    const notice = hasEnded ? "" : text("desk-leave-unconfirmed");
    return <Door title={title} notice={notice} onEnter={setSession} onRecover={() => setRecovering(true)} />;
  }
  const leave = (ended: boolean): void => {
    setHasEnded(ended);
    setSession(null);
  };
  return isPress ? <Press session={session} onLeave={leave} /> : <Desk session={session} onLeave={leave} />;
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
