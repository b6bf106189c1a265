// Help with a receipt, on whatever page shows one: reading it aloud, and checking what was written on paper. Loaded
// when there is a receipt. All ten digits are fetched, in one order, before any is played: which ones were needed, and
// when, stays in the page.
import { digitOf } from "../crypto/digit";
import { fail, make, show } from "../page/dom";
import { FILES } from "../page/promised";
import { asksAlso, request } from "../page/request";
import { text } from "../page/texts";

asksAlso(FILES);

/** Milliseconds after each digit, and more after each group: time to write. */
const PAUSE = 500;
const GROUP_PAUSE = 1500;

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const play = (address: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const audio = new Audio(address);
    audio.onended = () => resolve();
    audio.onerror = reject;
    audio.play().catch(reject);
  });

class Reader {
  private sounds: string[] | undefined;
  private reading = 0;

  constructor(
    private readonly button: HTMLButtonElement,
    private readonly error: HTMLElement,
    private readonly addresses: string[],
    private readonly groups: () => HTMLElement[],
  ) {
    button.addEventListener("click", () => (this.reading ? this.stop() : void this.read()));
    window.addEventListener("pagehide", () => this.stop());
  }

  private stop(): void {
    this.reading = 0;
    this.button.textContent = text("jsc-read");
    for (const group of this.groups()) group.classList.remove("now");
  }

  private async load(): Promise<string[]> {
    const fetched = await Promise.all(
      this.addresses.map(async (address) => {
        const { bytes, headers } = await request(address, { cache: "default" });
        return URL.createObjectURL(new Blob([bytes as BlobPart], { type: headers.get("Content-Type") ?? "" }));
      }),
    );
    this.sounds = fetched;
    return fetched;
  }

  private async read(): Promise<void> {
    const run = (this.reading = Math.random());
    fail(this.error, "");
    this.button.textContent = text("jsc-stop");
    try {
      const sounds = this.sounds ?? (await this.load());
      for (const group of this.groups()) {
        group.classList.add("now");
        for (const digit of group.textContent) {
          if (this.reading !== run) return;
          await play(sounds[Number(digit)] ?? "");
          await wait(PAUSE);
        }
        await wait(GROUP_PAUSE);
        group.classList.remove("now");
        if (this.reading !== run) return;
      }
    } catch {
      fail(this.error, text("jsc-failed"));
    }
    if (this.reading === run) this.stop();
  }
}

/** Asks for one group back, another one each time. */
const check = (groups: () => HTMLElement[]): HTMLElement => {
  const box = make("details", "");
  const label = make("label", "", { for: "group" });
  const input = make("input", "", {
    id: "group",
    class: "code",
    inputmode: "numeric",
    autocomplete: "off",
    maxlength: "9",
    dir: "ltr",
    "data-test": "receipt-group",
  });
  const answer = make("p", "", { role: "status", class: "notice", "data-test": "receipt-checked" });
  const button = make("button", text("jsc-check"), { type: "submit", class: "second" });
  const form = make("form", "", { novalidate: "", autocomplete: "off" });
  let asked = -1;
  const ask = (): void => {
    asked = (asked + 1 + Math.floor(Math.random() * 5)) % 6;
    label.textContent = text("jsc-group", { number: asked + 1 });
    input.value = "";
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = Array.from(input.value, (letter) => digitOf(letter) ?? "").join("");
    const right = typed === groups()[asked]?.textContent;
    answer.className = `notice ${right ? "done" : "danger"}`;
    fail(answer, text(right ? "jsc-right" : "jsc-wrong"));
    if (right) ask();
    else input.focus();
  });
  ask();
  show(answer, false);
  form.append(label, input, button, answer);
  box.append(make("summary", text("jsc-check"), { "data-test": "receipt-check" }), form);
  return box;
};

const copier = (words: () => string): HTMLElement => {
  const button = make("button", text("jsc-copy"), { type: "button", class: "second", "data-test": "receipt-copy" });
  button.addEventListener("click", () => {
    void navigator.clipboard.writeText(words()).then(() => {
      button.textContent = text("jsc-copied");
    });
  });
  return button;
};

/** Fills the place for help in a card that shows a receipt. */
const help = (card: HTMLElement): void => {
  const place = card.querySelector<HTMLElement>("[data-receipt-help]");
  if (!place || place.firstChild) return;
  const groups = (): HTMLElement[] => Array.from(card.querySelectorAll<HTMLElement>(".receipt span"));
  const digits = (place.dataset.digits ?? "").split(" ");
  if (digits.length === 10) {
    const button = make("button", text("jsc-read"), { type: "button", class: "second", "data-test": "receipt-read" });
    const error = make("p", "", { class: "error", role: "alert" });
    show(error, false);
    new Reader(button, error, digits, groups);
    place.append(button, make("p", text("jsc-headphones"), { class: "hint" }), error);
  }
  // Missing without https, and in browsers older than 2018.
  if ("clipboard" in navigator)
    place.prepend(
      copier(() =>
        groups()
          .map((group) => group.textContent)
          .join(" "),
      ),
      " ",
    );
  place.append(check(groups));
};

export type ReceiptHelp = typeof help;

declare global {
  interface Window {
    suturaReceipt?: ReceiptHelp;
  }
}

window.suturaReceipt = help;
// A page that is made around a receipt shows it from the start.
const card = document.querySelector<HTMLElement>("[data-receipt]:not([hidden])");
if (card) help(card);
