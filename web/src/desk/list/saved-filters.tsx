// Filters that the circle has saved under a name.
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import { EVERYTHING, type Filter, count } from "../find/filter";
import { useCircle } from "../store/context";
import { type Acting, useAct } from "../ui/act";
import { ActForm } from "../ui/act-form";
import { Outcome } from "../ui/parts";
import { useBoard } from "./board-state";

const isSame = (filter: Filter, other: Filter): boolean => JSON.stringify(filter) === JSON.stringify(other);

/** Saves the present filter under a name. */
const SaveForm = ({ act }: { act: Acting }) => {
  const { shared } = useCircle();
  const { filter } = useBoard();
  const [name, setName] = useState("");
  const save = async (): Promise<string> => {
    await shared.saveFilter({ name: name.trim(), filter });
    setName("");
    return text("desk-view-saved");
  };
  return (
    <ActForm
      act={act}
      perform={save}
      send={{ words: text("desk-view-save"), test: "view-save", class: "second small", disabled: !name.trim() }}
    >
      <label class="field" for="view-name">
        {text("desk-view-name")}
      </label>
      <input
        id="view-name"
        data-test="view-name"
        required
        maxLength={40}
        value={name}
        dir="auto"
        onInput={(event) => setName(event.currentTarget.value)}
      />
    </ActForm>
  );
};

export const SavedFilters = () => {
  const { shared } = useCircle();
  const { filter, setFilter } = useBoard();
  const act = useAct();
  const current = shared.savedFilters.find((saved) => isSame(saved.filter, filter));
  const drop = (name: string): void =>
    void act.run(async () => {
      await shared.dropFilter(name);
      return text("desk-view-dropped", { name });
    });
  const isFiltered = count(filter) > 0 || filter.query.trim() !== "";
  return (
    <div data-test="views">
      {shared.savedFilters.length > 0 && <h2 class="small">{text("desk-views")}</h2>}
      <ul class="plain-list">
        {shared.savedFilters.map((saved) => (
          <li key={saved.name}>
            <button
              class="second small"
              data-test="view"
              aria-pressed={saved === current}
              onClick={() => setFilter({ ...EVERYTHING, ...saved.filter })}
            >
              {saved.name}
            </button>
          </li>
        ))}
      </ul>
      {current && (
        <button class="link" data-test="view-drop" disabled={act.working} onClick={() => drop(current.name)}>
          {text("desk-view-drop", { name: current.name })}
        </button>
      )}
      {isFiltered && !current && <SaveForm act={act} />}
      <Outcome act={act} />
    </div>
  );
};
