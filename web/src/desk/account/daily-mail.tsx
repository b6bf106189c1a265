// The member's daily mail: wanted or not, and where it goes.
import { useDesk } from "../store/context";
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import type { MailAddress } from "../../wire";
import { useAct } from "../ui/act";
import { Field } from "../ui/fields";
import { Outcome } from "../ui/parts";

export const DailyMail = () => {
  const { session } = useDesk();
  const [address, setAddress] = useState(session.me.mail ?? "");
  const act = useAct();
  if (!session.me.mail_offered) return null;
  const save = (event: Event): void => {
    event.preventDefault();
    void act.run(async () => {
      const body: MailAddress = { address: address.trim() };
      await session.api.put("/api/desk/account/mail", body);
      session.me.mail = address.trim() || null;
      return text(address.trim() ? "desk-mail-set" : "desk-mail-none");
    });
  };
  return (
    <section aria-labelledby="mail-title" data-test="daily-mail">
      <h2 id="mail-title">{text("desk-mail")}</h2>
      <p class="hint">{text("desk-mail-hint")}</p>
      <form onSubmit={save}>
        <Field id="mail-address" label={text("desk-mail-address")}>
          <input
            id="mail-address"
            type="email"
            autocomplete="off"
            data-test="mail-address"
            maxLength={254}
            value={address}
            dir="ltr"
            onInput={(event) => setAddress(event.currentTarget.value)}
          />
        </Field>
        <Outcome act={act} />
        <div class="actions">
          <button
            type="submit"
            class="second"
            data-test="mail-save"
            disabled={act.working || address.trim() === (session.me.mail ?? "")}
          >
            {text("desk-save")}
          </button>
        </div>
      </form>
    </section>
  );
};
