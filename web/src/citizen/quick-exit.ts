// Quick exit: forget what is on the page and replace it, so that "back" does not return here.

export const quickExit = (forget: () => void): void => {
  const link = document.querySelector<HTMLAnchorElement>("[data-test=quick-exit]");
  if (!link) return;
  const leave = (): void => {
    // Whatever fails, the page goes.
    try {
      forget();
      document.body.textContent = "";
    } finally {
      location.replace(link.href);
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
};
