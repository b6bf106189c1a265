// Writing to the source: a message, its files and voice, and the status that the source will see.
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import type { Case } from "../case/case";
import type { Enclosed } from "../store/exchange";
import { explain } from "../ui/explain";
import { ErrorNote, SelectField } from "../ui/fields";
import { Field } from "../ui/parts";
import { useOpenCase } from "./context";
import { Enclosures } from "./enclosures";
import { ReusableAnswers } from "./reusable";

/** What the source may be told of the state of its report. */
const STATUSES = ["question", "read", "summarised", "published", "closed"] as const;

/** The language in which the source reads; French where the report does not say. */
const readingLanguage = ({ envelope }: Case): string => {
  if (!envelope?.interface_language) return "fr";
  return envelope.interface_language;
};

interface Properties {
  /** The number that the message will have in the exchange. */
  sequence: number;
  error: string;
  onError: (error: string) => void;
  /** Done when the exchange was fetched again. */
  onSent: () => Promise<void>;
}

/** What is being written, and sending it. */
const useReply = ({ sequence, onError, onSent }: Properties) => {
  const { session, cases, report } = useOpenCase();
  const [body, setBody] = useState("");
  const [status, setStatus] = useState("question");
  const [files, setFiles] = useState<Enclosed[]>([]);
  const [voice, setVoice] = useState<Enclosed>();
  const [sending, setSending] = useState(false);
  /** Counts messages sent: the next one begins with nothing enclosed. */
  const [sent, setSent] = useState(0);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!body.trim() && !voice) return;
    onError("");
    setSending(true);
    try {
      await cases.exchange.ask(report, sequence, { body, status, files: [...(voice ? [voice] : []), ...files] });
      setBody("");
      setFiles([]);
      setVoice(undefined);
      setSent(sent + 1);
      await onSent();
    } catch (problem) {
      onError(explain(problem));
      // Somebody else wrote, or a new epoch has begun: take both in, keep what is typed.
      await session
        .refresh()
        .then(onSent)
        .catch(() => undefined);
    }
    setSending(false);
  };
  return { body, setBody, status, setStatus, files, setFiles, setVoice, sending, sent, send };
};

export const ReplyForm = (properties: Properties) => {
  const { report } = useOpenCase();
  const { body, setBody, status, setStatus, files, setFiles, setVoice, sending, sent, send } = useReply(properties);
  return (
    <form onSubmit={(event) => void send(event)}>
      <Field id="case-reply" label={text("desk-reply")}>
        <p class="hint">{text("desk-reply-hint")}</p>
        <textarea
          id="case-reply"
          data-test="case-reply"
          rows={3}
          dir="auto"
          value={body}
          onInput={(event) => setBody(event.currentTarget.value)}
        />
      </Field>
      <ReusableAnswers
        language={readingLanguage(report)}
        body={body}
        onInsert={(answer) => setBody([body.trim(), answer].filter(Boolean).join("\n\n"))}
      />
      <SelectField id="reply-status" label={text("desk-reply-status")} value={status} onChange={setStatus}>
        {STATUSES.map((state) => (
          <option key={state} value={state}>
            {text(`inbox-status-${state}`)}
          </option>
        ))}
      </SelectField>
      <Enclosures key={sent} files={files} onFiles={setFiles} onVoice={setVoice} onError={properties.onError} />
      <ErrorNote error={properties.error} />
      <div class="actions">
        <button type="submit" data-test="case-send" disabled={sending || !report.envelope}>
          {text("desk-reply-send")}
        </button>
      </div>
    </form>
  );
};
