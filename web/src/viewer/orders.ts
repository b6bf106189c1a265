// What the desk and its viewer frame say to each other, over a channel of their own.

/** The first thing that a frame is told. */
export type Order =
  | { kind: "show"; blob: Blob; type: string; name: string; clear: boolean }
  | { kind: "blacken"; blob: Blob; areas: number[][] };

/** What may follow `show`: whether the picture is to be seen clearly. */
export interface Change {
  clear: boolean;
}

/** `here` comes at once; `size` in points of the screen, nothing for sound; `broken` when it cannot be read. */
export type Answer =
  | { kind: "here" }
  | { kind: "size"; width: number; height: number }
  | { kind: "black"; blob: Blob }
  | { kind: "broken" };
