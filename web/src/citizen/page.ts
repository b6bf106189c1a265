// Pages without a script of their own: quick exit, and nothing else.
import { quickExit } from "./quick-exit";

quickExit(() => undefined);
