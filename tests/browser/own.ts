// A demonstration of its own for each test of a file: what such a test changes, no other test sees.
import { test } from "@playwright/test";
import { at } from "./demo";
import { type Instance, start } from "./instance";

/** Settings under which any number of reports may come at once. */
export const UNHURRIED = { SUTURA_BURST_SIZE: "100000", SUTURA_TICKET_COMFORT: "100000" };

export interface Own {
  /** The instance of the running test. */
  instance: () => Instance;
  /** Runs `act` against it. */
  inside: (act: () => Promise<void>) => Promise<void>;
}

/** Starts an instance before each test of the file that calls this, and stops it afterwards. */
export const ownInstance = (settings: Record<string, string> = {}): Own => {
  let own: Instance | undefined;
  const instance = (): Instance => {
    if (!own) throw new Error("an instance runs during a test only");
    return own;
  };
  test.beforeEach(async () => {
    own = await start(settings);
  });
  test.afterEach(async () => {
    await own?.stop();
    own = undefined;
  });
  return { instance, inside: (act) => at(instance().demo, act) };
};
