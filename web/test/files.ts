// Files of the repository that tests read and write, by their path from its root.
import { readFileSync, writeFileSync } from "node:fs";

// The bundles of the tests lie in a temporary folder; npm runs them from `web`.
const at = (path: string): URL => new URL(`../${path}`, `file://${process.cwd()}/`);

/** What a JSON file holds. Its shape is taken on trust: a wrong one fails where it is used. */
export const readJson = <T>(path: string): T => JSON.parse(readFileSync(at(path), "utf8")) as T;

export const writeJson = (path: string, content: unknown): void =>
  writeFileSync(at(path), `${JSON.stringify(content, null, 2)}\n`);
