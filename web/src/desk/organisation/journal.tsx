// The journal: who did what kind of thing in which week. No content, no report, no hour.
import { useDesk } from "../store/context";
import { useEffect, useState } from "preact/hooks";
import type { Codes } from "../../page/message-id";
import { text } from "../../page/texts";
import type { AuditLog } from "../../wire";
import { explain } from "../ui/explain";
import { Problem, Progress } from "../ui/parts";

export const Journal = () => {
  const { session } = useDesk();
  const [log, setLog] = useState<AuditLog | null>(null);
  const [error, setError] = useState("");
  useEffect(
    () =>
      void session.api.json<AuditLog>("/api/desk/audit").then(setLog, (problem: unknown) => setError(explain(problem))),
    [session],
  );
  return (
    <div class="pane board">
      <h2>{text("desk-journal")}</h2>
      <p class="hint">{text("desk-journal-hint")}</p>
      <Problem error={error} />
      {!log && !error && <Progress label={text("desk-working")} />}
      {log && (
        <p
          class={log.holds ? "notice done" : "notice danger"}
          role={log.holds ? "status" : "alert"}
          data-test="journal-state"
        >
          {text(log.holds ? "desk-journal-holds" : "desk-journal-broken")}
        </p>
      )}
      {log && (
        <table data-test="journal">
          <thead>
            <tr>
              <th scope="col">{text("desk-journal-week")}</th>
              <th scope="col">{text("desk-journal-who")}</th>
              <th scope="col">{text("desk-journal-what")}</th>
            </tr>
          </thead>
          <tbody>
            {log.entries.map((entry) => (
              <tr key={entry.sequence}>
                <td>{entry.week}</td>
                <td>{entry.actor === "operator" ? text("desk-journal-operator") : entry.actor}</td>
                <td>{text(`desk-act-${entry.act as Codes<"desk-act-">}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
};
