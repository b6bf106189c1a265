// The file that Chromium takes for a microphone.
import { tmpdir } from "node:os";
import { join } from "node:path";

export const MICROPHONE = join(tmpdir(), "sutura-microphone.wav");
