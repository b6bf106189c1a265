// The bundles of citizens' pages, read as the oldest supported browsers read them: Chrome 70, Firefox 68, Safari 14.
// Syntax by a parser; what is called by its name; styles by the properties that those browsers know.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { type Node as SyntaxNode, parse } from "acorn";
import { full } from "acorn-walk";

const dist = "dist";
const scripts = readdirSync(dist).filter(
  (name) =>
    name.endsWith(".js") && !["desk.js", "strength.js", "charts.js", "desk-worker.js", "viewer.js"].includes(name),
);
const styles = readdirSync(dist).filter((name) => name.endsWith(".css") && !["desk.css", "viewer.css"].includes(name));

/** ES2019 and BigInt: what ES2020 has besides is refused by its kind of node. */
const young = (node: SyntaxNode & { operator?: string }): boolean =>
  ["ChainExpression", "ImportExpression", "MetaProperty"].includes(node.type) ||
  (node.type === "LogicalExpression" && node.operator === "??");

/** Methods and globals that one of the three lacks, with the versions that brought them. */
const LATER = new Set([
  // Chrome 71 to 110, Firefox 69 to 120, Safari 14.1 to 17.
  "globalThis",
  "queueMicrotask",
  "fromEntries",
  "matchAll",
  "allSettled",
  "any",
  "replaceAll",
  "hasOwn",
  "structuredClone",
  "replaceChildren",
  "randomUUID",
  "findLast",
  "findLastIndex",
  "toSorted",
  "toReversed",
  "toSpliced",
  "withResolvers",
  "groupBy",
  "requestSubmit",
  "checkVisibility",
  "arrayBuffer",
  "stream",
  "pipeThrough",
  "pipeTo",
  "TransformStream",
  "CompressionStream",
  "setBigUint64",
  "getBigUint64",
  "setBigInt64",
  "getBigInt64",
  "BigInt64Array",
  "BigUint64Array",
  "WeakRef",
  "AudioWorkletNode",
  "OffscreenCanvas",
  "createImageBitmap",
]);

/** Uses that are filled (src/crypto/gaps.ts) or asked for first, and where. */
const FILLED: Record<string, string[]> = {
  // Response.arrayBuffer is old; Blob.arrayBuffer is not, and goes through it.
  arrayBuffer: ["*"],
  // Written by gaps.ts where it is missing.
  setBigUint64: ["crypto.js", "crypto-inbox.js", "kdf-worker.js", "kdf-worker-plain.js"],
  // A word of the questionnaires, not Promise.any.
  any: ["report.js"],
  // Where it is missing the recorder says that the voice cannot be altered; the other is a field of the recorder.
  AudioWorkletNode: ["voice.js"],
  stream: ["voice.js"],
};

interface Named extends SyntaxNode {
  name?: string;
  computed?: boolean;
  property?: { type: string; name?: string };
}

for (const name of scripts) {
  test(`${name} is ES2019 with BigInt, and calls nothing that came later`, () => {
    const tree = parse(readFileSync(`${dist}/${name}`, "utf8"), { ecmaVersion: 2020, sourceType: "script" });
    const found = new Set<string>();
    full(tree, (node) => {
      if (young(node)) found.add(node.type);
      const { type, computed, property, name: identifier } = node as Named;
      const called =
        type === "MemberExpression" && !computed ? property?.name : type === "Identifier" ? identifier : undefined;
      if (called && LATER.has(called)) found.add(called);
    });
    const allowed = Object.entries(FILLED)
      .filter(([, where]) => where.includes("*") || where.includes(name))
      .map(([called]) => called);
    assert.deepEqual(
      Array.from(found).filter((one) => !allowed.includes(one)),
      [],
    );
  });
}

for (const name of styles) {
  test(`${name} names each side by itself`, () => {
    const css = readFileSync(`${dist}/${name}`, "utf8").replace(/@supports[^{]*/g, "");
    const later =
      css.match(/(?<![\w-])(margin|padding|border)-(inline|block):|(?<![\w-])inset[\w-]*:|:(is|where|has)\(/g) ?? [];
    assert.deepEqual(later, []);
  });
}

test("there is something to read", () => {
  assert.ok(scripts.length >= 12 && styles.length === 1, scripts.join(" "));
});

test("the gap in Safari 14 is filled as the standard says", async () => {
  const own = Object.getOwnPropertyDescriptor(DataView.prototype, "setBigUint64");
  assert.ok(own);
  const write = (little: boolean): number[] => {
    const view = new DataView(new ArrayBuffer(10));
    view.setBigUint64(1, BigInt("0x0123456789abcdef"), little);
    return Array.from(new Uint8Array(view.buffer));
  };
  const standard = [write(false), write(true)];
  try {
    delete (DataView.prototype as Partial<DataView>).setBigUint64;
    await import("../src/crypto/gaps");
    assert.deepEqual([write(false), write(true)], standard);
  } finally {
    Object.defineProperty(DataView.prototype, "setBigUint64", own);
  }
});
