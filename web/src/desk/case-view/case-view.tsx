// One report: what was written, files, the circle's record, the exchange with the source, and the ways out of the
// circle.
import { text } from "../../page/texts";
import { ExportPanel } from "../leaving/export-panel";
import { ReferralForm } from "../leaving/referral-form";
import { Answers } from "./answers";
import { AttachmentView } from "./attachment";
import { type OpenCase, OpenCaseContext, useOpenCase } from "./context";
import { HistoryView } from "./history-view";
import { RecordForm } from "./record-form";
import { Related } from "./related";
import { Retention } from "./retention";
import { Thread } from "./thread";

/** Files that belong to no question. */
const Files = () => {
  const { circle, report } = useOpenCase();
  const questions = circle.questionnaire.questions.map((question) => question.id);
  const files = (report.envelope?.attachments ?? []).filter(
    ({ question }) => !question || !questions.includes(question),
  );
  if (files.length === 0) return null;
  return (
    <section>
      <h2>{text("desk-attachments")}</h2>
      {files.map((file) => (
        <AttachmentView key={file.blob} file={file} />
      ))}
    </section>
  );
};

/** A summary may be written only where the source agreed to one. */
const Summarise = ({ consent, onSummarise }: { consent: number | undefined; onSummarise: () => void }) => {
  const isAgreed = consent !== undefined && consent >= 2;
  return (
    <>
      <div class="actions">
        <button
          class="second"
          data-test="summary-new"
          disabled={!isAgreed}
          title={isAgreed ? "" : text("desk-summary-consent")}
          onClick={onSummarise}
        >
          {text("desk-summary-new")}
        </button>
      </div>
      {!isAgreed && <p class="hint">{text("desk-summary-consent")}</p>}
    </>
  );
};

interface Properties {
  opened: OpenCase;
  onBack: () => void;
  onSummarise: () => void;
}

export const CaseView = ({ opened, onBack, onSummarise }: Properties) => {
  const { report } = opened;
  return (
    <OpenCaseContext.Provider value={opened}>
      <article>
        <p class="case-back">
          <button class="second" data-test="case-back" onClick={onBack}>
            {text("desk-back")}
          </button>
        </p>
        <h2>
          {text("desk-answers")} <span class="meta">{text("desk-week", { week: report.row.week })}</span>
        </h2>
        <Answers />
        <Files />
        <Related />
        <RecordForm />
        <HistoryView />
        <Thread />
        <Retention />
        <Summarise consent={report.consent} onSummarise={onSummarise} />
        <ReferralForm report={report} />
        <ExportPanel reports={[report]} />
      </article>
    </OpenCaseContext.Provider>
  );
};
