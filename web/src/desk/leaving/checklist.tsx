// The harm checklist that author and approver both tick.
import { text } from "../../page/texts";
import { data } from "../case/vocabulary";

export const Checklist = ({ ticked, onTick }: { ticked: string[]; onTick: (ticked: string[]) => void }) => (
  <fieldset data-test="harm-checklist">
    <legend>{text("desk-harm-title")}</legend>
    {data.checklist.map((line) => (
      <label key={line} class="check">
        <input
          type="checkbox"
          checked={ticked.includes(line)}
          onChange={(e) =>
            onTick(e.currentTarget.checked ? [...ticked, line] : ticked.filter((other) => other !== line))
          }
        />
        <span>{text(`harm-check-${line}`)}</span>
      </label>
    ))}
  </fieldset>
);
