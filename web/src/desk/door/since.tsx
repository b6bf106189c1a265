// What happened to the member's account since they last came in: attempts that failed, and changes. Over everything,
// until the member has read it: whoever got hold of a session or a passphrase leaves these traces.
import { useState } from "preact/hooks";
import type { Codes } from "../../page/message-id";
import { text } from "../../page/texts";
import type { SinceLastSignIn } from "../../wire";
import { useDesk } from "../store/context";

/** Whether there is anything that the member must know. */
const isNews = ({ wrong_passphrases, wrong_codes, changes }: SinceLastSignIn): boolean =>
  wrong_passphrases > 0 || wrong_codes > 0 || changes.length > 0;

export const SinceNotice = () => {
  const { since } = useDesk().session;
  /** What was read last: a sign-in over the open desk may bring more. */
  const [read, setRead] = useState<SinceLastSignIn | null>(null);
  if (!since || since === read || !isNews(since)) return null;
  const serious = since.wrong_codes > 0 || since.changes.length > 0;
  return (
    <section
      class={`notice pane ${serious ? "danger" : "info"}`}
      aria-labelledby="since-title"
      data-test="since-last-sign-in"
    >
      <h2 id="since-title">{text("desk-since-title")}</h2>
      <ul>
        {since.week && <li>{text("desk-since-week", { week: since.week })}</li>}
        {since.wrong_passphrases > 0 && (
          <li>{text("desk-since-wrong-passphrases", { count: since.wrong_passphrases })}</li>
        )}
        {since.wrong_codes > 0 && <li>{text("desk-since-wrong-codes", { count: since.wrong_codes })}</li>}
        {since.changes.map(({ act, week }, index) => (
          <li key={index}>{text(`desk-since-change-${act as Codes<"desk-since-change-">}`, { week })}</li>
        ))}
      </ul>
      <p>{text("desk-since-why")}</p>
      <div class="actions">
        <button class="second" data-test="since-read" onClick={() => setRead(since)}>
          {text("desk-since-read")}
        </button>
      </div>
    </section>
  );
};
