// Filters that the circle has given a name.
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import { useAct } from "../ui/act";
import { type Filter, count } from "../case/filter";
import { Outcome } from "../ui/parts";
import type { Shared } from "../store/shared";

export const Views = ({
  shared,
  filter,
  onFilter,
}: {
  shared: Shared;
  filter: Filter;
  onFilter: (filter: Filter) => void;
}) => {
  const [name, setName] = useState("");
  const act = useAct();
  const same = (other: Filter): boolean => JSON.stringify(other) === JSON.stringify(filter);
  const current = shared.views.find((view) => same(view.filter));
  const save = (event: Event): void => {
    event.preventDefault();
    void act.run(async () => {
      await shared.saveView({ name: name.trim(), filter });
      setName("");
      return text("desk-view-saved");
    });
  };
  const drop = (view: string): Promise<void> =>
    act.run(async () => {
      await shared.dropView(view);
      return text("desk-view-dropped", { name: view });
    });
  const filtered = count(filter) > 0 || filter.query.trim() !== "";
  return (
    <div data-test="views">
      {shared.views.length > 0 && <h2 class="small">{text("desk-views")}</h2>}
      <ul class="plain-list">
        {shared.views.map((view) => (
          <li key={view.name}>
            <button
              class="second small"
              data-test="view"
              aria-pressed={view === current}
              onClick={() => onFilter(view.filter)}
            >
              {view.name}
            </button>
          </li>
        ))}
      </ul>
      {current && (
        <button class="link" data-test="view-drop" disabled={act.working} onClick={() => void drop(current.name)}>
          {text("desk-view-drop", { name: current.name })}
        </button>
      )}
      {filtered && !current && (
        <form onSubmit={save} autocomplete="off">
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
          <div class="actions">
            <button type="submit" class="second small" data-test="view-save" disabled={!name.trim() || act.working}>
              {text("desk-view-save")}
            </button>
          </div>
        </form>
      )}
      <Outcome act={act} />
    </div>
  );
};
