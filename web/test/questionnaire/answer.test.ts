// The browser's engine of questionnaires against the vectors that the server's engine is held to as well.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type Fields, validate } from "../../src/questionnaire/answer";
import { asked } from "../../src/questionnaire/condition";
import type { Definition } from "../../src/questionnaire/definition";

interface Case {
  says: string;
  fields: Fields;
  answers?: Record<string, unknown>;
  asked?: string[];
  invalid?: [string, string][];
}

interface Region {
  code: string;
  cercles?: { code: string }[];
}

const read = <T>(path: string): T =>
  JSON.parse(readFileSync(new URL(`../../${path}`, `file://${process.cwd()}/test/`), "utf8")) as T;

const taxonomy = read<{ tiles: { codes: { code: string; sub: { code: string }[] }[] }[] }>("content/taxonomy.json");
const places = read<{ countries: { code: string; regions: Region[] }[] }>("content/places.json");
const codes = new Set([
  ...taxonomy.tiles.flatMap((tile) => tile.codes).flatMap((one) => [one.code, ...one.sub.map((sub) => sub.code)]),
  ...places.countries.flatMap((country) =>
    country.regions.flatMap((region) => {
      const code = `${country.code}.${region.code}`;
      return [code, ...(region.cercles ?? []).map((cercle) => `${code}/${cercle.code}`)];
    }),
  ),
]);

const vectors = read<{ definition: Definition; cases: Case[] }>("tests/vectors/questionnaire.json");

for (const one of vectors.cases) {
  test(`questionnaires: ${one.says}`, () => {
    const checked = validate(vectors.definition, one.fields, (code) => codes.has(code));
    assert.deepEqual(checked.invalid, one.invalid ?? []);
    if (!one.answers) return;
    assert.deepEqual(checked.answers, one.answers);
    assert.deepEqual(
      asked(vectors.definition, checked.answers).map((question) => question.id),
      one.asked,
    );
  });
}
