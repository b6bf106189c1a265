// Pages without a script of their own: quick exit, and nothing else.
import { quickExit } from "../page/quick-exit";

quickExit(() => undefined);
