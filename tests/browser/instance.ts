// One running `sutura demo`: the shared one of a whole run, or one that a test starts with settings of its own.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BINARY, type Demo } from "./demo";

export interface Instance {
  demo: Demo;
  pid: number;
  /** The data folder. */
  data: string;
  /** Goes on with `sutura serve` on the same folder and address, in a new process. */
  serve: () => Promise<void>;
  stop: () => Promise<void>;
}

const run = (options: string[], env: Record<string, string>): ChildProcess =>
  spawn(BINARY, [...options, "--ticket-work", "10"], {
    stdio: ["ignore", "ignore", "inherit"],
    // Nobody waits for a turn at the forms without JavaScript: tests/integration/crowd.rs tests that.
    env: { ...process.env, TEST_DEMO: "", SUTURA_LOG: "warn", SUTURA_PLAIN_PER_MINUTE: "0", ...env },
  });

const end = async (server: ChildProcess): Promise<void> => {
  server.kill("SIGTERM");
  if (server.exitCode === null && server.signalCode === null)
    await new Promise((resolve) => server.once("exit", resolve));
};

/** Runs `sutura demo` until its data are complete. */
const build = async (data: string, env: Record<string, string>, database?: string): Promise<ChildProcess> => {
  const server = run(
    ["demo", "--data", data, "--listen", "127.0.0.1:0", ...(database ? ["--database-url", database] : [])],
    env,
  );
  await until(
    () => existsSync(join(data, "demo.json")),
    () => server.exitCode === null,
  ).catch(async (error: unknown) => {
    await end(server);
    throw error;
  });
  return server;
};

/** Makes the demonstration that all instances on SQLite are copies of: making one takes seconds of both cores. */
export const model = async (): Promise<{ folder: string; remove: () => void }> => {
  const folder = mkdtempSync(join(tmpdir(), "sutura-model-"));
  await end(await build(join(folder, "demo"), {}));
  return { folder: join(folder, "demo"), remove: () => rmSync(folder, { recursive: true, force: true }) };
};

/** A copy of the model that knows its own folder and address. */
const copyModel = async (data: string): Promise<void> => {
  const from = process.env.TEST_MODEL ?? "";
  cpSync(from, data, { recursive: true });
  const rewrite = (name: string, old: string, by: string): void =>
    writeFileSync(join(data, name), readFileSync(join(data, name), "utf8").replaceAll(old, by));
  rewrite("sutura.toml", from, data);
  const { url } = JSON.parse(readFileSync(join(data, "demo.json"), "utf8")) as Demo;
  rewrite("demo.json", url, `http://127.0.0.1:${await freePort()}`);
};

/** `env` holds configuration as `SUTURA_…` variables. Fails after two minutes. */
export const start = async (env: Record<string, string> = {}, database?: string): Promise<Instance> => {
  const folder = mkdtempSync(join(tmpdir(), "sutura-browser-"));
  const data = join(folder, "demo");
  let server: ChildProcess | undefined;
  const stop = async (): Promise<void> => {
    if (server) await end(server);
    rmSync(folder, { recursive: true, force: true });
  };
  const read = (): Demo => JSON.parse(readFileSync(join(data, "demo.json"), "utf8")) as Demo;
  const serve = async (): Promise<ChildProcess> => {
    const { url } = read();
    const next = run(["serve", "--data", data, "--listen", new URL(url).host], env);
    await until(
      () =>
        fetch(`${url}/api/instance`).then(
          (answer) => answer.ok,
          () => false,
        ),
      () => next.exitCode === null,
    ).catch(async (error: unknown) => {
      await end(next);
      throw error;
    });
    return next;
  };
  if (database) {
    server = await build(data, env, database);
  } else {
    await copyModel(data);
    server = await serve().catch(async (error: unknown) => {
      await stop();
      throw error;
    });
  }
  const instance: Instance = {
    demo: read(),
    pid: server.pid ?? 0,
    data,
    stop,
    serve: async () => {
      if (server) await end(server);
      server = await serve();
      instance.pid = server.pid ?? 0;
    },
  };
  return instance;
};

/** An empty installation as an operator makes it: no member yet, no root key, and an invitation for the founder. */
export interface Founded {
  url: string;
  pid: number;
  data: string;
  /** The link that `sutura organisation create --founder` printed. */
  invitation: string;
  /** Runs a command on the same data folder. */
  command: (...words: string[]) => string;
  stop: () => Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

export const found = async (login: string): Promise<Founded> => {
  const folder = mkdtempSync(join(tmpdir(), "sutura-founded-"));
  const port = await freePort();
  // Passkeys need a name: `localhost` has one, an address has none.
  const url = `http://localhost:${port}`;
  writeFileSync(
    join(folder, "sutura.toml"),
    `public_url = "${url}"\nlisten = "127.0.0.1:${port}"\nticket_work = 4\ntotp_single_use = false\nlog = "warn"\n`,
  );
  const command = (...words: string[]): string =>
    execFileSync(BINARY, ["--data", folder, ...words], { encoding: "utf8" });
  const said = command("organisation", "create", "--name", "Association d'essai", "--founder", login);
  const invitation = /http\S+#join\.\S+/.exec(said)?.[0] ?? "";
  const server = spawn(BINARY, ["serve", "--data", folder], { stdio: ["ignore", "ignore", "inherit"] });
  const stop = async (): Promise<void> => {
    server.kill("SIGTERM");
    if (server.exitCode === null) await new Promise((resolve) => server.once("exit", resolve));
    rmSync(folder, { recursive: true, force: true });
  };
  await until(
    () =>
      fetch(`${url}/api/instance`).then(
        (answer) => answer.ok,
        () => false,
      ),
    () => server.exitCode === null,
  );
  return { url, pid: server.pid ?? 0, data: folder, invitation, command, stop };
};

/** Waits for two minutes at the most, or until there is nothing to wait for. */
const until = async (ready: () => boolean | Promise<boolean>, alive: () => boolean): Promise<void> => {
  for (let waited = 0; !(await ready()); waited++) {
    if (waited > 600 || !alive()) throw new Error("the demonstration did not start");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};
