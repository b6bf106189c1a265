// What is sent with a message to a source: files, whose metadata are removed as for citizens, and a voice recording.
import { useRef } from "preact/hooks";
import { clean } from "../../media/clean";
import { size, text } from "../../page/texts";
import "../../voice/recorder";
import type { Enclosed } from "../store/exchange";

/** Bytes of one file at most: a source on a slow network waits three minutes for each megabyte. */
const MOST = 5 * 1024 * 1024;

const worklet = document.currentScript?.getAttribute("data-worklet") ?? "";

interface Properties {
  files: Enclosed[];
  onFiles: (files: Enclosed[]) => void;
  onVoice: (voice: Enclosed | undefined) => void;
  onError: (error: string) => void;
}

export const Enclosures = ({ files, onFiles, onVoice, onError }: Properties) => {
  const place = useRef<HTMLDivElement>(null);
  const add = async (input: HTMLInputElement): Promise<void> => {
    const chosen = Array.from(input.files ?? []);
    input.value = "";
    onError("");
    const ready: Enclosed[] = [];
    for (const file of chosen) {
      const { content, type, kind } = await clean(file, false);
      // The name that a camera gives tells when and with what a picture was taken: it is replaced, as for citizens.
      const name =
        kind === "other" ? file.name : `${text(`jsf-name-${kind}`)}.${(type.split("/")[1] ?? "").split(";")[0]}`;
      if (content.size > MOST) onError(text("desk-attach-too-big", { name: file.name }));
      else ready.push({ content, name, type });
    }
    onFiles([...files, ...ready]);
  };
  const speak = (button: HTMLButtonElement): void => {
    button.hidden = true;
    if (!place.current) return;
    window.suturaVoice?.(place.current, "reply", worklet, (recording) => {
      onVoice(
        recording && {
          content: recording.content,
          name: text("desk-voice-name"),
          type: recording.type,
          altered: recording.about.altered,
        },
      );
    });
  };
  return (
    <>
      <label class="field" for="case-files">
        {text("desk-attach")}
      </label>
      <input
        id="case-files"
        type="file"
        multiple
        data-test="case-attach"
        onChange={(event) => void add(event.currentTarget)}
      />
      <ul class="files">
        {files.map((file, at) => (
          <li key={at}>
            <span class="file" dir="auto">
              {file.name} · {size(file.content.size)}
            </span>
            <button
              type="button"
              class="second small"
              onClick={() => onFiles(files.filter((_, other) => other !== at))}
            >
              {text("desk-attach-remove", { name: file.name })}
            </button>
          </li>
        ))}
      </ul>
      <p class="hint">{text("desk-speak-hint")}</p>
      <div class="voice" ref={place}>
        <button
          type="button"
          class="second"
          data-speak
          data-test="case-speak"
          onClick={(event) => speak(event.currentTarget)}
        >
          {text("desk-speak")}
        </button>
      </div>
    </>
  );
};
