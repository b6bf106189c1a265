// A transcript and a translation that members write beside what was spoken or written; kept in the case record. Nothing is
// translated or transcribed by a machine: what leaves this browser is ciphertext.
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import { useAct } from "../ui/act";
import type { CaseProps } from "./answers";
import { MaskText } from "./masking";
import { Field, Outcome } from "../ui/parts";

/** Characters of one text. */
const MOST = 20_000;

type Kind = "transcript" | "translation";

const One = ({ kind, id, ...props }: CaseProps & { kind: Kind; id: string }) => {
  const { session, cases, report, onChange } = props;
  const key = `${kind}/${id}`;
  const kept = report.record.words[key] ?? "";
  const [typed, setTyped] = useState<string | null>(null);
  const act = useAct();
  const save = (event: Event): void => {
    event.preventDefault();
    const words = { ...report.record.words, [key]: (typed ?? kept).trim() };
    if (!words[key]) delete words[key];
    void act.run(async () => {
      const after = await cases.saveOver(report, { ...report.record, words });
      onChange(after);
      setTyped(null);
      return text(after.base ? "desk-pending" : "desk-saved");
    });
  };
  const field = `${kind}-${id}`;
  return (
    <form onSubmit={save} autocomplete="off">
      <Field id={field} label={text(`desk-${kind}`)}>
        <textarea
          id={field}
          data-test={field}
          rows={3}
          dir="auto"
          maxLength={MOST}
          value={typed ?? kept}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </Field>
      <Outcome act={act} />
      {typed !== null && typed !== kept && (
        <div class="actions">
          <button
            type="submit"
            class="second small"
            data-test={`${field}-save`}
            disabled={act.working || !report.recordReadable}
          >
            {text("desk-save")}
          </button>
        </div>
      )}
      {typed === null && kept && <MaskText {...props} id={key} original={kept} />}
      {!typed && kept && report.by && <p class="hint">{text("desk-last-by", { name: session.login(report.by) })}</p>}
    </form>
  );
};

/** `id` is that of a question, a file or a message. */
export const Wording = ({ spoken = false, ...props }: CaseProps & { id: string; spoken?: boolean }) => {
  const { words } = props.report.record;
  const there = Boolean(words[`transcript/${props.id}`] ?? words[`translation/${props.id}`]);
  return (
    <details class="wording" open={there}>
      <summary data-test={`wording-${props.id}`}>{text(spoken ? "desk-wording-spoken" : "desk-wording")}</summary>
      {spoken && <One {...props} kind="transcript" />}
      <One {...props} kind="translation" />
    </details>
  );
};
