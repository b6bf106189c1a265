// The circle's key: the present epoch, when the next is due, and starting it.
import { useEffect, useState } from "preact/hooks";
import { text } from "../../page/texts";
import { data } from "../case/vocabulary";
import type { Period } from "../keys/circle-keys";
import { useAct } from "../ui/act";
import { Outcome } from "../ui/parts";
import { usePeople } from "./context";

export const Key = () => {
  const { keys, version, changed } = usePeople();
  const [period, setPeriod] = useState<Period | undefined>();
  const act = useAct();
  useEffect(() => void keys.period().then(setPeriod, () => undefined), [keys, version]);
  const start = (): Promise<void> =>
    act.run(async () => {
      await keys.start().finally(changed);
      return text("desk-key-started");
    });
  return (
    <section aria-labelledby="key-title">
      <h2 id="key-title">{text("desk-key")}</h2>
      {period && <p data-test="period">{text("desk-key-period", { number: period.number, from: period.from })}</p>}
      {period?.due && (
        <p class="notice danger" role="alert">
          {text("desk-key-due")}
        </p>
      )}
      <p class="hint">{text("desk-key-hint")}</p>
      <Outcome act={act} />
      <div class="actions">
        <button class="second" data-test="period-start" disabled={act.working} onClick={() => void start()}>
          {text("desk-key-start")}
        </button>
        <a class="button second" href={`/${data.lang}/keys`} target="_blank" rel="noopener">
          {text("desk-key-history")}
        </a>
      </div>
    </section>
  );
};
