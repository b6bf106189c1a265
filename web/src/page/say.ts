// Speaker buttons: a recorded prompt is fetched when it is asked for, one at a time.

let playing: HTMLAudioElement | undefined;
let pressed: HTMLElement | undefined;

export const hush = (): void => {
  playing?.pause();
  pressed?.setAttribute("aria-pressed", "false");
  playing = undefined;
  pressed = undefined;
};

const play = (button: HTMLElement, addresses: string[]): void => {
  const [first, ...rest] = addresses;
  if (first === undefined) {
    hush();
    return;
  }
  const audio = new Audio(first);
  playing = audio;
  audio.onended = () => {
    if (playing === audio) play(button, rest);
  };
  // A recording that was stopped by another one must not silence that.
  const gone = (): void => {
    if (playing === audio) hush();
  };
  audio.onerror = gone;
  audio.play().catch(gone);
};

/** A button's recordings, one after the other; pressed again it falls silent. */
const say = (button: HTMLElement): void => {
  const again = pressed === button;
  hush();
  if (again) return;
  pressed = button;
  button.setAttribute("aria-pressed", "true");
  play(button, (button.dataset.say ?? "").split(" "));
};

export const speakers = (within: HTMLElement): void => {
  within.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-say]");
    if (!button) return;
    // Inside a label or a summary a click must not choose or fold.
    event.preventDefault();
    say(button);
  });
};
