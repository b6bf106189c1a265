// Random ids under which messages and other things are sent that would be stored again if they were sent again. The
// server takes an id once, and answers a repetition as it answered the first time. So the id must stay the same for
// the same thing, when its answer was lost and somebody presses the button again, and be another for anything else:
// what was changed meanwhile would be taken for what has arrived.

/** 16 random bytes, as the server writes ids. */
export const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export class SentOnce {
  private parts: unknown[] = [];
  private id = "";

  /** `make` draws another random id. */
  constructor(private readonly make: () => string = randomId) {}

  /** The id for what is made of these parts: texts, numbers, the same objects. */
  of(...parts: unknown[]): string {
    const isSame = parts.length === this.parts.length && parts.every((part, at) => part === this.parts[at]);
    if (!this.id || !isSame) {
      this.parts = parts;
      this.id = this.make();
    }
    return this.id;
  }

  /** It has arrived: whatever is sent next is another thing, also if it says the same. */
  arrived(): void {
    this.id = "";
    this.parts = [];
  }
}
