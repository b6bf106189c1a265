// Reports on the same matter: those that are linked into one case, and those that look alike.
import { useMemo } from "preact/hooks";
import { text } from "../../page/texts";
import { useAct } from "../ui/act";
import type { CaseProps } from "./answers";
import { heading } from "../case/answer";
import { place } from "../case/vocabulary";
import { Outcome } from "../ui/parts";
import type { Case } from "../case/case";
import { similar } from "../case/similar";

interface Properties extends CaseProps {
  all: Case[];
  /** Reports that may be like this one. */
  near: (report: Case) => Case[];
  onOpen: (id: string) => void;
}

const without = (links: string[], id: string): string[] => links.filter((one) => one !== id);
const withId = (links: string[], id: string): string[] => [...new Set([...links, id])].sort();

export const Related = ({ circle, cases, report, all, near, onChange, onOpen }: Properties) => {
  const act = useAct();
  const { links } = report.record;
  const alike = useMemo(() => similar(report, near(report)), [report.envelope, report.record.links, near]);
  const name = (other: Case): string =>
    [
      heading(circle, other),
      other.record.place ? place(other.record.place) : "",
      text("desk-week", { week: other.row.week }),
    ]
      .filter(Boolean)
      .join(" · ");
  /** Both sides say the same: each of the two records names the other. */
  const tie = (other: Case, tied: boolean): void =>
    void act.run(async () => {
      const change = tied ? withId : without;
      onChange(await cases.saveOver(report, { ...report.record, links: change(links, other.row.id) }));
      onChange(await cases.saveOver(other, { ...other.record, links: change(other.record.links, report.row.id) }));
      return text(tied ? "desk-linked" : "desk-unlinked");
    });
  const row = (other: Case, tied: boolean) => (
    <li key={other.row.id} data-test={tied ? "linked" : "alike"}>
      <button class="second" onClick={() => onOpen(other.row.id)}>
        {name(other)}
      </button>
      <button
        class="second small"
        data-test={tied ? "unlink" : "link"}
        disabled={act.working || !report.recordReadable || !other.recordReadable}
        onClick={() => tie(other, !tied)}
        aria-label={text(tied ? "desk-unlink-name" : "desk-link-name", { title: name(other) })}
      >
        {text(tied ? "desk-unlink" : "desk-link")}
      </button>
    </li>
  );
  const linked = links
    .map((id) => all.find((other) => other.row.id === id))
    .filter((other): other is Case => other !== undefined);
  const gone = links.length - linked.length;
  if (links.length === 0 && alike.length === 0) return null;
  return (
    <section data-test="related">
      {links.length > 0 && <h2>{text("desk-links")}</h2>}
      <ul class="plain-list related">{linked.map((other) => row(other, true))}</ul>
      {gone > 0 && <p class="hint">{text("desk-links-gone", { count: gone })}</p>}
      {alike.length > 0 && (
        <>
          <h2>{text("desk-alike")}</h2>
          <p class="hint">{text("desk-alike-hint")}</p>
          <ul class="plain-list related">{alike.map((other) => row(other, false))}</ul>
        </>
      )}
      <Outcome act={act} />
    </section>
  );
};
