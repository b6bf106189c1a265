// One running `sutura demo`: the shared one of a whole run, or one that a test starts with settings of its own.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BINARY, type Demo } from "./demo";

export interface Instance {
  demo: Demo;
  /** The data folder. */
  data: string;
  stop: () => Promise<void>;
}

/** `env` holds configuration as `SUTURA_…` variables. Fails after two minutes. */
export const start = async (env: Record<string, string> = {}, database?: string): Promise<Instance> => {
  const folder = mkdtempSync(join(tmpdir(), "sutura-browser-"));
  const data = join(folder, "demo");
  const options = ["demo", "--data", data, "--listen", "127.0.0.1:0", "--ticket-work", "10"];
  if (database) options.push("--database-url", database);
  const server = spawn(BINARY, options, { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, ...env } });
  const stop = async (): Promise<void> => {
    server.kill("SIGTERM");
    if (server.exitCode === null) await new Promise((resolve) => server.once("exit", resolve));
    rmSync(folder, { recursive: true, force: true });
  };
  for (let waited = 0; !existsSync(join(data, "demo.json")); waited++) {
    if (waited > 600 || server.exitCode !== null) {
      await stop();
      throw new Error("the demonstration did not start");
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { demo: JSON.parse(readFileSync(join(data, "demo.json"), "utf8")) as Demo, data, stop };
};
