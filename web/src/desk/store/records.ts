// The case record of a report as it lies on the server: read and verified, signed and sealed.
import { open, seal } from "../../crypto/age";
import { utf8 } from "../../crypto/bytes";
import { signAs, signersIn } from "../case/author";
import type { Case, CaseRecord } from "../case/case";
import { extend } from "../case/history";
import { signedRecord } from "../case/reading";
import { sealToCircle } from "../keys/sealing";
import type { Session } from "../keys/session";

export class Records {
  constructor(
    private readonly session: Session,
    private readonly consultation: string,
  ) {}

  /** The case with its record as the server holds it now. */
  async read(report: Case): Promise<Case> {
    const { session, consultation } = this;
    const { revision, epoch, bytes } = await session.api.sealed(`/api/desk/reports/${report.row.id}/case`);
    const row = { ...report.row, revision };
    if (!bytes) return { ...report, row, recordReadable: true };
    await session.expectEpochs(consultation, [epoch]);
    const plain = await open(bytes, session.key(consultation, epoch).identity);
    const { record, by } = signedRecord(plain, row, signersIn(session.signers(consultation), epoch));
    return { ...report, row, record, recordReadable: true, by };
  }

  /**
   * Saves `record` over the revision that was read, sealed to the present epoch: who has left the circle since the
   * report arrived holds the key of then. The server refuses it with `stale-revision` when somebody was first.
   */
  async write(report: Case, record: CaseRecord, reason?: string): Promise<Case> {
    const { api, author } = this.session;
    const { id } = report.row;
    const next = { ...record, report: id, revision: report.row.revision + 1 };
    const content = { ...next, history: extend(report.base ?? report.record, next, author, reason) };
    const plain = utf8(JSON.stringify(signAs(author, "case", content)));
    const rejected = record.status === "rejected";
    const state = rejected || record.status === "closed" ? "closed" : "active";
    const revision = await sealToCircle(this.session, this.consultation, async ({ number, recipient }) => {
      const path = `/api/desk/reports/${id}/case?epoch=${number}&state=${state}&rejected=${rejected}`;
      return api.putSealed(path, await seal([recipient], plain), report.row.revision);
    });
    return {
      ...report,
      base: undefined,
      row: { ...report.row, revision, state },
      record: { ...content, revision },
      by: author.member,
    };
  }
}
