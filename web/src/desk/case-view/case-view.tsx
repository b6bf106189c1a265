// One report: what was written, files, the circle's record, the thread.
import { text } from "../../page/texts";
import { Answers, type CaseProps } from "./answers";
import { AttachmentView } from "./attachment";
import { ExportPanel } from "../leaving/export-panel";
import { HistoryView } from "./history-view";
import { RecordForm } from "./record-form";
import type { Readers } from "../store/readers";
import { ReferralForm } from "../leaving/referral-form";
import { Related } from "./related";
import { Retention } from "./retention";
import type { Case } from "../case/case";
import type { Shared } from "../store/shared";
import { Thread } from "./thread";

interface Properties extends CaseProps {
  /** All reports of the circle. */
  all: Case[];
  /** Reports that may be like this one. */
  near: (report: Case) => Case[];
  refreshed: number;
  shared: Shared;
  readers: Readers;
  onOpen: (id: string) => void;
  onConsent: (consent: number) => void;
  onBack: () => void;
  onSummarise: () => void;
}

export const CaseView = (properties: Properties) => {
  const { session, circle, cases, readers, report, onChange, onBack, onSummarise } = properties;
  const questions = circle.questionnaire.questions.map((question) => question.id);
  const files = (report.envelope?.attachments ?? []).filter(
    (file) => !file.question || !questions.includes(file.question),
  );
  const mayBeSummarised = report.consent !== undefined && report.consent >= 2;
  return (
    <article>
      <p class="case-back">
        <button class="second" data-test="case-back" onClick={onBack}>
          {text("desk-back")}
        </button>
      </p>
      <h2>
        {text("desk-answers")} <span class="meta">{text("desk-week", { week: report.row.week })}</span>
      </h2>
      <Answers {...properties} />
      {files.length > 0 && (
        <section>
          <h2>{text("desk-attachments")}</h2>
          {files.map((file) => (
            <AttachmentView key={file.blob} {...properties} file={file} />
          ))}
        </section>
      )}
      <Related {...properties} />
      <RecordForm session={session} readers={readers} cases={cases} report={report} onChange={onChange} />
      <HistoryView {...properties} />
      <Thread {...properties} />
      <Retention {...properties} />
      <div class="actions">
        <button
          class="second"
          data-test="summary-new"
          disabled={!mayBeSummarised}
          title={mayBeSummarised ? "" : text("desk-summary-consent")}
          onClick={onSummarise}
        >
          {text("desk-summary-new")}
        </button>
      </div>
      {!mayBeSummarised && <p class="hint">{text("desk-summary-consent")}</p>}
      <ReferralForm {...properties} />
      <ExportPanel session={session} readers={readers} cases={cases} chosen={[report]} />
    </article>
  );
};
