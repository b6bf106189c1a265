// One attachment. It is hidden until the member opens it; pictures and films then stay blurred until asked for again.
// Pictures, sound and films are decoded in a sandboxed frame (ui/viewer.tsx); any other file can only be saved.
import { useState } from "preact/hooks";
import { size, text } from "../../page/texts";
import type { Attachment } from "../case/case";
import { Progress, save } from "../ui/parts";
import { Viewer } from "../ui/viewer";
import { useOpenCase } from "./context";
import { MaskFile } from "./masking";

const VIEWABLE = /^(image\/(jpeg|png|webp|gif)|audio\/[\w.+-]+|video\/[\w.+-]+)$/;

const Media = ({ type, blob, name }: { type: string; blob: Blob; name: string }) => {
  const [clear, setClear] = useState(false);
  if (type.startsWith("audio/")) return <Viewer blob={blob} type={type} name={name} clear />;
  return (
    <>
      <Viewer blob={blob} type={type} name={name} clear={clear} />
      <button class="second" data-test="unblur" aria-pressed={clear} onClick={() => setClear(!clear)}>
        {text(clear ? "desk-blur" : "desk-unblur")}
      </button>
    </>
  );
};

type State = "hidden" | "working" | "shown" | "damaged";

/** Fetches and decrypts a file. What the viewer can show is kept in `blob`; any other file is saved at once. */
const useAttachment = (file: Attachment, type: string) => {
  const { cases, report } = useOpenCase();
  const [state, setState] = useState<State>("hidden");
  const [blob, setBlob] = useState<Blob | null>(null);
  const open = async (): Promise<void> => {
    setState("working");
    try {
      const bytes = (await cases.attachment(report, file)) as BlobPart;
      if (VIEWABLE.test(type)) setBlob(new Blob([bytes], { type }));
      // Documents leave as octets: the browser must not open them by itself.
      else save(file.name, bytes, "application/octet-stream");
      setState("shown");
    } catch {
      setState("damaged");
    }
  };
  return { state, blob, open };
};

export const AttachmentView = ({ file }: { file: Attachment }) => {
  const type = (file.type.split(";")[0] ?? "").trim().toLowerCase();
  const viewable = VIEWABLE.test(type);
  const { state, blob, open } = useAttachment(file, type);
  const values = { name: file.name, size: size(file.size) };
  return (
    <div class="media" data-test="attachment">
      {state !== "shown" && (
        <button class="second" disabled={state === "working"} onClick={() => void open()}>
          {text(viewable ? "desk-attachment-open" : "desk-attachment-download", values)}
        </button>
      )}
      {state === "hidden" && (
        <p class="hint">{text(viewable ? "desk-attachment-hidden" : "desk-attachment-warning")}</p>
      )}
      {state === "working" && <Progress label={text("desk-attachment-open", values)} />}
      {state === "shown" && blob && <Media type={type} blob={blob} name={file.name} />}
      {state === "shown" && !blob && (
        <p class="hint">
          {file.name} · {text("desk-attachment-warning")}
        </p>
      )}
      {state === "shown" && <MaskFile file={file} picture={type.startsWith("image/") ? blob : null} />}
      {state === "damaged" && (
        <p class="error" role="alert">
          {text("desk-attachment-damaged")}
        </p>
      )}
    </div>
  );
};
