// Starts one demonstration for the whole run and stops it afterwards; makes the one that tests take copies of.
import { model, start } from "./instance";

export default async function setup(): Promise<() => Promise<void>> {
  const made = await model();
  process.env.TEST_MODEL = made.folder;
  // Made-up languages show where layouts break; the onion address is fictional.
  const env = { SUTURA_PSEUDO_LANGUAGES: "true", SUTURA_ONION_URL: "http://sutura7fictive.onion" };
  const shared = await start(env, process.env.TEST_DATABASE_URL);
  process.env.TEST_DEMO = JSON.stringify(shared.demo);
  process.env.TEST_DEMO_DATA = shared.data;
  return async () => {
    await shared.stop();
    made.remove();
  };
}
