// Finding and making elements. The pages are written on the server; scripts fill them.

/** The element for a selector. Throws when there is none: the page and its script do not fit together then. */
export const find = <T extends HTMLElement>(selector: string, within: ParentNode = document): T => {
  const found = within.querySelector<T>(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
};

export const make = <K extends keyof HTMLElementTagNameMap>(
  name: K,
  content: string,
  attributes: Record<string, string> = {},
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(name);
  element.textContent = content;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

/** A pictogram of the page's set. It is decoration: the words stand beside it. */
export const icon = (name: string): SVGElement => {
  const set = document.querySelector("use")?.getAttribute("href")?.split("#")[0] ?? "";
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "pic");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${set}#${name}`);
  svg.append(use);
  return svg;
};

/** Replaces the content of an element; the oldest browsers lack `replaceChildren`. */
export const fill = (element: Element, ...content: (Node | string)[]): void => {
  element.textContent = "";
  element.append(...content);
};

export const show = (element: HTMLElement, visible = true): void => {
  element.hidden = !visible;
};

/** Shows an error in its place; an empty text hides it. */
export const fail = (element: HTMLElement, message: string): void => {
  element.textContent = message;
  show(element, message !== "");
};

/** Moves the keyboard focus and the screen reader to a heading. */
export const focus = (element: HTMLElement): void => {
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "start" });
};
