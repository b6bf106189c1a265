// Transcripts and translations that members write, kept in the case record. No machine transcribes or translates: that
// would need the text in clear.
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import { ActForm } from "../ui/act-form";
import { Field } from "../ui/fields";
import { useOpenCase } from "./context";
import { MaskText } from "./masking";

/** Characters of a transcript or a translation at most. */
const MOST = 20_000;

type Kind = "transcript" | "translation";

const WordingForm = ({ kind, id }: { kind: Kind; id: string }) => {
  const { session, cases, report, onChange } = useOpenCase();
  const key = `${kind}/${id}`;
  const kept = report.record.words[key] ?? "";
  /** The text as it is typed; `null` when there is nothing to save. */
  const [typed, setTyped] = useState<string | null>(null);
  const save = async (): Promise<string> => {
    const written = (typed ?? kept).trim();
    const others = Object.entries(report.record.words).filter(([other]) => other !== key);
    const words = Object.fromEntries(written ? [...others, [key, written]] : others);
    const after = await cases.saveOver(report, { ...report.record, words });
    onChange(after);
    setTyped(null);
    return text(after.base ? "desk-pending" : "desk-saved");
  };
  const field = `${kind}-${id}`;
  const button = {
    words: text("desk-save"),
    test: `${field}-save`,
    class: "second small",
    disabled: !report.recordReadable,
  };
  return (
    <>
      <ActForm perform={save} send={typed !== null && typed !== kept ? button : undefined}>
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
      </ActForm>
      {typed === null && kept && <MaskText id={key} original={kept} />}
      {!typed && kept && report.by && <p class="hint">{text("desk-last-by", { name: session.login(report.by) })}</p>}
    </>
  );
};

/** `id` is that of a question, a file or a message. */
export const Wording = ({ id, spoken = false }: { id: string; spoken?: boolean }) => {
  const { words } = useOpenCase().report.record;
  const isWritten = Boolean(words[`transcript/${id}`] ?? words[`translation/${id}`]);
  return (
    <details class="wording" open={isWritten}>
      <summary data-test={`wording-${id}`}>{text(spoken ? "desk-wording-spoken" : "desk-wording")}</summary>
      {spoken && <WordingForm kind="transcript" id={id} />}
      <WordingForm kind="translation" id={id} />
    </details>
  );
};
