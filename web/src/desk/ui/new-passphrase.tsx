// Choosing a passphrase: six words drawn at random are proposed; who wants their own must reach the same kind of
// strength.
import { useEffect, useState } from "preact/hooks";
import { chunk } from "../../page/chunk";
import type { Strength } from "../../crypto/strength";
import { freshPassphrase, WORDS_LANGUAGE } from "../../crypto/words";
import { text } from "../../page/texts";
import { useLatest } from "./latest";
import { Problem } from "./parts";

interface Properties {
  /** Words that anybody would try first. */
  known: string[];
  /** The passphrase, once it was chosen and typed twice; null until then. */
  onChoose: (passphrase: string | null) => void;
}

const same = (one: string, other: string): boolean => one.trim().normalize("NFC") === other.trim().normalize("NFC");

const Typed = ({
  id,
  label,
  value,
  onType,
  secret = true,
}: {
  id: string;
  label: string;
  value: string;
  onType: (typed: string) => void;
  secret?: boolean;
}) => (
  <>
    <label class="field" for={id}>
      {label}
    </label>
    <input
      id={id}
      data-test={id}
      type={secret ? "password" : "text"}
      value={value}
      onInput={(e) => onType(e.currentTarget.value)}
      autocapitalize="none"
      autocomplete="off"
      spellcheck={false}
      dir={secret ? undefined : "ltr"}
      required
    />
  </>
);

const Proposed = ({ onChoose }: { onChoose: Properties["onChoose"] }) => {
  const [proposed, setProposed] = useState(freshPassphrase);
  const [typed, setTyped] = useState("");
  const differs = typed.trim().split(/\s+/).length >= 6 && !same(typed, proposed);
  const type = (value: string, wanted = proposed): void => {
    setTyped(value);
    onChoose(same(value, wanted) ? wanted : null);
  };
  return (
    <>
      <p class="words" data-test="passphrase-proposed" lang={WORDS_LANGUAGE} dir="ltr">
        {proposed}
      </p>
      <p>
        <button
          type="button"
          class="second"
          onClick={() => {
            const next = freshPassphrase();
            setProposed(next);
            type("", next);
          }}
        >
          {text("desk-passphrase-again")}
        </button>
      </p>
      <Typed id="passphrase-typed" label={text("desk-passphrase-type")} value={typed} onType={type} secret={false} />
      <Problem error={differs ? text("desk-passphrase-differs") : ""} />
    </>
  );
};

/**
 * How strong a passphrase is, measured in this browser by a script that is loaded for it; `failed` when it did not
 * come.
 */
const useStrength = (passphrase: string, known: string[]): { strength: Strength | null; failed: boolean } => {
  const [strength, setStrength] = useState<Strength | null>(null);
  const [failed, setFailed] = useState(false);
  const words = useLatest(known);
  useEffect(() => {
    let current = true;
    void chunk("strength").then(
      () => current && setStrength(window.suturaStrength?.(passphrase, words.current) ?? null),
      () => current && setFailed(true),
    );
    return () => void (current = false);
  }, [passphrase, words]);
  return { strength, failed };
};

const Meter = ({ strength }: { strength: Strength }) => {
  const percent = Math.round(strength.share * 100);
  return (
    <>
      <div
        role="meter"
        aria-label={text("desk-strength")}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        class="meter"
      >
        <span
          ref={(bar) => {
            if (bar) bar.style.width = `${percent}%`;
          }}
        />
      </div>
      <p role="status" data-test="strength">
        {text(strength.enough ? "desk-strength-enough" : "desk-strength-weak", { percent })}
      </p>
    </>
  );
};

const Own = ({ known, onChoose }: Properties) => {
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const { strength, failed } = useStrength(first, known);
  const repeated = first !== "" && same(first, second);
  const passphrase = strength?.enough && repeated ? first.trim() : null;
  const choose = useLatest(onChoose);
  useEffect(() => choose.current(passphrase), [passphrase, choose]);
  const differs = second.length >= first.length && second !== "" && !repeated;
  return (
    <>
      <Typed id="passphrase-own" label={text("desk-own-passphrase")} value={first} onType={setFirst} />
      <Problem error={failed ? text("desk-network") : ""} />
      {first && strength && <Meter strength={strength} />}
      <Typed id="passphrase-own-again" label={text("desk-own-passphrase-again")} value={second} onType={setSecond} />
      <Problem error={differs ? text("desk-own-passphrase-differs") : ""} />
    </>
  );
};

export const NewPassphrase = ({ known, onChoose }: Properties) => {
  const [own, setOwn] = useState(false);
  const choose = (next: boolean): void => {
    setOwn(next);
    onChoose(null);
  };
  return (
    <fieldset>
      <legend>{text("desk-passphrase-new")}</legend>
      <label class="choice">
        <input
          type="radio"
          name="passphrase-kind"
          data-test="passphrase-words"
          checked={!own}
          onChange={() => choose(false)}
        />
        {text("desk-passphrase-words")}
      </label>
      <label class="choice">
        <input
          type="radio"
          name="passphrase-kind"
          data-test="passphrase-choose"
          checked={own}
          onChange={() => choose(true)}
        />
        {text("desk-passphrase-choose")}
      </label>
      {own ? <Own known={known} onChoose={onChoose} /> : <Proposed onChoose={onChoose} />}
    </fieldset>
  );
};
