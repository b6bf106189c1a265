// The exchange with the source: the messages, and the form for the next one.
import { useEffect, useState } from "preact/hooks";
import { text } from "../../page/texts";
import { type Message, levelOf } from "../store/exchange";
import { markSeen } from "../store/seen";
import { useLatest } from "../ui/latest";
import { useOpenCase } from "./context";
import { MessageView } from "./message";
import { ReplyForm } from "./reply-form";

/** Loads the messages, which marks those of the source as read. `next` is the sequence number of the next message. */
const useMessages = () => {
  const { session, cases, report, refreshed, onChange, onConsent } = useOpenCase();
  const [messages, setMessages] = useState<Message[]>([]);
  const [next, setNext] = useState(0);
  const [error, setError] = useState("");
  const load = async (): Promise<void> => {
    const thread = await cases.exchange.thread(report);
    setMessages(thread.messages);
    setNext(thread.next);
    const answers = thread.messages.filter((message) => message.from === "source").length;
    await markSeen(session.me.member, report.row.id, answers);
    if (report.unread > 0) onChange({ ...report, unread: 0 });
    onConsent(levelOf(thread.messages, report));
  };
  // When the list is loaded again there may be new messages. The reply that is being written stays.
  const latest = useLatest(load);
  useEffect(() => {
    latest.current().catch(() => setError(text("desk-network")));
  }, [latest, report.row.id, refreshed]);
  return { messages, next, error, setError, load };
};

export const Thread = () => {
  const { messages, next, error, setError, load } = useMessages();
  return (
    <section>
      <h2>{text("desk-thread")}</h2>
      {messages.length === 0 && <p class="empty">{text("desk-thread-none")}</p>}
      <ol class="thread">
        {messages.map((message, at) => (
          <MessageView
            key={message.id}
            message={message}
            answered={messages.slice(at).some((later) => later.from === "source")}
          />
        ))}
      </ol>
      <ReplyForm sequence={next} error={error} onError={setError} onSent={load} />
    </section>
  );
};
