// One report: what was written, files, the circle's record, the thread.
import { useState } from "preact/hooks";
import { text } from "../texts";
import { OTHER } from "../questionnaire/definition";
import { answerWords } from "./answer";
import { AttachmentView } from "./attachment";
import { type Cases, consentOf } from "./cases";
import type { Attachment, Case } from "./report";
import { label, languageName } from "./data";
import { save } from "./parts";
import { RecordForm } from "./record-form";
import type { Circle, Session } from "./session";
import { Thread, consentWords } from "./thread";

/** Answers to questions that this version of the questionnaire does not have: shown under their id. */
const unknownAnswers = (circle: Circle, answers: Record<string, unknown>): [string, unknown][] => {
  const known = circle.questionnaire.questions.flatMap((question) => [question.id, `${question.id}-${OTHER}`]);
  return Object.entries(answers).filter(([id]) => !known.includes(id));
};

const Answers = ({ circle, cases, one }: { circle: Circle; cases: Cases; one: Case }) => {
  const envelope = one.envelope;
  if (!envelope) return <p class="notice danger">{text("desk-unreadable")}</p>;
  const { answers, attachments } = envelope;
  const spoken = (id: string): Attachment[] => attachments.filter((file) => file.question === id);
  const other = (id: string): unknown => answers[`${id}-${OTHER}`];
  return (
    <dl class="case-body" data-test="case-body">
      {one.row.form === "sealed" && <p class="notice info">{text("desk-sealed-by-hand")}</p>}
      {circle.questionnaire.questions
        .filter(({ id }) => answers[id] !== undefined || other(id) !== undefined || spoken(id).length > 0)
        .map((question) => (
          <div key={question.id} data-test={`case-answer-${question.id}`}>
            <dt>{label(question.label)}</dt>
            {answers[question.id] !== undefined && (
              <dd dir="auto" lang={isWords(question.kind) ? envelope.report_language : undefined}>{answerWords(question, answers[question.id])}</dd>
            )}
            {other(question.id) !== undefined && <dd dir="auto" lang={envelope.report_language}>« {String(other(question.id))} »</dd>}
            {spoken(question.id).map((file) => <dd key={file.blob}><Spoken cases={cases} one={one} file={file} /></dd>)}
          </div>
        ))}
      {unknownAnswers(circle, answers).map(([id, answer]) => (
        <div key={id}><dt>{id}</dt><dd dir="auto">{typeof answer === "string" ? answer : JSON.stringify(answer)}</dd></div>
      ))}
      <dt>{text("language")}</dt>
      <dd>{languageName(envelope.report_language)}</dd>
      <dt>{text("desk-consent")}</dt>
      <dd data-test="case-consent">{consentWords(circle, consentOf(one))}</dd>
    </dl>
  );
};

const isWords = (kind: string): boolean => kind === "text" || kind === "line" || kind === "voice";

const Spoken = ({ cases, one, file }: { cases: Cases; one: Case; file: Attachment }) => (
  <>
    <p class="hint">{text("desk-voice")} · {text(file.altered ? "desk-voice-altered" : "desk-voice-natural")}</p>
    <AttachmentView cases={cases} one={one} file={file} />
  </>
);

interface Properties {
  session: Session;
  circle: Circle;
  cases: Cases;
  one: Case;
  refreshed: number;
  onChange: (one: Case) => void;
  onConsent: (consent: number) => void;
  onBack: () => void;
  onSummarise: () => void;
}

export const CaseView = ({ session, circle, cases, one, refreshed, onChange, onConsent, onBack, onSummarise }: Properties) => {
  const questions = circle.questionnaire.questions.map((question) => question.id);
  const files = (one.envelope?.attachments ?? []).filter((file) => !file.question || !questions.includes(file.question));
  const mayBeSummarised = one.consent !== undefined && one.consent >= 2;
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
      <Answers circle={circle} cases={cases} one={one} />
      {files.length > 0 && (
        <section>
          <h2>{text("desk-attachments")}</h2>
          {files.map((file) => <AttachmentView key={file.blob} cases={cases} one={one} file={file} />)}
        </section>
      )}
      <RecordForm session={session} circle={circle} cases={cases} one={one} onChange={onChange} />
      <Thread session={session} circle={circle} cases={cases} one={one} refreshed={refreshed} onConsent={onConsent} />
      <div class="actions">
        <button class="second" data-test="summary-new" disabled={!mayBeSummarised} title={mayBeSummarised ? "" : text("desk-summary-consent")} onClick={onSummarise}>{text("desk-summary-new")}</button>
        <button class="second" data-test="case-export" onClick={() => void download()}>{text("desk-export")}</button>
      </div>
      {error && <p class="error" role="alert">{error}</p>}
      {!mayBeSummarised && <p class="hint">{text("desk-summary-consent")}</p>}
    </article>
  );
};
