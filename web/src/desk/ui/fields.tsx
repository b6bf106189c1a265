// Fields of a form with their labels, and the options of those that are chosen.
import type { ComponentChildren } from "preact";
import { text } from "../../page/texts";

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

interface PaperProperties {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Its name in tests. */
  test: string;
  /** Lines that are shown at once. */
  rows: number;
}

/** What is typed from a sheet of paper. */
export const PaperField = ({ id, label, value, onChange, test, rows }: PaperProperties) => (
  <Field id={id} label={label}>
    <textarea
      id={id}
      data-test={test}
      rows={rows}
      value={value}
      onInput={(event) => onChange(event.currentTarget.value)}
      autocapitalize="characters"
      spellcheck={false}
      dir="ltr"
      required
    />
  </Field>
);

interface SelectProperties {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Its name in tests. */
  test?: string;
  required?: boolean;
  /** The options. */
  children: ComponentChildren;
}

export const SelectField = ({ id, label, value, onChange, test, required = false, children }: SelectProperties) => (
  <Field id={id} label={label}>
    <select
      id={id}
      data-test={test}
      required={required}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {children}
    </select>
  </Field>
);
