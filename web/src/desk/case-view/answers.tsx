// What a source wrote and spoke, as it was asked and answered, with the circle's transcript and translation beside it.
import { OTHER } from "../../questionnaire/definition";
import { text } from "../../page/texts";
import { answerWords, consentWords, raw } from "../case/answer";
import { AttachmentView } from "./attachment";
import type { Cases } from "../store/cases";
import { consentOf } from "../case/consent";
import { label, languageName } from "../case/vocabulary";
import { MaskText } from "./masking";
import type { Attachment, Case } from "../case/case";
import type { Circle, Question } from "../case/circle";
import type { Session } from "../keys/session";
import { NEAR } from "../case/traits";
import { Wording } from "./wording";

/** Answers to questions that this version of the questionnaire does not have: shown under their id. */
const unknownAnswers = (circle: Circle, answers: Record<string, unknown>): [string, unknown][] => {
  const known = circle.questionnaire.questions.flatMap((question) => [question.id, `${question.id}-${OTHER}`]);
  return Object.entries(answers).filter(([id]) => !known.includes(id));
};

/** Whether an answer of this kind is in the source's own words. */
const isWords = (kind: string): boolean => kind === "text" || kind === "line" || kind === "voice";

export interface CaseProps {
  session: Session;
  circle: Circle;
  cases: Cases;
  report: Case;
  onChange: (report: Case) => void;
}

const Spoken = ({ file, ...props }: CaseProps & { file: Attachment }) => (
  <>
    <p class="hint">
      {text("desk-voice")} · {text(file.altered ? "desk-voice-altered" : "desk-voice-natural")}
    </p>
    <AttachmentView {...props} file={file} />
    <Wording {...props} id={file.blob} spoken />
  </>
);

/** The question as the source read it, when that was in another language than the reader's. */
const asAsked = (question: Question, language: string): string | undefined => {
  const asked = question.label[language];
  return asked && asked !== label(question.label) ? asked : undefined;
};

const Answer = ({ question, ...props }: CaseProps & { question: Question }) => {
  const {
    answers = {},
    attachments = [],
    report_language = "und",
    interface_language = "",
  } = props.report.envelope ?? {};
  const spoken = attachments.filter((file) => file.question === question.id);
  const other = answers[`${question.id}-${OTHER}`];
  const answer = answers[question.id];
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
      {answer !== undefined && (
        <dd class={isWords(question.kind) ? "beside" : undefined}>
          <span dir="auto" lang={isWords(question.kind) ? report_language : undefined}>
            {answerWords(question, answer)}
          </span>
          {isWords(question.kind) && <Wording {...props} id={question.id} />}
          {isWords(question.kind) && typeof answer === "string" && (
            <MaskText {...props} id={question.id} original={answer} />
          )}
        </dd>
      )}
      {other !== undefined && (
        <dd>
          <span dir="auto" lang={report_language}>
            « {raw(other)} »
          </span>
          {typeof other === "string" && <MaskText {...props} id={`${question.id}-${OTHER}`} original={other} />}
        </dd>
      )}
      {spoken.map((file) => (
        <dd key={file.blob}>
          <Spoken {...props} file={file} />
        </dd>
      ))}
    </div>
  );
};

export const Answers = (props: CaseProps) => {
  const { circle, report } = props;
  const { envelope } = report;
  if (!envelope) return <p class="notice danger">{text("desk-unreadable")}</p>;
  const given = (question: Question): boolean =>
    envelope.answers[question.id] !== undefined ||
    envelope.answers[`${question.id}-${OTHER}`] !== undefined ||
    envelope.attachments.some((file) => file.question === question.id);
  return (
    <dl class="case-body" data-test="case-body">
      {report.row.form === "sealed" && <p class="notice info">{text("desk-sealed-by-hand")}</p>}
      {circle.questionnaire.questions.filter(given).map((question) => (
        <Answer key={question.id} {...props} question={question} />
      ))}
      {unknownAnswers(circle, envelope.answers).map(([id, answer]) => (
        <div key={id}>
          <dt>{id}</dt>
          <dd dir="auto">{typeof answer === "string" ? answer : JSON.stringify(answer)}</dd>
        </div>
      ))}
      <dt>{text("language")}</dt>
      <dd>{languageName(envelope.report_language)}</dd>
      <dt>{text("desk-consent")}</dt>
      <dd data-test="case-consent">{consentWords(circle, consentOf(report))}</dd>
      {envelope.withheld_from.length > 0 && (
        <>
          <dt>{text("desk-withheld")}</dt>
          {envelope.withheld_from.map((code) => (
            <dd key={code} data-test="case-withheld" dir="auto">
              {code === NEAR ? text("desk-withheld-near") : props.session.organisation(code)}
            </dd>
          ))}
        </>
      )}
    </dl>
  );
};
