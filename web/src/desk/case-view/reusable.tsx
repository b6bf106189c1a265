// Answers that are written once and used often, in several languages; shared by the circle as ciphertext.
import { useState } from "preact/hooks";
import { text } from "../../page/texts";
import { useAct } from "../ui/act";
import { data, languageName } from "../case/vocabulary";
import { Field, Options, Outcome } from "../ui/parts";
import type { Shared } from "../store/shared";

/** Characters of an answer. */
const MOST = 4000;

interface Properties {
  shared: Shared;
  /** The language in which the source reads. */
  language: string;
  /** What is being written, which can be kept for others. */
  body: string;
  onInsert: (body: string) => void;
}

export const ReusableAnswers = ({ shared, language, body, onInsert }: Properties) => {
  const [chosen, setChosen] = useState("");
  const [tag, setTag] = useState(language);
  const [name, setName] = useState("");
  const act = useAct();
  const answer = shared.answers.find((one) => one.name === chosen);
  const tags = Object.keys(answer?.texts ?? {});
  const shown = answer?.texts[tag] !== undefined ? tag : (tags[0] ?? "");
  const keep = (): void =>
    void act.run(async () => {
      const before = shared.answers.find((one) => one.name === name.trim());
      await shared.saveAnswer({ name: name.trim(), texts: { ...before?.texts, [tag]: body.trim().slice(0, MOST) } });
      setName("");
      return text("desk-answer-saved");
    });
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
        <Field id="reusable-name" label={text("desk-answer")}>
          <select
            id="reusable-name"
            data-test="reusable-name"
            value={chosen}
            onChange={(event) => setChosen(event.currentTarget.value)}
          >
            <Options none={text("desk-choose")} options={shared.answers.map((one) => [one.name, one.name])} />
          </select>
        </Field>
        <Field id="reusable-language" label={text("language")}>
          <select
            id="reusable-language"
            data-test="reusable-language"
            value={answer ? shown : tag}
            onChange={(event) => setTag(event.currentTarget.value)}
          >
            {(answer ? tags : data.languages.map(([code]) => code)).map((code) => (
              <option key={code} value={code}>
                {languageName(code)}
              </option>
            ))}
          </select>
        </Field>
      </div>
      {answer && (
        <p class="card" dir="auto" lang={shown} data-test="reusable-text">
          {answer.texts[shown]}
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
          onClick={() => onInsert(answer?.texts[shown] ?? "")}
        >
          {text("desk-answer-insert")}
        </button>
        {answer && (
          <button type="button" class="second small" data-test="reusable-drop" disabled={act.working} onClick={drop}>
            {text("desk-answer-drop")}
          </button>
        )}
      </div>
      {body.trim() && (
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
          {!answer && <p class="hint">{text("desk-answer-language", { name: languageName(tag) })}</p>}
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
      )}
      <Outcome act={act} />
    </details>
  );
};
