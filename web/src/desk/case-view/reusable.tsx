// Answers to sources that members write once and use often, in several languages. The circle shares them encrypted.
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import { data, languageName } from "../case/vocabulary";
import { useCircle } from "../store/context";
import { type Acting, useAct } from "../ui/act";
import { Field, Options, SelectField } from "../ui/fields";
import { Outcome } from "../ui/parts";

/** Characters of an answer at most. */
const MOST = 4000;

interface KeepProperties {
  /** The reply that is being written. */
  body: string;
  /** Tag of the language to save it under. */
  tag: string;
  /** Whether no saved answer is chosen; if one is, the field above shows the language already. */
  isNew: boolean;
  act: Acting;
}

/** Saves the reply that is being written under a name. */
const KeepAnswer = ({ body, tag, isNew, act }: KeepProperties) => {
  const { shared } = useCircle();
  const [name, setName] = useState("");
  const keep = (): void =>
    void act.run(async () => {
      const before = shared.answers.find((answer) => answer.name === name.trim());
      await shared.saveAnswer({ name: name.trim(), texts: { ...before?.texts, [tag]: body.trim().slice(0, MOST) } });
      setName("");
      return text("desk-answer-saved");
    });
  return (
    <>
      <Field id="reusable-new" label={text("desk-answer-new")}>
        <input
          id="reusable-new"
          data-test="reusable-new"
          maxLength={60}
          value={name}
          dir="auto"
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </Field>
      {isNew && <p class="hint">{text("desk-answer-language", { name: languageName(tag) })}</p>}
      <div class="actions">
        <button
          type="button"
          class="second small"
          data-test="reusable-keep"
          disabled={!name.trim() || act.working}
          onClick={keep}
        >
          {text("desk-answer-keep")}
        </button>
      </div>
    </>
  );
};

interface Properties {
  /** The language in which the source reads. */
  language: string;
  /** The reply that is being written. */
  body: string;
  onInsert: (answer: string) => void;
}

export const ReusableAnswers = ({ language, body, onInsert }: Properties) => {
  const { shared } = useCircle();
  const [chosen, setChosen] = useState("");
  const [tag, setTag] = useState(language);
  const act = useAct();
  const answer = shared.answers.find(({ name }) => name === chosen);
  const tags = Object.keys(answer?.texts ?? {});
  /** The chosen language, or the first in which the answer is written. */
  const readable = answer?.texts[tag] !== undefined ? tag : (tags[0] ?? "");
  const drop = (): void =>
    void act.run(async () => {
      await shared.dropAnswer(chosen);
      setChosen("");
      return text("desk-answer-dropped");
    });
  return (
    <details data-test="reusable">
      <summary data-test="reusable-open">{text("desk-answers-reusable")}</summary>
      <div class="grid2">
        <SelectField
          id="reusable-name"
          test="reusable-name"
          label={text("desk-answer")}
          value={chosen}
          onChange={setChosen}
        >
          <Options none={text("desk-choose")} options={shared.answers.map(({ name }) => [name, name])} />
        </SelectField>
        <SelectField
          id="reusable-language"
          test="reusable-language"
          label={text("language")}
          value={answer ? readable : tag}
          onChange={setTag}
        >
          {(answer ? tags : data.languages.map(([code]) => code)).map((code) => (
            <option key={code} value={code}>
              {languageName(code)}
            </option>
          ))}
        </SelectField>
      </div>
      {answer && (
        <p class="card" dir="auto" lang={readable} data-test="reusable-text">
          {answer.texts[readable]}
        </p>
      )}
      {answer && !answer.texts[language] && (
        <p class="hint">{text("desk-answer-other-language", { name: languageName(language) })}</p>
      )}
      <div class="actions">
        <button
          type="button"
          class="second small"
          data-test="reusable-insert"
          disabled={!answer}
          onClick={() => onInsert(answer?.texts[readable] ?? "")}
        >
          {text("desk-answer-insert")}
        </button>
        {answer && (
          <button type="button" class="second small" data-test="reusable-drop" disabled={act.working} onClick={drop}>
            {text("desk-answer-drop")}
          </button>
        )}
      </div>
      {body.trim() && <KeepAnswer body={body} tag={tag} isNew={!answer} act={act} />}
      <Outcome act={act} />
    </details>
  );
};
