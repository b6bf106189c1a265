// Fields of a form with their labels, and its errors.
import type { ComponentChildren } from "preact";
import { Field } from "./parts";

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

/** An error, announced to screen readers; nothing for an empty text. */
export const ErrorNote = ({ error }: { error: string }) =>
  error ? (
    <p class="error" role="alert">
      {error}
    </p>
  ) : null;
