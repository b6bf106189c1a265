// Choosing what must not leave the circle: passages of a text, areas of a picture, a whole file.
import { useEffect, useRef, useState } from "preact/hooks";
import { text } from "../../page/texts";
import { useAct } from "../ui/act";
import type { CaseProps } from "./answers";
import type { Mask } from "../case/case";
import { areas, isWithheld, maskText } from "../case/mask";
import { Field, Outcome } from "../ui/parts";
import type { Attachment } from "../case/case";
import { Viewer } from "./viewer";

/** Adds to and takes from the masks of one text or file. */
const useMasks = ({ cases, report, onChange }: CaseProps, key: string) => {
  const act = useAct();
  const set = (masks: Mask[]): void =>
    void act.run(async () => {
      const after = await cases.saveOver(report, { ...report.record, masks: { ...report.record.masks, [key]: masks } });
      onChange(after);
      return text(after.base ? "desk-pending" : "desk-saved");
    });
  return { act, set, masks: report.record.masks[key] ?? [] };
};

/** `id` is that of an answer, a message, or a transcript or translation. */
export const MaskText = ({ id, original, ...props }: CaseProps & { id: string; original: string }) => {
  const area = useRef<HTMLTextAreaElement>(null);
  const { act, set, masks } = useMasks(props, id);
  // Not `readonly`: browsers let nobody move about in such a field with the keyboard. What is typed is refused instead.
  const hide = (): void => {
    const { selectionStart = 0, selectionEnd = 0 } = area.current ?? {};
    if (selectionStart < selectionEnd) set([...masks, [selectionStart, selectionEnd]]);
  };
  return (
    <details class="wording">
      <summary data-test={`mask-${id}`}>
        {text("desk-mask")}
        {masks.length > 0 && ` (${masks.length})`}
      </summary>
      <Field id={`masking-${id}`} label={text("desk-mask-select")}>
        <textarea
          id={`masking-${id}`}
          data-test={`masking-${id}`}
          ref={area}
          rows={4}
          aria-readonly="true"
          dir="auto"
          value={original}
          onBeforeInput={(event) => event.preventDefault()}
        />
      </Field>
      <div class="actions">
        <button type="button" class="second small" data-test={`mask-${id}-hide`} disabled={act.working} onClick={hide}>
          {text("desk-mask-hide")}
        </button>
        {masks.length > 0 && (
          <button
            type="button"
            class="second small"
            data-test={`mask-${id}-undo`}
            disabled={act.working}
            onClick={() => set(masks.slice(0, -1))}
          >
            {text("desk-mask-undo")}
          </button>
        )}
      </div>
      {masks.length > 0 && (
        <p class="card masked" dir="auto" data-test={`masked-${id}`}>
          {maskText(original, masks)}
        </p>
      )}
      <Outcome act={act} />
    </details>
  );
};

/** Thousandths in the whole; the fields show hundredths. */
const WHOLE = 1000;
const SIDES = ["left", "top", "width", "height"] as const;

const Drawn = ({ picture, masks, onArea }: { picture: Blob; masks: Mask[]; onArea: (area: Mask) => void }) => {
  const [from, setFrom] = useState<[number, number] | null>(null);
  const [to, setTo] = useState<[number, number]>([0, 0]);
  const point = (event: PointerEvent): [number, number] => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const part = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * WHOLE);
    return [part((event.clientX - box.left) / box.width), part((event.clientY - box.top) / box.height)];
  };
  const drawn = (): Mask =>
    from
      ? [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])]
      : [];
  const end = (): void => {
    const area = drawn();
    setFrom(null);
    // A touch without a movement is no area.
    if ((area[2] ?? 0) > 5 && (area[3] ?? 0) > 5) onArea(area);
  };
  const place =
    (area: Mask) =>
    (box: HTMLElement | null): void => {
      const [left = 0, top = 0, width = 0, height = 0] = area.map((side) => `${side / 10}%`);
      if (box) Object.assign(box.style, { left, top, width, height });
    };
  const shown = from ? [...masks, drawn()] : masks;
  return (
    <Viewer blob={picture} type={picture.type} name={text("desk-mask-draw")} clear>
      <div
        class="drawing"
        data-test="mask-drawing"
        onPointerDown={(event) => {
          event.preventDefault();
          setFrom(point(event));
          setTo(point(event));
        }}
        onPointerMove={(event) => {
          if (from) setTo(point(event));
        }}
        onPointerUp={end}
        onPointerLeave={end}
      >
        {shown.map((area, at) => (
          <span key={at} class="black" ref={place(area)} />
        ))}
      </div>
    </Viewer>
  );
};

/** Areas of a picture, or the whole file. `picture` is there when the file is one and is open. */
export const MaskFile = ({ file, picture, ...props }: CaseProps & { file: Attachment; picture: Blob | null }) => {
  const { act, set, masks } = useMasks(props, file.blob);
  const [open, setOpen] = useState(false);
  const [sides, setSides] = useState(["25", "25", "50", "50"]);
  const withheld = isWithheld(props.report.record.masks, file.blob);
  const black = areas(props.report.record.masks, file.blob);
  const add = (area: Mask): void => set([...masks, area]);
  const typed = (): Mask => sides.map((side) => Math.round(Math.min(100, Math.max(0, Number(side) || 0)) * 10));
  useEffect(() => setSides(["25", "25", "50", "50"]), [file.blob]);
  return (
    <details class="wording" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary data-test="mask-file">
        {text("desk-mask")}
        {masks.length > 0 && ` (${masks.length})`}
      </summary>
      <label class="choice">
        <input
          type="checkbox"
          data-test="mask-withhold"
          checked={withheld}
          disabled={act.working}
          onChange={() => set(withheld ? black : [...masks, []])}
        />
        {text("desk-mask-withhold")}
      </label>
      {open && picture && !withheld && (
        <>
          <p class="hint">{text("desk-mask-draw")}</p>
          <Drawn picture={picture} masks={black} onArea={add} />
          <div class="grid4">
            {SIDES.map((side, at) => (
              <Field key={side} id={`mask-${side}-${file.blob}`} label={text(`desk-mask-${side}`)}>
                <input
                  id={`mask-${side}-${file.blob}`}
                  data-test={`mask-${side}`}
                  type="number"
                  min={0}
                  max={100}
                  value={sides[at]}
                  onInput={(event) => {
                    const { value } = event.currentTarget;
                    setSides(sides.map((before, other) => (other === at ? value : before)));
                  }}
                />
              </Field>
            ))}
          </div>
          <div class="actions">
            <button
              type="button"
              class="second small"
              data-test="mask-area"
              disabled={act.working}
              onClick={() => add(typed())}
            >
              {text("desk-mask-area")}
            </button>
            {black.length > 0 && (
              <button
                type="button"
                class="second small"
                data-test="mask-area-undo"
                disabled={act.working}
                onClick={() => set(masks.filter((mask) => mask !== black[black.length - 1]))}
              >
                {text("desk-mask-undo")}
              </button>
            )}
          </div>
        </>
      )}
      <Outcome act={act} />
    </details>
  );
};
