// Setting up one-time codes: the secret is made here, shown as a QR code and as text, and proved with its first code.
import { useState } from "preact/hooks";
import { base32 } from "@scure/base";
import { grouped } from "../../crypto/sheet";
import { text } from "../../page/texts";
import { type OneTime, newSecret, otpauth } from "../keys/enrol";
import { Qr } from "../ui/qr";

export const SecondFactor = ({ login, onCode }: { login: string; onCode: (proved: OneTime | null) => void }) => {
  const [secret] = useState(newSecret);
  const [code, setCode] = useState("");
  const type = (typed: string): void => {
    setCode(typed);
    onCode(/^\d{6}$/.test(typed.replace(/\s/g, "")) ? { secret, code: typed } : null);
  };
  return (
    <fieldset>
      <legend>{text("desk-second-factor")}</legend>
      <p>{text("desk-second-factor-how")}</p>
      <Qr content={otpauth(login, secret)} label={text("desk-second-factor-code")} />
      <details>
        <summary>{text("desk-second-factor-by-hand")}</summary>
        <p class="key" dir="ltr" data-test="totp-secret">
          {grouped(base32.encode(secret).replace(/=+$/, ""))}
        </p>
      </details>
      <label class="field" for="first-code">
        {text("desk-second-factor-first")}
      </label>
      <input
        id="first-code"
        data-test="first-code"
        inputMode="numeric"
        autocomplete="one-time-code"
        value={code}
        onInput={(e) => type(e.currentTarget.value)}
        dir="ltr"
        required
      />
    </fieldset>
  );
};
