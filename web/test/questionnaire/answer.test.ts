// The browser's engine of questionnaires against the vectors that the server's engine is held to as well.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Fields, validate } from "../../src/questionnaire/answer";
import { asked } from "../../src/questionnaire/condition";
import type { Definition } from "../../src/questionnaire/definition";
import { readJson } from "../files";

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

const taxonomy = readJson<{ tiles: { codes: { code: string; sub: { code: string }[] }[] }[] }>("content/taxonomy.json");
const places = readJson<{ countries: { code: string; regions: Region[] }[] }>("content/places.json");
const codes = new Set([
  ...taxonomy.tiles.flatMap((tile) => tile.codes).flatMap(({ code, sub }) => [code, ...sub.map((finer) => finer.code)]),
  ...places.countries.flatMap((country) =>
    country.regions.flatMap((region) => {
      const code = `${country.code}.${region.code}`;
      return [code, ...(region.cercles ?? []).map((cercle) => `${code}/${cercle.code}`)];
    }),
  ),
]);

const vectors = readJson<{ definition: Definition; cases: Case[] }>("tests/vectors/questionnaire.json");

for (const expected of vectors.cases) {
  test(`questionnaires: ${expected.says}`, () => {
    const checked = validate(vectors.definition, expected.fields, (code) => codes.has(code));
    assert.deepEqual(checked.invalid, expected.invalid ?? []);
    if (!expected.answers) return;
    assert.deepEqual(checked.answers, expected.answers);
    assert.deepEqual(
      asked(vectors.definition, checked.answers).map((question) => question.id),
      expected.asked,
    );
  });
}
