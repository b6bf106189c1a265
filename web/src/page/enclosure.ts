// A file that goes with a report or a message, as it will be sent.

export interface Enclosure {
  content: Blob;
  name: string;
  type: string;
  /** For a spoken answer: which question, and whether the voice was altered. */
  about?: { question: string; altered: boolean };
}

/** One spoken answer. */
export interface Recording extends Enclosure {
  about: { question: string; altered: boolean };
  seconds: number;
}

/** `4:07` */
export const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
