// What leaves the circle: masked passages, areas and files; a signed file of many cases; a case for an authority.
import { identityOf, recipientOf } from "../../web/src/crypto/age";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { BINARY, accessible, fillReport, fits, member, openInbox, send } from "./demo";
import { UNHURRIED, ownInstance } from "./own";
import { deskOf, openFirst, report } from "./reports";

const { inside } = ownInstance(UNHURRIED);

/** Whether a secret stands in a text. A short secret counts as a whole word: keys hold its letters by chance. */
const holds = (text: string, secret: string): boolean =>
  secret.length > 6 ? text.includes(secret) : new RegExp(`(?<![\\w+/])${secret}(?![\\w+/])`).test(text);

test("masked passages, areas and files stay: two cases leave in a signed file and are verified offline", async ({
  browser,
  page: citizen,
}, info) => {
  test.slow();
  await inside(async () => {
    const folder = mkdtempSync(join(tmpdir(), "sutura-masked-"));
    // White, with a dark square in the upper left corner.
    const picture = Buffer.from(
      await citizen.evaluate(async () => {
        const canvas = Object.assign(document.createElement("canvas"), { width: 200, height: 100 });
        const context = canvas.getContext("2d");
        if (context) {
          context.fillStyle = "#fff";
          context.fillRect(0, 0, 200, 100);
          context.fillStyle = "#0000ff";
          context.fillRect(0, 0, 100, 50);
        }
        const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
        return Array.from(new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0)));
      }),
    );
    await fillReport(
      citizen,
      "fr",
      "masque kora : le chef Untel habite ici",
      [
        { name: "photo.png", mimeType: "image/png", buffer: picture },
        { name: "secret.txt", mimeType: "text/plain", buffer: Buffer.from("ne pas transmettre") },
      ],
      "4",
    );
    await send(citizen);
    await report("second kora", { category: ["SEC1.3"], place: { country: "ML", region: "gao" } });
    const page = await deskOf(browser, "awa", info);
    await openFirst(page, "masque kora");
    await page.getByTestId("mask-account").click();
    const field = page.getByTestId("masking-account");
    await field.evaluate((area: HTMLTextAreaElement) => {
      const begin = area.value.indexOf("Untel");
      area.focus();
      area.setSelectionRange(begin, begin + 5);
    });
    await page.getByTestId("mask-account-hide").click();
    await expect(page.getByTestId("masked-account")).toHaveText("masque kora : le chef █████ habite ici");
    const pictureRow = page.getByTestId("attachment").first();
    await pictureRow.getByRole("button").first().click();
    await pictureRow.getByTestId("mask-file").click();
    for (const [side, value] of [
      ["left", "0"],
      ["top", "0"],
      ["width", "50"],
      ["height", "50"],
    ])
      await pictureRow.getByTestId(`mask-${side}`).fill(value ?? "");
    await pictureRow.getByTestId("mask-area").click();
    await expect(pictureRow.locator(".black")).toHaveCount(1);
    await accessible(page);
    await fits(page);
    await page.screenshot({ path: info.outputPath("masks.png"), fullPage: true });
    const textRow = page.getByTestId("attachment").filter({ hasText: "secret.txt" });
    const handed = page.waitForEvent("download");
    await textRow.getByRole("button").first().click();
    await handed;
    await textRow.getByTestId("mask-file").click();
    await textRow.getByTestId("mask-withhold").click();
    await expect(textRow.getByTestId("mask-withhold")).toBeChecked();
    const key = page.waitForEvent("download");
    await page.getByTestId("key-file").click();
    await (await key).saveAs(join(folder, "key.json"));
    const exported = async (name: string): Promise<string> => {
      const download = page.waitForEvent("download");
      await page.locator("[data-test=case-export]:visible").first().click();
      await (await download).saveAs(join(folder, `${name}.age`));
      const told = execFileSync(
        BINARY,
        ["open", join(folder, `${name}.age`), "--key", join(folder, "key.json"), "--out", join(folder, name)],
        { env: { ...process.env, SUTURA_MEMBER_PASSPHRASE: member("awa").passphrase } },
      ).toString();
      return told + readFileSync(join(folder, name, "export.json"), "utf8");
    };
    // Whole, for the circle: what the source wrote, the ciphertext as it came, the history.
    const whole = await exported("whole");
    expect(whole).toContain("le chef Untel");
    expect(whole).toMatch(/events of histories are signed/);
    expect(whole).not.toContain("0 events");
    // Masked: nothing of it is left anywhere.
    await page.getByTestId("export-open").click();
    await page.getByTestId("export-masked").check();
    await accessible(page);
    const masked = await exported("masked");
    expect(masked).not.toContain("Untel");
    expect(masked).toContain("withheld");
    const signed = readFileSync(join(folder, "masked", "document.json"), "utf8");
    for (const secret of [
      "Untel",
      "secret.txt",
      "source_recipient",
      "awa",
      Buffer.from("ne pas transmettre").toString("base64"),
    ])
      expect(holds(signed, secret), secret).toBe(false);
    expect(existsSync(join(folder, "masked", "02.bin"))).toBe(false);
    // The area is black, the rest is still white.
    const elsewhere = await browser.newPage();
    const colours = await elsewhere.evaluate(
      async (base64) => {
        const bitmap = await createImageBitmap(await (await fetch(`data:image/jpeg;base64,${base64}`)).blob());
        const context = Object.assign(document.createElement("canvas"), { width: 200, height: 100 }).getContext("2d");
        context?.drawImage(bitmap, 0, 0);
        return [
          [50, 25],
          [150, 75],
        ].map(([x = 0, y = 0]) => [...(context?.getImageData(x, y, 1, 1).data ?? [])].slice(0, 3));
      },
      readFileSync(join(folder, "masked", "01.bin")).toString("base64"),
    );
    expect(colours.map((colour) => colour.length)).toEqual([3, 3]);
    expect(Math.max(...(colours[0] ?? []))).toBeLessThan(20);
    expect(Math.min(...(colours[1] ?? []))).toBeGreaterThan(235);
    await elsewhere.close();
    // To somebody outside only with the source's consent.
    await page.getByTestId("export-others").fill("age1pq1nonsense");
    await expect(page.getByTestId("export").getByRole("alert").first()).toBeVisible();
    await page.getByTestId("export-others").fill("");
    // Both in one file.
    if (await page.getByTestId("case-back").isVisible()) await page.getByTestId("case-back").click();
    await page.locator("#query").fill("kora");
    await page.getByTestId("bulk-open").click();
    await page.getByTestId("bulk-all").click();
    const both = await exported("both");
    expect(both).toContain("second kora");
    expect(both).toContain("masque kora");
    rmSync(folder, { recursive: true });
  });
});

test("a case goes to an authority only by consent, by two persons, masked; the ledger says what became of it", async ({
  browser,
  page: citizen,
}, info) => {
  test.slow();
  await inside(async () => {
    const folder = mkdtempSync(join(tmpdir(), "sutura-referral-"));
    const authority = identityOf(crypto.getRandomValues(new Uint8Array(32)));
    const key = await recipientOf(authority);
    await fillReport(citizen, "fr", "à transmettre djembé, chez Untel", [], "4");
    const receipt = await send(citizen);
    const [awa, fanta] = [await deskOf(browser, "awa", info), await deskOf(browser, "fanta", info)];
    await openFirst(awa, "barrière il faut payer");
    await expect(awa.getByTestId("delivery").or(awa.getByText("Pas encore de message")).first()).toBeVisible();
    await expect(awa.getByTestId("referral")).toHaveCount(0);
    await openFirst(awa, "djembé");
    await awa.getByTestId("mask-account").click();
    await awa.getByTestId("masking-account").evaluate((area: HTMLTextAreaElement) => {
      const begin = area.value.indexOf("Untel");
      area.setSelectionRange(begin, begin + 5);
    });
    await awa.getByTestId("mask-account-hide").click();
    await expect(awa.getByTestId("masked-account")).toContainText("█");
    await awa.getByTestId("referral-open").click();
    await awa.getByTestId("referral-authority").fill("Pôle économique et financier");
    await awa.getByTestId("referral-recipient").fill("age1xyz");
    await expect(awa.getByTestId("referral").getByRole("alert")).toBeVisible();
    await expect(awa.getByTestId("referral-propose")).toBeDisabled();
    await awa.getByTestId("referral-recipient").fill(key);
    await accessible(awa);
    await fits(awa);
    await awa.getByTestId("referral-propose").click();
    await expect(awa.getByTestId("referral")).toContainText("Proposée");
    // Who proposed cannot approve.
    await awa.getByTestId("tab-summaries").click();
    await expect(awa.getByTestId("referral-entry")).toContainText("Pôle économique");
    await expect(awa.getByTestId("referral-approve")).toHaveCount(0);
    await fanta.getByTestId("tab-summaries").click();
    await accessible(fanta);
    await fits(fanta);
    await fanta.screenshot({ path: info.outputPath("referral.png"), fullPage: true });
    await expect(fanta.getByTestId("referral-approve")).toHaveCount(0);
    await fanta.getByTestId("referral-look").click();
    await expect(fanta.getByTestId("referral-preview")).toContainText("djembé, chez █████");
    await expect(fanta.getByTestId("referral-preview")).not.toContainText("Untel");
    await expect(fanta.getByTestId("referral-key")).toHaveText(key);
    await accessible(fanta);
    await fits(fanta);
    const download = fanta.waitForEvent("download");
    await fanta.getByTestId("referral-approve").click();
    await (await download).saveAs(join(folder, "case.age"));
    await expect(fanta.getByTestId("referral-entry")).toContainText("Approuvée");
    writeFileSync(join(folder, "key.txt"), `${authority}\n`);
    const told = execFileSync(BINARY, [
      "open",
      join(folder, "case.age"),
      "--identity",
      join(folder, "key.txt"),
      "--out",
      join(folder, "out"),
    ]).toString();
    expect(told).toContain("Signed by a member of the circle");
    expect(told).toMatch(/Agreed to by the holders of these keys: [\w-]{43}, [\w-]{43}/);
    const text = readFileSync(join(folder, "out", "export.json"), "utf8");
    expect(text).toContain("djembé, chez █████");
    for (const secret of ["Untel", "source_recipient", "interface_language", "ansongo", "fanta", "awa"])
      expect(holds(text, secret), secret).toBe(false);
    expect(text).toMatch(/"act\\":\\"proposed[^]*"act\\":\\"sent/);
    await fanta.getByTestId("referral-acknowledged").click();
    await expect(fanta.getByTestId("referral-entry")).toContainText("accusé réception");
    await fanta.getByTestId("referral-answered").click();
    await expect(fanta.getByTestId("referral-answered")).toHaveCount(0);
    await expect(fanta.getByTestId("referral-entry").locator("li")).toHaveCount(4);
    // A second one: meanwhile the source lowers its consent, and nothing leaves.
    await awa.getByTestId("tab-cases").click();
    await openFirst(awa, "djembé");
    await awa.getByTestId("referral-open").click();
    await awa.getByTestId("referral-authority").fill("Autre autorité");
    await awa.getByTestId("referral-recipient").fill(key);
    await awa.getByTestId("referral-propose").click();
    await expect(awa.getByTestId("referral")).toContainText("Autre autorité");
    await openInbox(citizen, receipt);
    await citizen.locator("form[data-consent]").evaluate((form) => form.closest("details")?.setAttribute("open", ""));
    await citizen.locator("input[name=consent][value='1']").check();
    await citizen.getByTestId("consent-save").click();
    await expect(citizen.locator("form[data-consent] [data-error]")).toBeHidden();
    await expect(
      citizen
        .getByRole("status")
        .filter({ hasText: /accord|choix/ })
        .first(),
    ).toBeVisible({ timeout: 60_000 });
    await fanta.getByTestId("tab-cases").click();
    await fanta.getByTestId("tab-summaries").click();
    await fanta.getByTestId("referral-look").click();
    await fanta.getByTestId("referral-approve").click();
    // A refusal is announced as one.
    const refusal = fanta.getByTestId("referral-entry").first().getByRole("alert");
    await expect(refusal).toContainText("Rien n'est transmis");
    await expect(fanta.getByTestId("referral-approve")).toBeVisible();
    rmSync(folder, { recursive: true });
  });
});
