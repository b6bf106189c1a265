// Small parts that several views of the desk share: how an act stands, and handing over what came of it.
import { text } from "../../page/texts";
import type { Acting } from "./act";

export const Progress = ({ label, done, total }: { label: string; done?: number; total?: number }) => {
  const percent = done !== undefined && total ? Math.round((done / total) * 100) : undefined;
  return (
    <div>
      <p role="status">{label}</p>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(percent === undefined ? {} : { "aria-valuenow": percent })}
        class={percent === undefined ? "unknown" : ""}
      >
        <span
          ref={(bar) => {
            if (bar && percent !== undefined) bar.style.width = `${percent}%`;
          }}
        />
      </div>
    </div>
  );
};

/** An error, announced to screen readers; nothing for an empty text. */
export const Problem = ({ error }: { error: string }) =>
  error ? (
    <p class="error" role="alert">
      {error}
    </p>
  ) : null;

/** How an act stands: what came of it, what went wrong, that it is going on. */
export const Outcome = ({ act, label }: { act: Acting; label?: string | undefined }) => (
  <>
    {act.said && (
      <p class="notice done" role="status">
        {act.said}
      </p>
    )}
    <Problem error={act.error} />
    {act.working && <Progress label={label ?? text("desk-working")} />}
  </>
);

/** Hands a file to the person, from memory. */
export const save = (name: string, content: BlobPart, type: string): void => {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};
