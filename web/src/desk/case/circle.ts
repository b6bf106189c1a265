// A circle as its members know it: its questions, its members, the wraps of its epochs.
export type { MyCircle as Circle, Question } from "../../wire";
