// Choosing what must not leave the circle: passages of a text, areas of a picture, a whole file.
import { useEffect, useRef, useState } from "preact/hooks";
import { text } from "../../page/texts";
import type { Attachment, Mask } from "../case/case";
import { areas, isWithheld, maskText } from "../case/mask";
import { useAct } from "../ui/act";
import { Field } from "../ui/fields";
import { Outcome } from "../ui/parts";
import { Viewer } from "../ui/viewer";
import { useOpenCase } from "./context";

/** The masks of the text or file with this id, and a function that saves new ones. */
const useMasks = (key: string) => {
  const { cases, report, onChange } = useOpenCase();
  const act = useAct();
  const set = (masks: Mask[]): void =>
    void act.run(async () => {
      const after = await cases.saveOver(report, { ...report.record, masks: { ...report.record.masks, [key]: masks } });
      onChange(after);
      return text(after.base ? "desk-pending" : "desk-saved");
    });
  return { act, set, masks: report.record.masks[key] ?? [] };
};

/** Hides passages of a text. `id` is that of an answer, a message, a transcript or a translation. */
export const MaskText = ({ id, original }: { id: string; original: string }) => {
  const area = useRef<HTMLTextAreaElement>(null);
  const { act, set, masks } = useMasks(id);
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
        {/* Not `readonly`: in such a field browsers do not let the keyboard select. Typing is refused instead. */}
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

/** Areas are kept in thousandths of the picture; the fields show hundredths. */
const WHOLE = 1000;
/** Thousandths: a smaller area is taken for a touch without movement. */
const SMALLEST = 5;

type Point = [x: number, y: number];

/** The position of the pointer in the picture, in thousandths. */
const pointOf = (event: PointerEvent): Point => {
  const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
  const part = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * WHOLE);
  return [part((event.clientX - box.left) / box.width), part((event.clientY - box.top) / box.height)];
};

const areaBetween = ([x, y]: Point, [otherX, otherY]: Point): Mask => [
  Math.min(x, otherX),
  Math.min(y, otherY),
  Math.abs(otherX - x),
  Math.abs(otherY - y),
];

/** Places a black box over an area. By script, because the page's policy forbids style attributes. */
const layOver =
  (area: Mask) =>
  (box: HTMLElement | null): void => {
    const [left = 0, top = 0, width = 0, height = 0] = area.map((side) => `${side / 10}%`);
    if (box) Object.assign(box.style, { left, top, width, height });
  };

interface DrawingProperties {
  picture: Blob;
  masks: Mask[];
  onArea: (area: Mask) => void;
}

/** The picture with its black areas, on which another can be drawn with the pointer. */
const Drawing = ({ picture, masks, onArea }: DrawingProperties) => {
  const [start, setStart] = useState<Point | null>(null);
  const [end, setEnd] = useState<Point>([0, 0]);
  const drawn = start && areaBetween(start, end);
  const finish = (): void => {
    setStart(null);
    const [, , width = 0, height = 0] = drawn ?? [];
    if (drawn && width > SMALLEST && height > SMALLEST) onArea(drawn);
  };
  return (
    <Viewer blob={picture} type={picture.type} name={text("desk-mask-draw")} clear>
      <div
        class="drawing"
        data-test="mask-drawing"
        onPointerDown={(event) => {
          event.preventDefault();
          setStart(pointOf(event));
          setEnd(pointOf(event));
        }}
        onPointerMove={(event) => {
          if (start) setEnd(pointOf(event));
        }}
        onPointerUp={finish}
        onPointerLeave={finish}
      >
        {(drawn ? [...masks, drawn] : masks).map((area, at) => (
          <span key={at} class="black" ref={layOver(area)} />
        ))}
      </div>
    </Viewer>
  );
};

const SIDES = ["left", "top", "width", "height"] as const;
/** What the fields hold at first, in hundredths: the middle of the picture. */
const MIDDLE = ["25", "25", "50", "50"];

/** Numbers of an area, for members who cannot draw. */
const AreaFields = ({ id, sides, onSides }: { id: string; sides: string[]; onSides: (sides: string[]) => void }) => (
  <div class="grid4">
    {SIDES.map((side, at) => (
      <Field key={side} id={`mask-${side}-${id}`} label={text(`desk-mask-${side}`)}>
        <input
          id={`mask-${side}-${id}`}
          data-test={`mask-${side}`}
          type="number"
          min={0}
          max={100}
          value={sides[at]}
          onInput={(event) => {
            const { value } = event.currentTarget;
            onSides(sides.map((before, other) => (other === at ? value : before)));
          }}
        />
      </Field>
    ))}
  </div>
);

const areaOf = (sides: string[]): Mask =>
  sides.map((side) => Math.round(Math.min(100, Math.max(0, Number(side) || 0)) * 10));

/** Hides areas of a picture, or withholds a whole file. `picture` is `null` unless the file is a picture and open. */
export const MaskFile = ({ file, picture }: { file: Attachment; picture: Blob | null }) => {
  const { report } = useOpenCase();
  const { act, set, masks } = useMasks(file.blob);
  const [open, setOpen] = useState(false);
  const [sides, setSides] = useState(MIDDLE);
  const withheld = isWithheld(report.record.masks, file.blob);
  const black = areas(report.record.masks, file.blob);
  const add = (area: Mask): void => set([...masks, area]);
  useEffect(() => setSides(MIDDLE), [file.blob]);
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
          <Drawing picture={picture} masks={black} onArea={add} />
          <AreaFields id={file.blob} sides={sides} onSides={setSides} />
          <div class="actions">
            <button
              type="button"
              class="second small"
              data-test="mask-area"
              disabled={act.working}
              onClick={() => add(areaOf(sides))}
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
