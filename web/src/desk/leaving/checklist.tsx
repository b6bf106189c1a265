// The harm checklist that author and approver both tick.
import { text } from "../../page/texts";
import { data } from "../case/vocabulary";

export const Checklist = ({ ticked, onTick }: { ticked: string[]; onTick: (ticked: string[]) => void }) => {
  const tick = (line: string, yes: boolean): void =>
    onTick(yes ? [...ticked, line] : ticked.filter((other) => other !== line));
  return (
    <fieldset data-test="harm-checklist">
      <legend>{text("desk-harm-title")}</legend>
      {data.checklist.map((line) => (
        <label key={line} class="check">
          <input
            type="checkbox"
            checked={ticked.includes(line)}
            onChange={(event) => tick(line, event.currentTarget.checked)}
          />
          <span>{text(`harm-check-${line}`)}</span>
        </label>
      ))}
    </fieldset>
  );
};
