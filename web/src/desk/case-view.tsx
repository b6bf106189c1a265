// One report: what was written, files, the circle's record, the thread.
import { useState } from "preact/hooks";
import { text } from "../texts";
import { AttachmentView } from "./attachment";
import type { Case, Cases } from "./cases";
import { type Place, category, label, languageName, place } from "./data";
import { save } from "./parts";
import { RecordForm } from "./record-form";
import type { Circle, Question, Session } from "./session";
import { Thread } from "./thread";

const shown = (question: Question, answer: unknown): string => {
  // Whoever wrote the report may have written anything here.
  const list = Array.isArray(answer) ? answer.map(String) : [String(answer)];
  const option = (code: unknown): string => {
    const found = question.options?.find((one) => one.code === code);
    return found ? label(found.label) : String(code);
  };
  switch (question.kind) {
    case "categories":
      return list.map(category).join("\n");
    case "choices":
      return list.map(option).join("\n");
    case "choice":
      return option(answer);
    case "place":
      return typeof answer === "object" && answer !== null ? place(answer as Place) : String(answer);
    default:
      return String(answer);
  }
};

const Answers = ({ circle, one }: { circle: Circle; one: Case }) => {
  const envelope = one.envelope;
  if (!envelope) return <p class="notice danger">{text("desk-unreadable")}</p>;
  const consent = circle.questionnaire.questions.find((question) => question.kind === "consent");
  const level = consent?.options?.find((option) => option.code === String(envelope.consent));
  return (
    <dl class="case-body" data-test="case-body">
      {one.row.form === "sealed" && <p class="notice info">{text("desk-sealed-by-hand")}</p>}
      {circle.questionnaire.questions
        .filter((question) => envelope.answers[question.id] !== undefined)
        .map((question) => (
          <div key={question.id}>
            <dt>{label(question.label)}</dt>
            <dd dir="auto" lang={question.kind === "text" ? envelope.report_language : undefined}>{shown(question, envelope.answers[question.id])}</dd>
          </div>
        ))}
      <dt>{text("language")}</dt>
      <dd>{languageName(envelope.report_language)}</dd>
      <dt>{text("desk-consent")}</dt>
      <dd>{level ? label(level.label) : envelope.consent}</dd>
    </dl>
  );
};

interface Properties {
  session: Session;
  circle: Circle;
  cases: Cases;
  one: Case;
  onChange: (one: Case) => void;
  onBack: () => void;
  onSummarise: () => void;
}

export const CaseView = ({ session, circle, cases, one, onChange, onBack, onSummarise }: Properties) => {
  const mayBeSummarised = (one.envelope?.consent ?? 0) >= 2;
  const [error, setError] = useState("");
  const download = async (): Promise<void> => {
    setError("");
    try {
      save(`sutura-${one.row.id.slice(0, 8)}.age`, (await cases.export(one)) as BlobPart, "application/octet-stream");
    } catch {
      setError(text("desk-network"));
    }
  };
  return (
    <article>
      <p class="case-back"><button class="second" data-test="case-back" onClick={onBack}>{text("desk-back")}</button></p>
      <h2>{text("desk-answers")} <span class="meta">{text("desk-week", { week: one.row.week })}</span></h2>
      <Answers circle={circle} one={one} />
      {(one.envelope?.attachments.length ?? 0) > 0 && (
        <section>
          <h2>{text("desk-attachments")}</h2>
          {one.envelope?.attachments.map((file) => <AttachmentView key={file.blob} cases={cases} one={one} file={file} />)}
        </section>
      )}
      <RecordForm session={session} cases={cases} one={one} onChange={onChange} />
      <Thread session={session} cases={cases} one={one} onChange={onChange} />
      <div class="actions">
        <button class="second" data-test="summary-new" disabled={!mayBeSummarised} title={mayBeSummarised ? "" : text("desk-summary-consent")} onClick={onSummarise}>{text("desk-summary-new")}</button>
        <button class="second" data-test="case-export" onClick={() => void download()}>{text("desk-export")}</button>
      </div>
      {error && <p class="error" role="alert">{error}</p>}
      {!mayBeSummarised && <p class="hint">{text("desk-summary-consent")}</p>}
    </article>
  );
};
