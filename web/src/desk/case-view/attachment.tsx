// One file: hidden until asked for; pictures and video are blurred until asked again, sound is played as it came, everything else
// is only handed over. What is shown is decoded in a frame of its own (viewer.tsx); nothing is executed.
import { useState } from "preact/hooks";
import { size, text } from "../../page/texts";
import type { CaseProps } from "./answers";
import { MaskFile } from "./masking";
import type { Attachment } from "../case/case";
import { Progress, save } from "../ui/parts";
import { Viewer } from "./viewer";

const SHOWN = /^(image\/(jpeg|png|webp|gif)|audio\/[\w.+-]+|video\/[\w.+-]+)$/;

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

export const AttachmentView = ({ file, ...props }: CaseProps & { file: Attachment }) => {
  const { cases, report } = props;
  const [state, setState] = useState<"hidden" | "working" | "shown" | "damaged">("hidden");
  const [blob, setBlob] = useState<Blob | null>(null);
  const type = (file.type.split(";")[0] ?? "").trim().toLowerCase();
  const media = SHOWN.test(type);
  const open = async (): Promise<void> => {
    setState("working");
    try {
      const bytes = await cases.attachment(report, file);
      if (media) setBlob(new Blob([bytes as BlobPart], { type }));
      // Documents leave as octets: the browser must not open them by itself.
      else save(file.name, bytes as BlobPart, "application/octet-stream");
      setState("shown");
    } catch {
      setState("damaged");
    }
  };
  const words = { name: file.name, size: size(file.size) };
  return (
    <div class="media" data-test="attachment">
      {state !== "shown" && (
        <button class="second" disabled={state === "working"} onClick={() => void open()}>
          {text(media ? "desk-attachment-open" : "desk-attachment-download", words)}
        </button>
      )}
      {state === "hidden" && <p class="hint">{text(media ? "desk-attachment-hidden" : "desk-attachment-warning")}</p>}
      {state === "working" && <Progress label={text("desk-attachment-open", words)} />}
      {state === "shown" && blob && <Media type={type} blob={blob} name={file.name} />}
      {state === "shown" && !blob && (
        <p class="hint">
          {file.name} · {text("desk-attachment-warning")}
        </p>
      )}
      {state === "shown" && <MaskFile {...props} file={file} picture={type.startsWith("image/") ? blob : null} />}
      {state === "damaged" && (
        <p class="error" role="alert">
          {text("desk-attachment-damaged")}
        </p>
      )}
    </div>
  );
};
