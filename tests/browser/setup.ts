// Starts one `sutura demo` for the whole run and stops it afterwards.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BINARY } from "./demo";

export default async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "sutura-browser-"));
  const database = process.env["TEST_DATABASE_URL"];
  const options = ["demo", "--data", join(folder, "demo"), "--listen", "127.0.0.1:0", "--ticket-work", "10"];
  if (database) options.push("--database-url", database);
  // Made-up languages show where layouts break; the onion address is fictional.
  const env = { ...process.env, SUTURA_PSEUDO_LANGUAGES: "true", SUTURA_ONION_URL: "http://sutura7fictive.onion" };
  const server = spawn(BINARY, options, { stdio: ["ignore", "ignore", "inherit"], env });
  const described = join(folder, "demo", "demo.json");
  for (let waited = 0; !existsSync(described); waited++) {
    if (waited > 600 || server.exitCode !== null) throw new Error("the demonstration did not start");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  process.env["TEST_DEMO"] = readFileSync(described, "utf8");
  process.env["TEST_DEMO_DATA"] = join(folder, "demo");
  return async () => {
    server.kill("SIGTERM");
    await new Promise((resolve) => server.once("exit", resolve));
    rmSync(folder, { recursive: true, force: true });
  };
}
