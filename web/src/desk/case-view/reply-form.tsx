// Writing to the source: a message, its files and voice, and the status that the source will see.
import { useRef, useState } from "preact/hooks";
import { SentOnce } from "../../page/sent-once";
import { text } from "../../page/texts";
import type { Case } from "../case/case";
import type { Enclosed } from "../store/exchange";
import { sourceLanguage } from "../case/vocabulary";
import { useAct } from "../ui/act";
import { ActForm } from "../ui/act-form";
import { Field, SelectField } from "../ui/fields";
import { Problem } from "../ui/parts";
import { useOpenCase } from "./context";
import { Enclosures } from "./enclosures";
import { ReusableAnswers } from "./reusable";

/** The states of its report that the source may be told. */
const STATUSES = ["question", "read", "summarised", "published", "closed"] as const;

/** The language of the page on which the source wrote; that of the source texts if the report does not say. */
const readingLanguage = ({ envelope }: Case): string => {
  if (!envelope?.interface_language) return sourceLanguage();
  return envelope.interface_language;
};

interface Properties {
  /** The sequence number of the new message. */
  sequence: number;
  error: string;
  onError: (error: string) => void;
  /** Loads the exchange again; resolves when that is done. */
  onSent: () => Promise<void>;
}

/** The reply as it is entered, and sending it. */
const useReply = ({ sequence, onError, onSent }: Properties) => {
  const { session, cases, report } = useOpenCase();
  const [body, setBody] = useState("");
  const [status, setStatus] = useState("question");
  const [files, setFiles] = useState<Enclosed[]>([]);
  const [voice, setVoice] = useState<Enclosed>();
  /** Counts messages sent; after each, the fields for enclosures begin empty. */
  const [sent, setSent] = useState(0);
  const once = useRef(new SentOnce());
  const act = useAct("repeatable");
  const send = async (): Promise<string> => {
    if (!body.trim() && !voice) return "";
    onError("");
    try {
      const enclosed = [...(voice ? [voice] : []), ...files];
      const id = once.current.of(report.row.id, body, status, ...enclosed);
      await cases.exchange.ask(report, sequence, { id, body, status, files: enclosed });
      once.current.arrived();
      setBody("");
      setFiles([]);
      setVoice(undefined);
      setSent(sent + 1);
      await onSent();
      return "";
    } catch (problem) {
      // A colleague may have written first, or a new epoch has begun: load both, and keep what is typed.
      await session
        .refresh()
        .then(onSent)
        .catch(() => undefined);
      throw problem;
    }
  };
  return { body, setBody, status, setStatus, files, setFiles, setVoice, sent, act, send };
};

export const ReplyForm = (properties: Properties) => {
  const { report } = useOpenCase();
  const { body, setBody, status, setStatus, files, setFiles, setVoice, sent, act, send } = useReply(properties);
  return (
    <ActForm
      act={act}
      perform={send}
      send={{ words: text("desk-reply-send"), test: "case-send", disabled: !report.envelope }}
    >
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
      <Problem error={act.error || properties.error} />
    </ActForm>
  );
};
