// The questions and the source's answers, written and spoken, with the circle's transcripts and translations.
import { text } from "../../page/texts";
import { OTHER } from "../../questionnaire/definition";
import { answerWords, consentWords, raw } from "../case/answer";
import type { Attachment } from "../case/case";
import { consentOf } from "../case/consent";
import { NEAR } from "../case/traits";
import { label, languageName } from "../case/vocabulary";
import type { Circle, Question } from "../case/circle";
import { AttachmentView } from "./attachment";
import { useOpenCase } from "./context";
import { MaskText } from "./masking";
import { Wording } from "./wording";

/** Answers to questions that this version of the questionnaire does not have. They are shown under their id. */
const unknownAnswers = (circle: Circle, answers: Record<string, unknown>): [string, unknown][] => {
  const known = circle.questionnaire.questions.flatMap((question) => [question.id, `${question.id}-${OTHER}`]);
  return Object.entries(answers).filter(([id]) => !known.includes(id));
};

/** Whether an answer of this kind is in the source's own words. */
const isWords = (kind: string): boolean => kind === "text" || kind === "line" || kind === "voice";

const Spoken = ({ file }: { file: Attachment }) => (
  <dd>
    <p class="hint">
      {text("desk-voice")} · {text(file.altered ? "desk-voice-altered" : "desk-voice-natural")}
    </p>
    <AttachmentView file={file} />
    <Wording id={file.blob} spoken />
  </dd>
);

/** The answer to the question itself. */
const OwnAnswer = ({ question, answer }: { question: Question; answer: unknown }) => {
  const { report } = useOpenCase();
  if (!isWords(question.kind)) {
    return (
      <dd>
        <span dir="auto">{answerWords(question, answer)}</span>
      </dd>
    );
  }
  return (
    <dd class="beside">
      <span dir="auto" lang={report.envelope?.report_language}>
        {answerWords(question, answer)}
      </span>
      <Wording id={question.id} />
      {typeof answer === "string" && <MaskText id={question.id} original={answer} />}
    </dd>
  );
};

/** What the source wrote under "other". */
const OtherAnswer = ({ id, answer }: { id: string; answer: unknown }) => {
  const { report } = useOpenCase();
  return (
    <dd>
      <span dir="auto" lang={report.envelope?.report_language}>
        « {raw(answer)} »
      </span>
      {typeof answer === "string" && <MaskText id={id} original={answer} />}
    </dd>
  );
};

/** The question in the language in which the source read it, or `undefined` when the reader sees the same words. */
const asAsked = (question: Question, language: string): string | undefined => {
  const asked = question.label[language];
  return asked && asked !== label(question.label) ? asked : undefined;
};

const Answer = ({ question }: { question: Question }) => {
  const { envelope } = useOpenCase().report;
  const { answers = {}, attachments = [], interface_language = "" } = envelope ?? {};
  const otherId = `${question.id}-${OTHER}`;
  const asked = asAsked(question, interface_language);
  return (
    <div data-test={`case-answer-${question.id}`}>
      <dt>
        {label(question.label)}
        {asked && (
          <span class="meta asked" lang={interface_language} dir="auto">
            {asked}
          </span>
        )}
      </dt>
      {answers[question.id] !== undefined && <OwnAnswer question={question} answer={answers[question.id]} />}
      {answers[otherId] !== undefined && <OtherAnswer id={otherId} answer={answers[otherId]} />}
      {attachments
        .filter((file) => file.question === question.id)
        .map((file) => (
          <Spoken key={file.blob} file={file} />
        ))}
    </div>
  );
};

/** Whom the source excluded from reading its report. */
const Withheld = ({ codes }: { codes: string[] }) => {
  const { session } = useOpenCase();
  return (
    <>
      <dt>{text("desk-withheld")}</dt>
      {codes.map((code) => (
        <dd key={code} data-test="case-withheld" dir="auto">
          {code === NEAR ? text("desk-withheld-near") : session.organisation(code)}
        </dd>
      ))}
    </>
  );
};

export const Answers = () => {
  const { circle, report } = useOpenCase();
  const { envelope } = report;
  if (!envelope) return <p class="notice danger">{text("desk-unreadable")}</p>;
  const isAnswered = ({ id }: Question): boolean =>
    envelope.answers[id] !== undefined ||
    envelope.answers[`${id}-${OTHER}`] !== undefined ||
    envelope.attachments.some((file) => file.question === id);
  return (
    <dl class="case-body" data-test="case-body">
      {report.row.form === "sealed" && <p class="notice info">{text("desk-sealed-by-hand")}</p>}
      {circle.questionnaire.questions.filter(isAnswered).map((question) => (
        <Answer key={question.id} question={question} />
      ))}
      {unknownAnswers(circle, envelope.answers).map(([id, answer]) => (
        <div key={id}>
          <dt>{id}</dt>
          <dd dir="auto">{raw(answer)}</dd>
        </div>
      ))}
      <dt>{text("language")}</dt>
      <dd>{languageName(envelope.report_language)}</dd>
      <dt>{text("desk-consent")}</dt>
      <dd data-test="case-consent">{consentWords(circle, consentOf(report))}</dd>
      {envelope.withheld_from.length > 0 && <Withheld codes={envelope.withheld_from} />}
    </dl>
  );
};
