// Small parts that several views of the desk share.
import type { ComponentChildren } from "preact";
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

export const Field = ({ id, label, children }: { id: string; label: string; children: ComponentChildren }) => (
  <div>
    <label class="field" for={id}>
      {label}
    </label>
    {children}
  </div>
);

export const Options = ({ none, options }: { none: string; options: [string, string][] }) => (
  <>
    <option value="">{none}</option>
    {options.map(([code, label]) => (
      <option key={code} value={code}>
        {label}
      </option>
    ))}
  </>
);

interface Country {
  code: string;
  label: string;
  regions: { code: string; name: string }[];
}

/** Options for the regions of these countries, as `ML.gao`. */
export const Regions = ({ countries }: { countries: Country[] }) => (
  <>
    <option value="">{text("desk-none")}</option>
    {countries.map((country) => (
      <optgroup key={country.code} label={country.label}>
        {country.regions.map((region) => (
          <option key={region.code} value={`${country.code}.${region.code}`}>
            {region.name}
          </option>
        ))}
      </optgroup>
    ))}
  </>
);

/** What went wrong, told at once; nothing while nothing is wrong. */
export const Problem = ({ error }: { error: string }) =>
  error ? (
    <p class="error" role="alert">
      {error}
    </p>
  ) : null;

/** How an act stands: what came of it, what went wrong, that it is going on. */
export const Outcome = ({ act, label }: { act: Acting; label?: string }) => (
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
