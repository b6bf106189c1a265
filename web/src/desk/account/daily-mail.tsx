// The member's daily mail: wanted or not, and where it goes.
import { useDesk } from "../store/context";
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import type { MailAddress } from "../../wire";
import { ActForm } from "../ui/act-form";
import { Field } from "../ui/fields";

export const DailyMail = () => {
  const { session } = useDesk();
  const [saved, setSaved] = useState(session.me.mail ?? "");
  const [address, setAddress] = useState(saved);
  if (!session.me.mail_offered) return null;
  const save = async (): Promise<string> => {
    const body: MailAddress = { address: address.trim() };
    await session.api.put("/api/desk/account/mail", body);
    session.me.mail = address.trim() || null;
    setSaved(address.trim());
    return text(address.trim() ? "desk-mail-set" : "desk-mail-none");
  };
  return (
    <section aria-labelledby="mail-title" data-test="daily-mail">
      <h2 id="mail-title">{text("desk-mail")}</h2>
      <p class="hint">{text("desk-mail-hint")}</p>
      <ActForm
        perform={save}
        send={{
          words: text("desk-save"),
          test: "mail-save",
          class: "second",
          disabled: address.trim() === saved,
        }}
      >
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
      </ActForm>
    </section>
  );
};
