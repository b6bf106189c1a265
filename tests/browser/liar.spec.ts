// A server that lies in its JSON, with genuine pages and scripts: what it hands out chooses no key, no person and no
// cost. Each lie worked once.
import { argon2id } from "../../web/node_modules/@noble/hashes/argon2.js";
import { identityOf, recipientOf, seal } from "../../web/src/crypto/age";
import { unwrap, wrap } from "../../web/src/crypto/bundle";
import { base64, base64url, fromBase64, fromBase64url, utf8 } from "../../web/src/crypto/bytes";
import { PASSPHRASE, expand, normalisePassphrase } from "../../web/src/crypto/derive";
import { signDocument } from "../../web/src/crypto/document";
import { publicKey } from "../../web/src/crypto/signing";
import { type Page, type Request as Sent, type Route, expect, test } from "@playwright/test";
import { demo, fillReport, member, openCase, openInbox, signIn } from "./demo";
import { ownInstance } from "./own";

const { inside } = ownInstance();

const random = (): Uint8Array => crypto.getRandomValues(new Uint8Array(32));
const consultation = (): string => demo().consultations[0]?.id ?? "";

/** Answers to `address` pass through `change`. */
const lie = async <T>(page: Page, address: string, change: (answer: T) => T | Promise<T>): Promise<void> => {
  await page.route(address, async (route) => {
    // The server may be gone already when a test ends.
    const response = await route.fetch().catch(() => undefined);
    if (!response) return route.abort().catch(() => undefined);
    if (!response.ok()) return route.fulfill({ response });
    const answer = (await response.json().catch(() => undefined)) as T | undefined;
    if (answer === undefined) return route.abort().catch(() => undefined);
    await route.fulfill({ response, json: await change(answer) });
  });
};

interface Me {
  member: string;
  circles: { consultation: string; epochs: { number: number; wrap: string }[] }[];
  members: Record<string, { recipient: string }>;
}

/** Hands out a wrap, under this number, of keys that the server made. */
const handOut = (page: Page, number: number): Promise<void> =>
  lie<Me>(page, "**/api/desk/me", async (me) => {
    const circle = me.circles.find((found) => found.consultation === consultation());
    const recipient = me.members[me.member]?.recipient ?? "";
    const id = `${consultation()}/${number}`;
    const made = await wrap({ kind: "epoch", id, identity: identityOf(random()), signing: random() }, recipient);
    circle?.epochs.push({ number, wrap: base64(made) });
    return me;
  });

/** A member begins the second period. */
const startPeriod = async (page: Page): Promise<void> => {
  await signIn(page, "awa");
  await expect(page.getByTestId("case-row").first()).toBeVisible({ timeout: 60_000 });
  await page.getByTestId("tab-circle").click();
  await page.getByTestId("period-start").click();
  await expect(page.getByTestId("period")).toContainText("Période 1", { timeout: 30_000 });
};

/** What the page sends that changes something. */
const sent = (page: Page): Sent[] => {
  const requests: Sent[] = [];
  page.on("request", (request) => request.method() !== "GET" && requests.push(request));
  return requests;
};

test("a key that no statement names is an alarm, and nothing is sealed to it", async ({ page }) => {
  await inside(async () => {
    await handOut(page, 1);
    const requests = sent(page);
    await signIn(page, "awa");
    await expect(page.getByTestId("key-alarm-dialog")).toBeVisible({ timeout: 60_000 });
    expect(requests.filter((request) => request.url().includes("epoch=1"))).toEqual([]);
  });
});

test("a second key under a number of the chain is an alarm too", async ({ page }) => {
  await inside(async () => {
    await handOut(page, 0);
    await signIn(page, "awa");
    await expect(page.getByTestId("key-alarm-dialog")).toBeVisible({ timeout: 60_000 });
  });
});

/** A file of the circle that is said to be sealed to an epoch that no chain has. */
const OF_NO_EPOCH = {
  contentType: "application/octet-stream",
  headers: { ETag: '"1"', "Sutura-Epoch": "7" },
  body: "age-encryption.org/v1",
};

/** Of what a server can say that it is of an epoch which the chain lacks. */
const NOWHERE: Record<string, (page: Page) => Promise<unknown>> = {
  "a report": (page) =>
    lie<{ reports: { epoch: number }[] }>(page, "**/api/desk/circles/*/reports", (answer) => {
      for (const row of answer.reports.slice(0, 1)) row.epoch = 7;
      return answer;
    }),
  "a case record among many": (page) =>
    page.route("**/ciphertexts", async (route) => {
      const response = await route.fetch().catch(() => undefined);
      // The alarm ends the test while the desk goes on reading.
      const body = await response?.body().catch(() => undefined);
      if (!response || !body) return route.abort().catch(() => undefined);
      for (let at = 0; at < body.length; at += 29 + body.readUInt32BE(at + 25))
        if (body[at] === 2) body.writeUInt32BE(7, at + 21);
      await route.fulfill({ response, body });
    }),
  "a case record that a colleague has saved": (page) =>
    page.route("**/api/desk/reports/*/case*", (route) => {
      const json = { type: "/problems/stale-revision", detail: "" };
      const stale = { status: 409, contentType: "application/problem+json", json };
      return route.fulfill(route.request().method() === "PUT" ? stale : OF_NO_EPOCH);
    }),
  "a message": (page) =>
    lie<{ messages: object[]; next_sequence: number }>(page, "**/api/desk/reports/*/messages", () => {
      const said = { id: "f".repeat(32), sequence: 0, epoch: 7, from: "circle", week: "2026-W48", ciphertext: "" };
      return { messages: [said], next_sequence: 1 };
    }),
  "a document of the circle": (page) => page.route("**/documents/*", (route) => route.fulfill(OF_NO_EPOCH)),
};

for (const [name, tell] of Object.entries(NOWHERE)) {
  test(`${name} of an epoch that the chain lacks raises the alarm`, async ({ page }) => {
    await inside(async () => {
      await tell(page);
      await signIn(page, "awa");
      const alarm = page.getByTestId("key-alarm-dialog");
      // What is read of a case is met only when it is opened and saved.
      if (name.includes("message") || name.includes("colleague")) {
        await openCase(page, "barrière");
        await page.getByTestId("case-notes").fill("Vu.");
        if (name.includes("colleague")) await page.getByTestId("case-save").click();
      }
      await expect(alarm).toBeVisible({ timeout: 60_000 });
    });
  });
}

test("a server that says the derivation is cheap gets no cheap authenticator", async ({ page }) => {
  await inside(async () => {
    let salt = "";
    await lie<{ salt: string }>(page, "**/api/desk/salt*", (answer) => {
      ({ salt } = answer);
      return { ...answer, m: 8, t: 1, p: 1 };
    });
    const entered = page.waitForRequest(
      (request) => request.url().endsWith("/api/desk/session") && request.method() === "POST",
    );
    await signIn(page, "awa");
    const { authenticator } = (await entered).postDataJSON() as { authenticator: string };
    const derived = ({ m, t }: { m: number; t: number }): string => {
      const secret = utf8(normalisePassphrase(member("awa").passphrase));
      return base64url(expand(argon2id(secret, fromBase64url(salt), { m, t, p: 1, dkLen: 32 })).authenticator);
    };
    expect(authenticator).not.toBe(derived({ m: 8, t: 1 }));
    expect(authenticator).toBe(derived(PASSPHRASE));
    await expect(page.getByTestId("case-row").first()).toBeVisible({ timeout: 60_000 });
  });
});

test("a record is sealed to the chain's last epoch, whatever epoch the server says the report is of", async ({
  page,
}) => {
  await inside(async () => {
    await startPeriod(page);
    await page.getByTestId("tab-cases").click();
    await openCase(page, "barrière");
    const saved = page.waitForRequest((request) => request.method() === "PUT" && request.url().includes("/case?"));
    await page.getByTestId("case-notes").fill("Vu.");
    await page.getByTestId("case-save").click();
    expect((await saved).url()).toContain("epoch=1");
  });
});

test("a server that says another key is one's own gets no key of a period", async ({ page }) => {
  await inside(async () => {
    const identity = identityOf(random());
    const recipient = await recipientOf(identity);
    await lie<Me>(page, "**/api/desk/me", (me) => {
      Object.assign(me.members[me.member] ?? {}, { recipient });
      return me;
    });
    await signIn(page, "awa");
    await expect(page.getByTestId("case-row").first()).toBeVisible({ timeout: 60_000 });
    await page.getByTestId("tab-circle").click();
    const started = page.waitForRequest((request) => request.url().endsWith("/epochs"));
    await page.getByTestId("period-start").click();
    const { wraps } = (await started).postDataJSON() as { wraps: { wrap: string }[] };
    expect(wraps.length).toBeGreaterThan(1);
    for (const { wrap: sealed } of wraps) {
      await expect(unwrap(fromBase64(sealed), identity, "epoch", `${consultation()}/1`)).rejects.toThrow();
    }
  });
});

/** An answer to the fetching of many ciphertexts gets one frame more: a record (docs/protocol.md, section 10). */
const addRecord = async (route: Route, report: string, sealed: Uint8Array): Promise<void> => {
  const response = await route.fetch();
  const frame = Buffer.alloc(29);
  frame[0] = 2;
  frame.write(report, 1, "hex");
  frame.writeUInt32BE(1, 17);
  frame.writeUInt32BE(sealed.length, 25);
  await route.fulfill({ response, body: Buffer.concat([await response.body(), frame, sealed]) });
};

const recipientOfEpoch = async (number: number): Promise<string> => {
  const { epochs } = (await (await fetch(`${demo().url}/api/keys/${consultation()}`)).json()) as {
    epochs: { statement: string }[];
  };
  return /recipient (\S+)/.exec(epochs[number]?.statement ?? "")?.[1] ?? "";
};

interface Listed {
  circles: { consultation: string; members: string[] }[];
  members: Record<string, Record<string, string>>;
  others: Record<string, { login: string; signing: string }>;
  member: string;
}

test("a colleague whom the server made up is nobody: what they sign is not read, and gets no key", async ({ page }) => {
  await inside(async () => {
    const [seed, phantom] = [random(), "ab".repeat(16)];
    const signing = publicKey(seed);
    await lie<Listed>(page, "**/api/desk/me", (me) => {
      const self = me.members[me.member];
      if (self) me.members[phantom] = { ...self, login: "inconnu", signing };
      me.others["cd".repeat(16)] = { login: "ancien", signing };
      for (const circle of me.circles) circle.members.push(phantom);
      return me;
    });
    let report = "";
    await lie<{ reports: { id: string; revision: number }[] }>(page, "**/api/desk/circles/*/reports", (answer) => {
      const row = answer.reports.find(({ revision }) => revision === 0);
      report = row?.id ?? "";
      return { reports: row ? [{ ...row, revision: 1 }] : [] };
    });
    const recipient = await recipientOfEpoch(0);
    const words = "Écrit par personne.";
    const content = (): unknown => ({ v: 1, report, revision: 1, status: "triage", severity: "", notes: words });
    await page.route("**/api/desk/circles/*/ciphertexts", async (route) => {
      const document = signDocument("case", `member:${phantom}`, content(), seed);
      const sealed = await seal([recipient], utf8(JSON.stringify(document)));
      await addRecord(route, report, sealed);
    });
    await signIn(page, "awa");
    await page.getByTestId("case-open").first().click({ timeout: 60_000 });
    await expect(page.getByText("Les notes enregistrées n'ont pas pu être lues")).toBeVisible({ timeout: 30_000 });
    await expect(page.getByTestId("case-notes")).not.toHaveValue(words);
  });
});

test("an older roster in the place of the one that the chain names, or none, is an alarm", async ({
  page,
  browser,
}) => {
  await inside(async () => {
    await startPeriod(page);
    interface Rosters {
      rosters: { number: number; roster: string }[];
    }
    const lies: Record<string, (answer: Rosters) => Rosters> = {
      older: ({ rosters }) => ({
        rosters: rosters.map(({ number }) => ({ number, roster: rosters[0]?.roster ?? "" })),
      }),
      none: ({ rosters }) => ({ rosters: rosters.slice(0, 1) }),
    };
    for (const [name, change] of Object.entries(lies)) {
      const fresh = await (await browser.newContext()).newPage();
      await lie<Rosters>(fresh, "**/api/desk/circles/*/rosters*", change);
      await signIn(fresh, "fanta");
      await expect(fresh.getByTestId("key-alarm-dialog"), name).toBeVisible({ timeout: 60_000 });
    }
  });
});

interface Message {
  from: string;
  sequence: number;
  ciphertext: string;
}

test("what a server writes in a source's name is not shown, and raises no consent", async ({ page }) => {
  await inside(async () => {
    const recipient = await recipientOfEpoch(0);
    const words = "Publiez mon nom.";
    const said = { consultation: consultation(), source: "age1pq1x", sequence: 0, week: "2026-W48", body: words };
    const lies: Record<string, unknown> = {
      unsigned: { v: 1, body: words, attachments: [], consent: 4 },
      "signed by another key": signDocument("answer", "source", { ...said, attachments: [], consent: 4 }, random()),
    };
    await signIn(page, "awa");
    await expect(page.getByTestId("case-row").first()).toBeVisible({ timeout: 60_000 });
    for (const [name, message] of Object.entries(lies)) {
      const ciphertext = base64(await seal([recipient], utf8(JSON.stringify(message))));
      await lie<{ messages: Message[] }>(page, "**/api/desk/reports/*/messages", (thread) => {
        const last = thread.messages[thread.messages.length - 1];
        const forged = { id: "f".repeat(32), epoch: 0, from: "source", week: "2026-W48", ciphertext };
        return { ...thread, messages: [...thread.messages, { ...forged, sequence: (last?.sequence ?? -1) + 1 }] };
      });
      await page.getByTestId("tab-cases").click();
      await openCase(page, "barrière");
      await expect(page.getByText("Illisible : fichier abîmé, falsifié").first(), name).toBeVisible({
        timeout: 30_000,
      });
      await expect(page.getByText(words), name).toHaveCount(0);
      await expect(page.getByTestId("consent-changed"), name).toHaveCount(0);
      await page.unrouteAll({ behavior: "wait" });
      await page.reload();
      await signIn(page, "awa");
      await expect(page.getByTestId("case-row").first()).toBeVisible({ timeout: 60_000 });
    }
  });
});

test("a key that nobody has renewed for too long is not sealed to, and the page says why", async ({ page }) => {
  await inside(async () => {
    await page.clock.setFixedTime(Date.now() + 47 * 86_400_000);
    const requests = sent(page);
    await fillReport(page, "fr", "rien ne doit partir");
    await page.getByTestId("submit").and(page.locator(":visible")).click();
    await expect(page.locator("[data-sending]")).toContainText("45 jours", { timeout: 60_000 });
    expect(requests.filter((request) => request.url().includes("/api/intake/"))).toEqual([]);
  });
});

test("the inbox does not answer under such a key either, and what was written stays", async ({ page }) => {
  await inside(async () => {
    await page.clock.setFixedTime(Date.now() + 47 * 86_400_000);
    await page.goto(`${demo().url}/fr/inbox`);
    await page.getByTestId("inbox-code").fill(demo().receipts[4] ?? "");
    await page.getByTestId("inbox-open").click();
    await page.getByTestId("reply").fill("Je reviens demain.");
    await page.getByTestId("reply-send").click();
    await expect(page.getByText("45 jours")).toBeVisible({ timeout: 60_000 });
    await expect(page.getByTestId("reply")).toHaveValue("Je reviens demain.");
  });
});

test("an inbox says from its own page whom answers go to, and takes no other circle while it is open", async ({
  page,
}) => {
  await inside(async () => {
    const other = demo().consultations[1]?.id ?? "";
    const named = page.locator("[data-test=inbox-circle]:visible");
    await openInbox(page, demo().receipts[4] ?? "");
    await expect(named).toHaveCount(1);
    await expect(named).toHaveAttribute("data-circle", consultation());
    const right = (await named.textContent()) ?? "";

    await lie<{ consultation: string }>(page, "**/api/inbox", (inbox) => ({ ...inbox, consultation: other }));
    // Whoever has written first makes the page look again.
    let posts = 0;
    await page.route("**/api/inbox/messages", (route) => {
      posts++;
      const json = { type: "/problems/stale-revision", detail: "" };
      return route.fulfill({ status: 409, contentType: "application/problem+json", json });
    });
    await page.getByTestId("reply").fill("Pour eux seuls.");
    await page.getByTestId("reply-send").click();
    await expect(page.locator("[data-alarm]")).toContainText("n'est pas authentique");
    await expect(page.getByTestId("reply")).toHaveValue("Pour eux seuls.");
    expect(posts).toBe(1);

    // A server that lies from the beginning cannot keep the page from naming the circle whose key it uses.
    await openInbox(page, demo().receipts[4] ?? "");
    await expect(named).toHaveAttribute("data-circle", other);
    await expect(named).not.toHaveText(right);
  });
});
