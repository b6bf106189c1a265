// The exchange with the source.
import { useEffect, useState } from "preact/hooks";
import { text } from "../texts";
import { AttachmentView } from "./attachment";
import { Refused } from "./api";
import type { Case, Cases, Message } from "./cases";
import { Field } from "./parts";
import type { Session } from "./session";

const VISIBLE = ["question", "read", "summarised", "published", "closed"];

const Bubble = ({ cases, one, message }: { cases: Cases; one: Case; message: Message }) => (
  <li class={`bubble ${message.from}`} data-test="thread-message">
    <p class="who">{text(`desk-from-${message.from}`)} · {text("desk-week", { week: message.week })}</p>
    <p class="body" dir="auto">{message.readable ? message.body : text("desk-unreadable")}</p>
    {message.attachments.map((file) => <AttachmentView key={file.blob} cases={cases} one={one} file={file} />)}
  </li>
);

interface Properties {
  session: Session;
  cases: Cases;
  one: Case;
  onChange: (one: Case) => void;
}

export const Thread = ({ session, cases, one }: Properties) => {
  const [messages, setMessages] = useState<Message[]>([]);
  const [next, setNext] = useState(0);
  const [body, setBody] = useState("");
  const [status, setStatus] = useState("question");
  const [error, setError] = useState("");
  const [sending, setSending] = useState(false);
  const load = async (): Promise<void> => {
    const thread = await cases.thread(one.row.id);
    setMessages(thread.messages);
    setNext(thread.next);
  };
  useEffect(() => { load().catch(() => setError(text("desk-network"))); }, [one.row.id]);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!body.trim()) return;
    setError("");
    setSending(true);
    try {
      await cases.ask(one, next, body, status);
      setBody("");
      await load();
    } catch (problem) {
      setError(problem instanceof Refused && problem.message ? problem.message : text("desk-network"));
      // Somebody else wrote, or a new epoch has begun: take both in, keep the words.
      await session.refresh().then(load).catch(() => undefined);
    }
    setSending(false);
  };
  return (
    <section>
      <h2>{text("desk-thread")}</h2>
      {messages.length === 0 && <p class="empty">{text("desk-thread-none")}</p>}
      <ol class="thread">{messages.map((message) => <Bubble key={message.id} cases={cases} one={one} message={message} />)}</ol>
      <form onSubmit={(event) => void send(event)}>
        <Field id="case-reply" label={text("desk-reply")}>
          <p class="hint">{text("desk-reply-hint")}</p>
          <textarea id="case-reply" data-test="case-reply" rows={3} dir="auto" value={body} onInput={(e) => setBody(e.currentTarget.value)} />
        </Field>
        <Field id="reply-status" label={text("desk-reply-status")}>
          <select id="reply-status" value={status} onChange={(e) => setStatus(e.currentTarget.value)}>
            {VISIBLE.map((state) => <option key={state} value={state}>{text(`inbox-status-${state}`)}</option>)}
          </select>
        </Field>
        {error && <p class="error" role="alert">{error}</p>}
        <div class="actions"><button type="submit" data-test="case-send" disabled={sending || !one.envelope}>{text("desk-reply-send")}</button></div>
      </form>
    </section>
  );
};
