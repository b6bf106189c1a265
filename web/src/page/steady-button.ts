// A button that moves away under the finger, because something above it grew between press and release, counts as
// pressed all the same. Browsers send no click then.

/** How far, in pixels, a finger may slide between press and release. */
const MOST_SLIDE = 12;
/** How long, in milliseconds, the browser's own click is waited for. */
const CLICK_DELAY = 120;
/** How long, in milliseconds, after a click made here the browser's own is ignored. */
const IGNORED = 500;

export const steadyButton = (button: HTMLElement): void => {
  let pressedAt: { x: number; y: number } | undefined;
  let timer = 0;
  let ignoredUntil = 0;
  button.addEventListener("pointerdown", (event) => (pressedAt = { x: event.clientX, y: event.clientY }));
  document.addEventListener("pointercancel", () => (pressedAt = undefined));
  document.addEventListener("pointerup", (event) => {
    const start = pressedAt;
    pressedAt = undefined;
    if (!start || Math.hypot(event.clientX - start.x, event.clientY - start.y) > MOST_SLIDE) return;
    timer = window.setTimeout(() => {
      button.click();
      ignoredUntil = performance.now() + IGNORED;
    }, CLICK_DELAY);
  });
  // Registered before the button's own listeners: a late click of the browser does not count twice.
  button.addEventListener("click", (event) => {
    clearTimeout(timer);
    if (!event.isTrusted || performance.now() > ignoredUntil) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
};
