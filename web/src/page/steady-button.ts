// A button that moves from under the finger, because something above it grew between press and release, was pressed all
// the same. Browsers give no click then.

/** Pixels that a finger may slide, and milliseconds in which the browser's own click may come. */
const SLIDE = 12;
const LATE = 120;

export const steady = (button: HTMLElement): void => {
  let pressed: { x: number; y: number } | undefined;
  let timer = 0;
  let until = 0;
  button.addEventListener("pointerdown", (event) => (pressed = { x: event.clientX, y: event.clientY }));
  document.addEventListener("pointercancel", () => (pressed = undefined));
  document.addEventListener("pointerup", (event) => {
    const from = pressed;
    pressed = undefined;
    if (!from || Math.hypot(event.clientX - from.x, event.clientY - from.y) > SLIDE) return;
    timer = window.setTimeout(() => {
      button.click();
      until = performance.now() + 500;
    }, LATE);
  });
  // Registered before the button's own: a click that comes too late does not count twice.
  button.addEventListener("click", (event) => {
    clearTimeout(timer);
    if (!event.isTrusted || performance.now() > until) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
};
