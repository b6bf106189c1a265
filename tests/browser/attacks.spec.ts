// A server that lies with real cryptography: chains that are sound in themselves, and messages from outside the circle.
import { argon2id } from "../../web/node_modules/@noble/hashes/argon2.js";
import { identityOf, recipientOf, seal } from "../../web/src/crypto/age";
import { base64, fromBase64url, utf8 } from "../../web/src/crypto/bytes";
import { RECEIPT, expand, receiptSalt } from "../../web/src/crypto/derive";
import { signDocument } from "../../web/src/crypto/document";
import { publicKey, sign } from "../../web/src/crypto/signing";
import { type Chain, type Signed, link, statementText } from "../../web/src/crypto/statement";
import { type Browser, type Page, expect, test } from "@playwright/test";
import { demo, desk, fillReport, openCase, signIn } from "./demo";
import { ownInstance } from "./own";

const { inside } = ownInstance();

const random = (): Uint8Array => crypto.getRandomValues(new Uint8Array(32));

interface Forged {
  signed: Signed;
  recipient: string;
}

/** The statement that follows `before`, of keys that the liar holds, signed with `seed`. */
const statement = async (
  consultation: string,
  before: Signed[],
  signer: Signed["signer"],
  seed: Uint8Array,
): Promise<Forged> => {
  const recipient = await recipientOf(identityOf(random()));
  const last = before[before.length - 1];
  const text = statementText({
    consultation,
    number: before.length,
    recipient,
    signing: publicKey(random()),
    from: new Date().toISOString().slice(0, 10),
    previous: last ? link(last) : "-",
    roster: "0".repeat(64),
  });
  return { signed: { statement: text, signature: sign(utf8(text), seed), signer }, recipient };
};

const recipientIn = (signed: Signed | undefined): string => /recipient (\S+)/.exec(signed?.statement ?? "")?.[1] ?? "";

interface Lie {
  chain: Chain;
  /** What the intake offers beside it: always the last key of the lie. */
  recipient: string;
}

const lies = async (id: string, sound: Chain): Promise<Record<string, Lie>> => {
  const [first, second] = sound.epochs as [Signed, Signed];
  const thief = random();
  const root = fromBase64url(demo().root_key);
  const foreign = await statement(id, [], "root", thief);
  const usurped = await statement(id, [first], "epoch", thief);
  const repaired = await statement(id, sound.epochs, "root", root);
  const replaced = await statement(id, [first], "root", root);
  return {
    "another root, sound in itself": {
      chain: { root: publicKey(thief), epochs: [foreign.signed] },
      recipient: foreign.recipient,
    },
    "another root's first epoch under the true root": {
      chain: { root: sound.root, epochs: [foreign.signed] },
      recipient: foreign.recipient,
    },
    "a period that no key of the chain signed": {
      chain: { root: sound.root, epochs: [first, usurped.signed] },
      recipient: usurped.recipient,
    },
    "the first period dropped": { chain: { root: sound.root, epochs: [second] }, recipient: recipientIn(second) },
    "an old period again at the end": {
      chain: { root: sound.root, epochs: [first, second, first] },
      recipient: recipientIn(first),
    },
    "the stolen root adds a key of its own": {
      chain: { root: sound.root, epochs: [...sound.epochs, repaired.signed] },
      recipient: repaired.recipient,
    },
    "the stolen root forks the chain": {
      chain: { root: sound.root, epochs: [first, replaced.signed] },
      recipient: replaced.recipient,
    },
    "the last period held back": { chain: { root: sound.root, epochs: [first] }, recipient: recipientIn(first) },
  };
};

/** What a visitor cannot know who never saw the true chain: everything in it is signed as it should be. */
const SOUND_FOR_A_STRANGER = [
  "the stolen root adds a key of its own",
  "the stolen root forks the chain",
  "the last period held back",
];

/** Awa's desk with the tab of the circle open. */
const atCircle = async (browser: Browser, size: { width: number; height: number }): Promise<Page> => {
  const awa = await desk(browser, "awa", size);
  await expect(awa.getByTestId("case-row").first()).toBeVisible({ timeout: 60_000 });
  await awa.getByTestId("tab-circle").click();
  return awa;
};

const tell = async (page: Page, id: string, lie: Lie): Promise<void> => {
  await page.route(`**/api/keys/${id}`, (route) => route.fulfill({ json: lie.chain }));
  await page.route(`**/api/intake/${id}`, async (route) => {
    if (route.request().method() !== "GET") return route.continue();
    const offer = (await (await route.fetch()).json()) as { recipient: string; epoch: number };
    await route.fulfill({ json: { ...offer, recipient: lie.recipient, epoch: lie.chain.epochs.length - 1 } });
  });
};

test("chains with true signatures in the wrong place: refused by the form where it can know, by every desk", async ({
  page,
  browser,
}, info) => {
  test.slow();
  await inside(async () => {
    const { id } = demo().consultations[0] ?? { id: "" };
    const size = info.project.use.viewport ?? { width: 1280, height: 800 };
    const awa = await atCircle(browser, size);
    await awa.getByTestId("period-start").click();
    await expect(awa.getByTestId("period")).toContainText("Période 1", { timeout: 30_000 });
    const sound = (await (await awa.request.get(`${demo().url}/api/keys/${id}`)).json()) as Chain;
    const sent: string[] = [];
    page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
    for (const [name, lie] of Object.entries(await lies(id, sound))) {
      await tell(page, id, lie);
      if (!SOUND_FOR_A_STRANGER.includes(name)) {
        await fillReport(page, "fr", "rien ne doit partir");
        await page.getByTestId("submit").and(page.locator(":visible")).click();
        await expect(page.locator("[data-alarm]"), name).toContainText("n'est pas authentique");
      }
      await page.unrouteAll({ behavior: "wait" });
      await tell(awa, id, lie);
      await signIn(awa, "awa");
      await expect(awa.getByTestId("key-alarm-dialog"), name).toBeVisible({ timeout: 60_000 });
      await awa.unrouteAll({ behavior: "wait" });
    }
    expect(sent).toEqual([]);
  });
});

test("a message that the server wrote itself is shown neither to the source nor at the desk", async ({
  page,
  browser,
}, info) => {
  await inside(async () => {
    const receipt = demo().receipts[4] ?? "";
    const instance = (await (await fetch(`${demo().url}/api/instance`)).json()) as { id: string };
    const salt = receiptSalt(fromBase64url(instance.id));
    const derived = expand(
      argon2id(utf8(receipt.replace(/\D/g, "")), salt, { m: RECEIPT.m, t: RECEIPT.t, p: 1, dkLen: 32 }),
    );
    const source = await recipientOf(identityOf(derived.seed));
    const { id } = demo().consultations[0] ?? { id: "" };
    const chain = (await (await fetch(`${demo().url}/api/keys/${id}`)).json()) as Chain;
    const words = "venez demain au commissariat";
    const forged = signDocument(
      "message",
      "epoch:0",
      { report: "", sequence: 0, body: words, attachments: [], status: "waiting", week: "2026-W48" },
      random(),
    );
    const ciphertext = base64(await seal([recipientIn(chain.epochs[0]), source], utf8(JSON.stringify(forged))));
    const lie = async (reader: Page, path: string): Promise<void> => {
      await reader.route(path, async (route) => {
        if (route.request().method() !== "GET") return route.continue();
        const answer = (await (await route.fetch()).json()) as { messages: { from?: string; ciphertext: string }[] };
        for (const message of answer.messages) if (message.from !== "source") message.ciphertext = ciphertext;
        await route.fulfill({ json: answer });
      });
    };
    await lie(page, "**/api/inbox");
    await page.goto(`${demo().url}/fr/inbox`);
    await page.getByTestId("inbox-code").fill(receipt);
    await page.getByTestId("inbox-open").click();
    await expect(page.locator("[data-alarm]")).toContainText("n'est pas signé", { timeout: 60_000 });
    await expect(page.getByText(words)).toHaveCount(0);

    const awa = await desk(browser, "awa", info.project.use.viewport ?? { width: 1280, height: 800 });
    await lie(awa, "**/api/desk/reports/*/messages*");
    await expect(awa.getByTestId("case-row").first()).toBeVisible({ timeout: 60_000 });
    await openCase(awa, "barrière");
    await expect(awa.getByText("Illisible : fichier abîmé, falsifié").first()).toBeVisible({ timeout: 30_000 });
    await expect(awa.getByText(words)).toHaveCount(0);
  });
});

test("a desk new to the circle is shown an older state, keys and all: a colleague's signed head gives it away", async ({
  browser,
}, info) => {
  await inside(async () => {
    const { id } = demo().consultations[0] ?? { id: "" };
    const size = info.project.use.viewport ?? { width: 1280, height: 800 };
    const awa = await atCircle(browser, size);
    const announced = awa.waitForResponse(
      (answer) =>
        answer.url().endsWith("/head") &&
        answer.status() === 204 &&
        answer.request().postData()?.includes('\\"number\\":1') === true,
    );
    await awa.getByTestId("period-start").click();
    await announced;
    const sound = (await (await awa.request.get(`${demo().url}/api/keys/${id}`)).json()) as Chain;
    const older = async (keepHeads: boolean): Promise<Page> => {
      const page = await (await browser.newContext({ viewport: size })).newPage();
      await page.route(`**/api/keys/${id}`, (route) =>
        route.fulfill({ json: { ...sound, epochs: sound.epochs.slice(0, 1) } }),
      );
      await page.route("**/api/desk/me", async (route) => {
        const response = await route.fetch();
        const me = (await response.json()) as {
          circles: { consultation: string; epochs: { number: number }[]; heads: object[] }[];
        };
        for (const circle of me.circles.filter(({ consultation }) => consultation === id)) {
          circle.epochs = circle.epochs.filter((epoch) => epoch.number === 0);
          if (!keepHeads) circle.heads = [];
        }
        await route.fulfill({ response, json: me });
      });
      await signIn(page, "moussa");
      await expect(page.getByTestId("desk-leave").first()).toBeVisible({ timeout: 60_000 });
      return page;
    };
    await expect((await older(true)).getByTestId("key-alarm-dialog")).toBeVisible({ timeout: 60_000 });
    // What is left to a server that keeps the members apart in everything: the words that they compare by voice.
    await expect((await older(false)).getByTestId("key-alarm-dialog")).toHaveCount(0);
  });
});
