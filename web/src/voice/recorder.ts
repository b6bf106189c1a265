// Chunk, loaded with the first word spoken: the recorder under a question. Record, see the level, pause, listen to what
// the reviewers will hear, delete, start again.
import { fill, find, icon, make, show } from "../page/dom";
import { type Recording, clock } from "../page/enclosure";
import type { PlainId } from "../page/message-id";
import { text } from "../page/texts";
import { Sound, canAlter } from "./sound";

const ENDINGS: Partial<Record<string, string>> = { "audio/webm": "webm", "audio/ogg": "ogg", "audio/mp4": "m4a" };

/** Seconds of one answer, at most. */
const LIMIT = 300;

/** A button that is recognised by its pictogram alone. */
const button = (id: PlainId, name: string, picture: string, kind = ""): HTMLButtonElement => {
  const made = make("button", "", { type: "button", class: kind, "data-test": name });
  made.append(icon(picture), make("span", text(id)));
  return made;
};

const rename = (element: HTMLButtonElement, id: PlainId, picture: string): void =>
  fill(element, icon(picture), make("span", text(id)));

class Recorder {
  private readonly box = make("div", "", { class: "recorder", role: "group", "aria-label": text("jsr-start") });
  private readonly error = make("p", "", { class: "error", role: "alert" });
  private readonly alter = make("input", "", { type: "checkbox", "data-test": "voice-alter" });
  private readonly natural = make("p", text("jsr-natural"), { class: "notice danger" });
  private readonly time = make("p", "", { class: "time" });
  private readonly level = make("meter", "", { min: "0", max: "1", "aria-label": text("jsr-level") });
  private readonly state = make("p", "", { role: "status" });
  private readonly start = button("jsr-start", "voice-start", "microphone");
  private readonly pause = button("js-pause", "voice-pause", "player-pause", "second");
  private readonly stop = button("jsr-stop", "voice-stop", "player-stop");
  private readonly again = button("jsr-again", "voice-again", "microphone", "second");
  private readonly remove = button("jsr-delete", "voice-delete", "trash", "second");
  private readonly player = make("audio", "", {
    controls: "",
    preload: "auto",
    "data-test": "voice-player",
    "aria-label": text("jsr-check"),
  });
  private sound: Sound | undefined;
  private seconds = 0;
  private paused = false;
  private sure = false;
  private altered = true;
  private forgotten = false;
  private timer = 0;

  constructor(
    place: HTMLElement,
    private readonly question: string,
    private readonly worklet: string,
    private readonly onChange: (recording: Recording | undefined) => void,
  ) {
    this.alter.checked = true;
    const choice = make("label", "", { class: "check" });
    choice.append(this.alter, make("span", text("jsr-alter")));
    const actions = make("div", "", { class: "actions" });
    actions.append(this.again, this.remove, this.pause, this.start, this.stop);
    this.box.append(
      make("p", text("jsr-intro"), { class: "hint" }),
      choice,
      this.natural,
      this.time,
      this.level,
      this.state,
      this.player,
      this.error,
      actions,
    );
    place.append(this.box);
    this.alter.addEventListener("change", () => show(this.natural, !this.alter.checked));
    this.start.addEventListener("click", () => void this.begin());
    this.again.addEventListener("click", () => void this.begin());
    this.pause.addEventListener("click", () => this.hold());
    this.stop.addEventListener("click", () => void this.end());
    this.remove.addEventListener("click", () => this.ask());
    this.draw("ready");
    if (!canAlter()) {
      fill(
        this.box,
        make("p", text("jsr-no-alter"), { class: "notice danger", role: "alert", "data-test": "voice-none" }),
      );
    } else this.start.focus();
  }

  private draw(state: "ready" | "recording" | "recorded"): void {
    show(this.natural, !this.alter.checked);
    this.alter.disabled = state !== "ready";
    show(this.start, state === "ready");
    show(this.pause, state === "recording");
    show(this.stop, state === "recording");
    show(this.level, state === "recording");
    show(this.time, state === "recording");
    show(this.player, state === "recorded");
    show(this.again, state === "recorded");
    show(this.remove, state === "recorded");
    this.state.textContent = state === "recorded" ? text("jsr-check") : "";
    rename(this.remove, "jsr-delete", "trash");
    this.sure = false;
    this.drawPause();
  }

  private drawPause(): void {
    rename(this.pause, this.paused ? "js-resume" : "js-pause", this.paused ? "player-play" : "player-pause");
  }

  private tell(problem: string): void {
    this.error.textContent = problem;
    show(this.error, problem !== "");
  }

  private async begin(): Promise<void> {
    this.tell("");
    this.start.disabled = this.again.disabled = this.alter.disabled = true;
    // What is recorded is what was chosen before the browser asked for the microphone.
    this.altered = this.alter.checked;
    try {
      const sound = await Sound.start(this.altered, this.worklet);
      if (this.forgotten) {
        await sound.stop();
        return;
      }
      this.sound = sound;
    } catch {
      this.tell(text("jsr-denied"));
      this.alter.disabled = false;
      return;
    } finally {
      this.start.disabled = this.again.disabled = false;
    }
    this.seconds = 0;
    this.paused = false;
    this.draw("recording");
    this.stop.focus();
    this.tick(performance.now());
  }

  private tick(before: number): void {
    this.timer = window.setTimeout(() => {
      const now = performance.now();
      if (!this.paused) this.seconds += (now - before) / 1000;
      this.level.value = this.paused ? 0 : (this.sound?.level() ?? 0);
      this.time.textContent = text("jsr-time", { done: clock(this.seconds), total: clock(LIMIT) });
      if (this.seconds < LIMIT) this.tick(now);
      else void this.end().then(() => (this.state.textContent = text("jsr-limit")));
    }, 100);
  }

  private hold(): void {
    this.paused = !this.paused;
    if (this.paused) this.sound?.pause();
    else this.sound?.resume();
    this.drawPause();
    this.state.textContent = this.paused ? text("jsr-paused") : "";
  }

  private async end(): Promise<void> {
    clearTimeout(this.timer);
    const { sound } = this;
    this.sound = undefined;
    const content = await sound?.stop();
    if (!content || content.size === 0 || this.forgotten) return;
    if (this.player.src) URL.revokeObjectURL(this.player.src);
    this.player.src = URL.createObjectURL(content);
    const focused = this.box.contains(document.activeElement);
    this.draw("recorded");
    if (focused) this.player.focus();
    const name = `${this.question}.${ENDINGS[content.type] ?? "opus"}`;
    const about = { question: this.question, altered: this.altered };
    this.onChange({ content, name, type: content.type, about, seconds: this.seconds });
  }

  /** Deleting is final, so it takes a second press. */
  private ask(): void {
    if (this.sure) this.discard();
    else {
      this.sure = true;
      rename(this.remove, "jsr-sure", "trash");
    }
  }

  private discard(): void {
    if (this.player.src) URL.revokeObjectURL(this.player.src);
    this.player.removeAttribute("src");
    this.onChange(undefined);
    this.draw("ready");
    this.start.focus();
  }

  /** Ends a recording that is under way and keeps it: the person went on without pressing the button. */
  async finish(): Promise<void> {
    if (this.sound) await this.end();
  }

  /** Whatever is going on, it ends and leaves nothing. */
  forget(): void {
    this.forgotten = true;
    clearTimeout(this.timer);
    void this.sound?.stop();
    this.sound = undefined;
    if (this.player.src) URL.revokeObjectURL(this.player.src);
    this.box.remove();
  }
}

const record = (
  place: HTMLElement,
  question: string,
  worklet: string,
  onChange: (recording: Recording | undefined) => void,
): Recorder => {
  find("[data-speak]", place).setAttribute("aria-expanded", "true");
  return new Recorder(place, question, worklet, onChange);
};

export type VoiceRecorder = typeof record;

declare global {
  interface Window {
    suturaVoice?: VoiceRecorder;
  }
}

window.suturaVoice = record;
