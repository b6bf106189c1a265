// The exchange with the source.
import { useEffect, useState } from "preact/hooks";
import { text } from "../../page/texts";
import { AttachmentView } from "./attachment";
import { Refused } from "../ui/api";
import type { CaseProps } from "./answers";
import { consentWords } from "../case/answer";
import { Enclosures } from "./enclosures";
import { type Enclosed, type Message, levelOf } from "../store/exchange";
import { MaskText } from "./masking";
import { Field } from "../ui/parts";
import { ReusableAnswers } from "./reusable";
import { markSeen } from "../store/seen";
import type { Shared } from "../store/shared";
import { Wording } from "./wording";

const VISIBLE = ["question", "read", "summarised", "published", "closed"] as const;

interface BubbleProps extends CaseProps {
  message: Message;
  /** Whether the source has written after it. */
  answered: boolean;
}

const Bubble = ({ message, answered, ...props }: BubbleProps) => (
  <li class={`bubble ${message.from}`} data-test="thread-message">
    <p class="who">
      {text(`desk-from-${message.from}`)} · {text("desk-week", { week: message.week })}
    </p>
    {message.consent !== undefined && (
      <p data-test="consent-changed">
        <strong>{text("desk-consent-changed", { what: consentWords(props.circle, message.consent) })}</strong>
      </p>
    )}
    <p class="body" dir="auto">
      {message.readable ? message.body : text("desk-unreadable")}
    </p>
    {message.attachments.map((file) => (
      <AttachmentView key={file.blob} {...props} file={file} />
    ))}
    {message.from === "source" && message.readable && (
      <Wording {...props} id={message.id} spoken={message.attachments.some((file) => file.question !== undefined)} />
    )}
    {message.from === "source" && message.body && <MaskText {...props} id={message.id} original={message.body} />}
    {message.from === "circle" && (
      <p class="meta" data-test="delivery">
        {text(answered ? "desk-delivery-answered" : "desk-delivery-left")}
      </p>
    )}
  </li>
);

interface Properties extends CaseProps {
  shared: Shared;
  /** Counts up when the list was asked for again: there may be answers. What is being written stays. */
  refreshed: number;
  /** What the source agrees to now. */
  onConsent: (consent: number) => void;
}

export const Thread = (properties: Properties) => {
  const { session, cases, report, refreshed, shared, onChange, onConsent } = properties;
  const [messages, setMessages] = useState<Message[]>([]);
  const [next, setNext] = useState(0);
  const [body, setBody] = useState("");
  const [status, setStatus] = useState("question");
  const [error, setError] = useState("");
  const [sending, setSending] = useState(false);
  const [files, setFiles] = useState<Enclosed[]>([]);
  const [voice, setVoice] = useState<Enclosed>();
  /** Counts what was sent: a new one begins with nothing enclosed. */
  const [sent, setSent] = useState(0);
  const load = async (): Promise<void> => {
    const thread = await cases.exchange.thread(report.row.id);
    setMessages(thread.messages);
    setNext(thread.next);
    const answers = thread.messages.filter((message) => message.from === "source").length;
    await markSeen(session.me.member, report.row.id, answers);
    if (report.unread > 0) onChange({ ...report, unread: 0 });
    onConsent(levelOf(thread.messages, report));
  };
  useEffect(() => {
    load().catch(() => setError(text("desk-network")));
  }, [report.row.id, refreshed]);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!body.trim() && !voice) return;
    setError("");
    setSending(true);
    try {
      await cases.exchange.ask(report, next, { body, status, files: [...(voice ? [voice] : []), ...files] });
      setBody("");
      setFiles([]);
      setVoice(undefined);
      setSent(sent + 1);
      await load();
    } catch (problem) {
      setError(problem instanceof Refused && problem.message ? problem.message : text("desk-network"));
      // Somebody else wrote, or a new epoch has begun: take both in, keep the words.
      await session
        .refresh()
        .then(load)
        .catch(() => undefined);
    }
    setSending(false);
  };
  return (
    <section>
      <h2>{text("desk-thread")}</h2>
      {messages.length === 0 && <p class="empty">{text("desk-thread-none")}</p>}
      <ol class="thread">
        {messages.map((message, at) => (
          <Bubble
            key={message.id}
            {...properties}
            message={message}
            answered={messages.slice(at).some((later) => later.from === "source")}
          />
        ))}
      </ol>
      <form onSubmit={(event) => void send(event)}>
        <Field id="case-reply" label={text("desk-reply")}>
          <p class="hint">{text("desk-reply-hint")}</p>
          <textarea
            id="case-reply"
            data-test="case-reply"
            rows={3}
            dir="auto"
            value={body}
            onInput={(e) => setBody(e.currentTarget.value)}
          />
        </Field>
        <ReusableAnswers
          shared={shared}
          language={report.envelope?.interface_language || "fr"}
          body={body}
          onInsert={(words) => setBody([body.trim(), words].filter(Boolean).join("\n\n"))}
        />
        <Field id="reply-status" label={text("desk-reply-status")}>
          <select id="reply-status" value={status} onChange={(e) => setStatus(e.currentTarget.value)}>
            {VISIBLE.map((state) => (
              <option key={state} value={state}>
                {text(`inbox-status-${state}`)}
              </option>
            ))}
          </select>
        </Field>
        <Enclosures key={sent} files={files} onFiles={setFiles} onVoice={setVoice} onError={setError} />
        {error && (
          <p class="error" role="alert">
            {error}
          </p>
        )}
        <div class="actions">
          <button type="submit" data-test="case-send" disabled={sending || !report.envelope}>
            {text("desk-reply-send")}
          </button>
        </div>
      </form>
    </section>
  );
};
