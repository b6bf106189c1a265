// Fields of a form with their labels.
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
