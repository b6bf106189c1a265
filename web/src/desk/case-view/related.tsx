// Reports on the same matter: those that members have linked, and those that look alike.
import { useMemo } from "preact/hooks";
import { text } from "../../page/texts";
import { heading } from "../case/answer";
import type { Case } from "../case/case";
import { similar } from "../find/similar";
import { place } from "../case/vocabulary";
import type { Circle } from "../case/circle";
import { type Acting, useAct } from "../ui/act";
import { Outcome } from "../ui/parts";
import { useOpenCase } from "./context";

const without = (links: string[], id: string): string[] => links.filter((linked) => linked !== id);
const withId = (links: string[], id: string): string[] => [...new Set([...links, id])].sort();

const nameOf = (circle: Circle, report: Case): string =>
  [
    heading(circle, report),
    report.record.place ? place(report.record.place) : "",
    text("desk-week", { week: report.row.week }),
  ]
    .filter(Boolean)
    .join(" · ");

interface Properties {
  other: Case;
  isLinked: boolean;
  act: Acting;
}

/** Another report, with buttons to open it and to link or unlink it. */
const RelatedRow = ({ other, isLinked, act }: Properties) => {
  const { circle, cases, report, onChange, onOpen } = useOpenCase();
  /** Each of the two records names the other report. */
  const setLinked = (linked: boolean): void =>
    void act.run(async () => {
      const change = linked ? withId : without;
      const links = change(report.record.links, other.row.id);
      onChange(await cases.saveOver(report, { ...report.record, links }));
      const linksBack = change(other.record.links, report.row.id);
      onChange(await cases.saveOver(other, { ...other.record, links: linksBack }));
      return text(linked ? "desk-linked" : "desk-unlinked");
    });
  const name = nameOf(circle, other);
  return (
    <li data-test={isLinked ? "linked" : "alike"}>
      <button class="second" onClick={() => onOpen(other.row.id)}>
        {name}
      </button>
      <button
        class="second small"
        data-test={isLinked ? "unlink" : "link"}
        disabled={act.working || !report.recordReadable || !other.recordReadable}
        onClick={() => setLinked(!isLinked)}
        aria-label={text(isLinked ? "desk-unlink-name" : "desk-link-name", { title: name })}
      >
        {text(isLinked ? "desk-unlink" : "desk-link")}
      </button>
    </li>
  );
};

export const Related = () => {
  const { report, reports, lookalikes } = useOpenCase();
  const act = useAct();
  const { links } = report.record;
  const alike = useMemo(() => similar(report, lookalikes(report)), [report, lookalikes]);
  const linked = links.flatMap((id) => reports.find((other) => other.row.id === id) ?? []);
  const gone = links.length - linked.length;
  if (links.length === 0 && alike.length === 0) return null;
  return (
    <section data-test="related">
      {links.length > 0 && <h2>{text("desk-links")}</h2>}
      <ul class="plain-list related">
        {linked.map((other) => (
          <RelatedRow key={other.row.id} other={other} isLinked act={act} />
        ))}
      </ul>
      {gone > 0 && <p class="hint">{text("desk-links-gone", { count: gone })}</p>}
      {alike.length > 0 && (
        <>
          <h2>{text("desk-alike")}</h2>
          <p class="hint">{text("desk-alike-hint")}</p>
          <ul class="plain-list related">
            {alike.map((other) => (
              <RelatedRow key={other.row.id} other={other} isLinked={false} act={act} />
            ))}
          </ul>
        </>
      )}
      <Outcome act={act} />
    </section>
  );
};
