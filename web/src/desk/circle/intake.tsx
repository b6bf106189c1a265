// The circle's intake: anybody stops it, without a reason; two open it again.
import { text } from "../../page/texts";
import { doubtOf } from "../case/two-people";
import { useCircle, useDesk } from "../store/context";
import { type Acting, useAct } from "../ui/act";
import { Problem } from "../ui/parts";
import { usePeople } from "./context";

const Open = ({ act, onLock }: { act: Acting; onLock: () => void }) => (
  <>
    <p>{text("desk-lock-why")}</p>
    <button class="danger" data-test="lock" disabled={act.working} onClick={onLock}>
      {text("desk-lock")}
    </button>
  </>
);

export const Intake = () => {
  const { session } = useDesk();
  const { circle } = useCircle();
  const { keys, changed } = usePeople();
  const act = useAct();
  const lock = session.circle(circle.consultation)?.lock ?? null;
  const asker = lock?.unlock_by ?? null;
  const doubt = asker ? doubtOf(asker, session.me.member, session.parties(circle.consultation)) : undefined;
  const run = (perform: () => Promise<void>): void =>
    void act.run(async () => {
      await perform();
      changed();
      return "";
    });
  return (
    <section aria-labelledby="intake-title">
      <h2 id="intake-title">{text("desk-intake")}</h2>
      <Problem error={act.error} />
      {!lock && <Open act={act} onLock={() => run(() => keys.lock())} />}
      {lock && (
        <div class="notice danger" data-test="locked">
          <p>{text("desk-locked", { name: session.login(lock.by) })}</p>
          <p>{asker ? text("desk-unlock-asked", { name: session.login(asker) }) : text("desk-unlock-why")}</p>
          {doubt && asker !== session.me.member && <p>{text(`desk-two-${doubt}`)}</p>}
          {!doubt && (
            <div class="actions">
              <button class="second" data-test="unlock" disabled={act.working} onClick={() => run(() => keys.unlock())}>
                {text(asker ? "desk-unlock" : "desk-unlock-ask")}
              </button>
            </div>
          )}
        </div>
      )}
    </section>
  );
};
