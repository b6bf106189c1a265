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
  const [isAware, setAware] = useState(false);
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
      setAware(false);
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
  const fields = { body, setBody, status, setStatus, files, setFiles, setVoice, isAware, setAware };
  return { ...fields, sent, act, send };
};

/** Whether it is the server alone that says to whose key a reply is sealed: nothing in the report names it. */
const isUnbound = ({ row }: Case): boolean => row.form === "sealed";

/** Says that the server could read a reply, and lets the member go on who has read it. */
const Unbound = ({ isAware, onAware }: { isAware: boolean; onAware: (isAware: boolean) => void }) => (
  <div class="notice danger" data-test="reply-unbound">
    <p>{text("desk-reply-unbound")}</p>
    <label class="check">
      <input
        type="checkbox"
        data-test="reply-aware"
        checked={isAware}
        onChange={(event) => onAware(event.currentTarget.checked)}
      />
      <span>{text("desk-reply-aware")}</span>
    </label>
  </div>
);

export const ReplyForm = (properties: Properties) => {
  const { report } = useOpenCase();
  const reply = useReply(properties);
  const { body, setBody, status, setStatus, files, setFiles, setVoice, sent, act, send, isAware, setAware } = reply;
  const isHeld = isUnbound(report) && !isAware;
  return (
    <ActForm
      act={act}
      perform={send}
      send={{ words: text("desk-reply-send"), test: "case-send", disabled: !report.envelope || isHeld }}
    >
      {isUnbound(report) && <Unbound isAware={isAware} onAware={setAware} />}
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
