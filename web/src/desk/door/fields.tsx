// What people type at the door: login, passphrase, one-time code.
import { text } from "../../page/texts";

interface Properties {
  id: string;
  /** Its name in tests; its id where none is given. */
  test?: string;
  value: string;
  onType: (typed: string) => void;
}

export const LoginField = ({ id, test = id, value, onType }: Properties) => (
  <>
    <label class="field" for={id}>
      {text("desk-login")}
    </label>
    <input
      id={id}
      data-test={test}
      value={value}
      onInput={(e) => onType(e.currentTarget.value)}
      autocapitalize="none"
      spellcheck={false}
      required
    />
  </>
);

export const PassphraseField = ({ id, test = id, value, onType }: Properties) => (
  <>
    <label class="field" for={id}>
      {text("desk-passphrase")}
    </label>
    <input
      id={id}
      type="password"
      data-test={test}
      value={value}
      onInput={(e) => onType(e.currentTarget.value)}
      required
    />
  </>
);

export const CodeField = ({ id, test = id, value, onType }: Properties) => (
  <>
    <label class="field" for={id}>
      {text("desk-totp")}
    </label>
    <input
      id={id}
      inputMode="numeric"
      autocomplete="one-time-code"
      data-test={test}
      value={value}
      onInput={(e) => onType(e.currentTarget.value)}
      dir="ltr"
      required
    />
  </>
);
