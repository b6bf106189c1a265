// What is sent with a message to a source: files, whose metadata are removed as for citizens, and a voice recording.
import { useRef } from "preact/hooks";
import { type Cleaned, clean } from "../../media/clean";
import { size, text } from "../../page/texts";
import "../../voice/recorder";
import type { Enclosed } from "../store/exchange";

/** Bytes of one file at most: a source on a slow network waits three minutes for each megabyte. */
const MOST = 5 * 1024 * 1024;

const worklet = document.currentScript?.getAttribute("data-worklet") ?? "";

/**
 * The name under which a file is sent. A camera's own name tells when and with what a picture was taken: it is
 * replaced, as for citizens.
 */
const nameOf = (file: File, { type, kind }: Cleaned): string => {
  if (kind === "other") return file.name;
  const ending = (type.split("/")[1] ?? "").split(";")[0] ?? "";
  return `${text(`jsf-name-${kind}`)}.${ending}`;
};

interface FilesProperties {
  files: Enclosed[];
  onFiles: (files: Enclosed[]) => void;
  onError: (error: string) => void;
}

const Files = ({ files, onFiles, onError }: FilesProperties) => {
  const add = async (input: HTMLInputElement): Promise<void> => {
    const chosen = Array.from(input.files ?? []);
    input.value = "";
    onError("");
    const ready: Enclosed[] = [];
    for (const file of chosen) {
      const cleaned = await clean(file, false);
      const { content, type } = cleaned;
      if (content.size > MOST) onError(text("desk-attach-too-big", { name: file.name }));
      else ready.push({ content, name: nameOf(file, cleaned), type });
    }
    onFiles([...files, ...ready]);
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
    </>
  );
};

/** The recorder takes the place of the button. */
const Voice = ({ onVoice }: { onVoice: (voice: Enclosed | undefined) => void }) => {
  const recorder = useRef<HTMLDivElement>(null);
  const speak = (button: HTMLButtonElement): void => {
    button.hidden = true;
    if (!recorder.current) return;
    window.suturaVoice?.(recorder.current, "reply", worklet, (recording) => {
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
      <p class="hint">{text("desk-speak-hint")}</p>
      <div class="voice" ref={recorder}>
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

interface Properties extends FilesProperties {
  onVoice: (voice: Enclosed | undefined) => void;
}

export const Enclosures = ({ files, onFiles, onVoice, onError }: Properties) => (
  <>
    <Files files={files} onFiles={onFiles} onError={onError} />
    <Voice onVoice={onVoice} />
  </>
);
