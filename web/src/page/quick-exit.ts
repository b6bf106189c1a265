// Quick exit: forget what is on the page and replace it, so that "back" does not return here.

/** How long the browser may take to go back to the first entry of this page. */
const PATIENCE = 300;

/**
 * `forget` clears memory and form; `behind` returns how many entries of this page lie before the present one in the
 * browser's history.
 */
export const quickExit = (forget: () => void, behind: () => number = () => 0): void => {
  const link = document.querySelector<HTMLAnchorElement>("[data-test=quick-exit]");
  if (!link) return;
  let leaving = false;
  const leave = (): void => {
    if (leaving) return;
    leaving = true;
    const gone = (): void => location.replace(link.href);
    let steps = 0;
    // Whatever fails, the page goes.
    try {
      steps = behind();
      forget();
      document.body.textContent = "";
      document.title = "";
    } finally {
      if (steps > 0) {
        window.addEventListener("popstate", gone);
        setTimeout(gone, PATIENCE);
        history.go(-steps);
      } else gone();
    }
  };
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  let pressed = 0;
  document.addEventListener("keydown", (event) => {
    pressed = event.key === "Escape" ? pressed + 1 : 0;
    if (pressed === 3) leave();
  });
  // A page that the browser restores from memory after an exit must neither stay empty nor show anything.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && leaving) location.reload();
  });
};
