// A member's own account: the words of their keys, where they are signed in, their recovery sheet and passphrase.
import { useDesk } from "../store/context";
import { WORDS_LANGUAGE } from "../../crypto/words";
import { useEffect, useState } from "preact/hooks";
import { text } from "../../page/texts";
import { useAct } from "../ui/act";
import { ActForm } from "../ui/act-form";
import { forgetCopies } from "../store/cache";
import { DailyMail } from "./daily-mail";
import { tidyOutbox } from "../store/outbox";
import { forgetSeen } from "../store/seen";
import { changePassphrase, keepRecovery, ownWords } from "../keys/account";
import { type NewSheet, recoverySheet } from "../keys/enrol";
import { NewPassphrase } from "../ui/new-passphrase";
import { Outcome } from "../ui/parts";
import { Passkeys } from "./passkeys";
import { Sessions } from "./sessions";
import { Sheets } from "../ui/sheets";

const Passphrase = () => {
  const { session } = useDesk();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const act = useAct();
  const change = async (): Promise<string> => {
    if (!chosen) throw new Error("nothing was chosen");
    await changePassphrase(session, chosen);
    setOpen(false);
    return text("desk-passphrase-done");
  };
  return (
    <section aria-labelledby="passphrase-title">
      <h2 id="passphrase-title">{text("desk-passphrase-change")}</h2>
      <p class="hint">{text("desk-passphrase-hint")}</p>
      <div data-test="passphrase-outcome">
        <Outcome act={act} label={text("desk-unlocking")} />
      </div>
      {!open && (
        <button
          class="second"
          data-test="passphrase-propose"
          onClick={() => {
            setChosen(null);
            setOpen(true);
          }}
        >
          {text("desk-passphrase-propose")}
        </button>
      )}
      {open && (
        <ActForm
          act={act}
          perform={change}
          send={{ words: text("desk-passphrase-save"), test: "passphrase-change", disabled: !chosen }}
          beside={
            <button type="button" class="second" onClick={() => setOpen(false)}>
              {text("desk-cancel")}
            </button>
          }
        >
          <NewPassphrase known={[session.me.login]} onChoose={setChosen} />
        </ActForm>
      )}
    </section>
  );
};

/** The recovery sheet, for the association's safe: in force only once it is on paper. */
const Recovery = () => {
  const { session } = useDesk();
  const [made, setMade] = useState<NewSheet | null>(null);
  const act = useAct();
  const make = (): Promise<void> =>
    act.run(async () => {
      setMade(await recoverySheet(session.bundle));
      return "";
    });
  const keep = (sheet: NewSheet): Promise<void> =>
    act.run(async () => {
      await keepRecovery(session, sheet);
      setMade(null);
      return text("desk-recovery-kept");
    });
  return (
    <section aria-labelledby="recovery-title" data-test="recovery">
      <h2 id="recovery-title">{text("desk-recovery")}</h2>
      <p class="hint">{text("desk-recovery-hint")}</p>
      {!session.me.recovery && (
        <p class="notice info" data-test="recovery-missing">
          {text("desk-recovery-missing")}
        </p>
      )}
      {session.me.recovery && !made && <p>{text("desk-recovery-exists")}</p>}
      {made ? (
        <Sheets
          sheets={[
            {
              title: text("desk-recovery-sheet", { name: session.me.login }),
              about: text("desk-recovery-about"),
              secret: made.secret,
            },
          ]}
          act={text("desk-recovery-keep")}
          onProved={() => void keep(made)}
        />
      ) : (
        <button class="second" data-test="recovery-make" disabled={act.working} onClick={() => void make()}>
          {text(session.me.recovery ? "desk-recovery-again" : "desk-recovery-make")}
        </button>
      )}
      <Outcome act={act} />
    </section>
  );
};

/** The ciphertext that this browser keeps between visits. */
const Copies = () => {
  const act = useAct();
  const forget = (): Promise<void> =>
    act.run(async () => {
      await Promise.all([forgetCopies(), forgetSeen()]);
      const waiting = await tidyOutbox();
      return waiting > 0 ? text("desk-copies-waiting", { count: waiting }) : text("desk-copies-gone");
    });
  return (
    <section aria-labelledby="copies-title">
      <h2 id="copies-title">{text("desk-copies")}</h2>
      <p class="hint">{text("desk-copies-hint")}</p>
      <Outcome act={act} />
      <button class="second" data-test="copies-forget" disabled={act.working} onClick={() => void forget()}>
        {text("desk-copies-forget")}
      </button>
    </section>
  );
};

export const Account = () => {
  const { session } = useDesk();
  const [words, setWords] = useState("");
  useEffect(() => void ownWords(session).then(setWords), [session]);
  return (
    <div class="pane board">
      <section aria-labelledby="words-title">
        <h2 id="words-title">{text("desk-own-words")}</h2>
        <p class="hint">{text("desk-own-words-hint")}</p>
        <p class="words" data-test="own-words" lang={WORDS_LANGUAGE} dir="ltr">
          {words}
        </p>
      </section>
      <Sessions />
      <Passkeys />
      <Recovery />
      <Passphrase />
      <DailyMail />
      <Copies />
    </div>
  );
};
