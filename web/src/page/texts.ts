// Words come with the page, never from a script.

const all: Record<string, string> = JSON.parse(document.getElementById("texts")?.textContent ?? "{}") as Record<
  string,
  string
>;

/** A text of the page; `{name}` in it is replaced. */
export const text = (id: string, values: Record<string, string | number> = {}): string =>
  (all[id] ?? id).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** A size in the page's language. */
export const size = (count: number): string => {
  const [value, unit] = count < 1e6 ? [count / 1e3, "Ko"] : [count / 1e6, "Mo"];
  return `${value.toLocaleString(document.documentElement.lang === "en" ? "en" : "fr", { maximumFractionDigits: 1 })} ${unit}`;
};

/** About how long, in whole seconds or minutes. */
export const duration = (seconds: number): string =>
  seconds < 100
    ? text("js-seconds", { count: Math.ceil(seconds / 5) * 5 })
    : text("js-minutes", { count: Math.ceil(seconds / 60) });
