// Who is shown a report: a source's choice and a declared interest hold whatever is declared besides, and what is not
// known hides.
import assert from "node:assert/strict";
import { test } from "node:test";
import { plainWords, textOf } from "../../../src/desk/case/fold";
import { hiddenFrom as hidden } from "../../../src/desk/case/hidden";
import { type Interest, type Prepared, prepared } from "../../../src/desk/case/interest";
import type { Case } from "../../../src/desk/case/case";
import { envelopeOf, fresh } from "../../../src/desk/case/reading";
import { codesOf, savedTraits, traitsOf } from "../../../src/desk/case/traits";

const [A, B] = ["a".repeat(32), "b".repeat(32)];

const hiddenFrom = (organisation: string | undefined, declared: Prepared | undefined, subject: Case) =>
  hidden(organisation, declared, traitsOf(subject), () => plainWords(textOf(subject)));

const plain = (envelope: object): Uint8Array =>
  new TextEncoder().encode(JSON.stringify({ answers: {}, source_recipient: "age1pq1x", attachments: [], ...envelope }));

const report = (withheld_from: unknown, place?: object): Case => {
  const envelope = envelopeOf(plain({ answers: place ? { place } : {}, withheld_from }));
  return { envelope, record: fresh({ id: "r", revision: 0, state: "fresh" } as Case["row"], envelope) } as Case;
};

const declared = (home: string[] | undefined, more: Partial<Interest> = {}): Prepared =>
  prepared({ consultation: "c", places: [], categories: [], week: "2026-W01", home, ...more });

const ANSONGO = { country: "ML", region: "gao", cercle: "ansongo" };
const GAO = { country: "ML", region: "gao" };

test("an organisation that the source excludes is shown nothing, another is", () => {
  assert.equal(hiddenFrom(A, declared([]), report([A])), "source");
  assert.equal(hiddenFrom(B, declared([]), report([A])), undefined);
  assert.equal(hiddenFrom(B, undefined, report([A])), undefined);
  // Whose organisation is not known may be of any.
  assert.equal(hiddenFrom(undefined, declared([]), report([A])), "source");
  assert.equal(hiddenFrom(undefined, declared([]), report([])), undefined);
});

test("readers from the place are kept out as far as the place is known; who has not said it waits", () => {
  const table: [object | undefined, string[] | undefined, string | undefined][] = [
    [ANSONGO, undefined, "home"],
    [ANSONGO, [], undefined],
    [ANSONGO, ["ML.gao.ansongo"], "source"],
    [ANSONGO, ["ML.gao.bourem"], undefined],
    [ANSONGO, ["ML.gao"], "source"],
    [GAO, ["ML.gao.ansongo"], "source"],
    [GAO, ["ML.kayes", "ML.gao.bourem"], "source"],
    [GAO, ["ML.gaoua"], undefined],
    [undefined, undefined, "home"],
    [undefined, ["ML.gao"], "source"],
    [undefined, [], undefined],
  ];
  for (const [place, home, expected] of table)
    assert.equal(hiddenFrom(A, declared(home), report(["near"], place)), expected, JSON.stringify([place, home]));
  assert.equal(hiddenFrom(A, undefined, report(["near"], GAO)), "home");
  assert.equal(hiddenFrom(A, undefined, report([], GAO)), undefined);
});

test("the place that the circle noted counts too", () => {
  const noted = report(["near"]);
  noted.record.place = GAO;
  assert.equal(hiddenFrom(A, declared(["ML.gao"]), noted), "source");
});

test("a declared interest hides whatever the source said, and an unreadable report hides nothing", () => {
  assert.equal(hiddenFrom(A, declared([], { places: ["ML.gao"] }), report([], GAO)), "interest");
  assert.equal(hiddenFrom(A, declared([], { places: ["ML.gao"] }), report(["near", A], GAO)), "interest");
  assert.equal(hiddenFrom(A, declared(["ML.gao"]), { envelope: null, record: report([]).record } as Case), undefined);
});

test("a declared name is found as a whole, with or without accents, in any answer", () => {
  const said = (account: string): Case => {
    const envelope = envelopeOf(plain({ answers: { account, "category-other": "x" } }));
    return { envelope, record: fresh({ id: "r", revision: 0, state: "fresh" } as Case["row"], envelope) } as Case;
  };
  const tied = declared([], { names: ["Mairie de Ségou", "N'Tomo"] });
  for (const account of ["à la MAIRIE DE SEGOU hier", "mairie  de\nségou", "(n’tomo)"])
    assert.equal(hiddenFrom(A, tied, said(account)), "interest", account);
  const arabic = declared([], { names: ["وزارة الصحة", "البلدية", "…"] });
  for (const account of ["بوزارة الصحة", "للبلدية", "ووِزارة الصحّة،"])
    assert.equal(hiddenFrom(A, arabic, said(account)), "interest", account);
  assert.equal(hiddenFrom(A, arabic, said("وزارة الصحية")), undefined);
  for (const account of ["la mairie de Ségoukoro", "ségou, la mairie", "tomo", ""])
    assert.equal(hiddenFrom(A, tied, said(account)), undefined, account);
});

test("what a stranger wrote in its stead hides nothing and breaks nothing", () => {
  for (const forged of [null, 7, "near", { near: true }, [null, 3, {}], ["__proto__", "constructor"], undefined])
    assert.equal(hiddenFrom(A, undefined, report(forged, GAO)), undefined);
  assert.deepEqual(codesOf(["near", "__proto__", A, A, `${B} `, B]), ["near", A, B]);
  assert.ok(codesOf(Array.from({ length: 100_000 }, (_, at) => at.toString(16).padStart(32, "0"))).length <= 100);
  for (const place of [
    {},
    { region: null },
    { region: "" },
    { country: "", region: "" },
    { country: [], region: {}, cercle: 3 },
  ])
    assert.equal(hiddenFrom(A, declared(["ML.gao"]), report(["near"], place)), "source", JSON.stringify(place));
  for (const forged of [null, 3, "x", {}, { places: "ML" }, { places: [], categories: [null] }])
    assert.equal(savedTraits(forged), undefined);
  assert.deepEqual(savedTraits({ places: ["ML.gao"], categories: [], withheld_from: ["near", "x"], hidden_from: 3 }), {
    places: ["ML.gao"],
    categories: [],
    withheld_from: ["near"],
    hidden_from: [],
  });
});

test("answers that would bring down whoever walks through them are no report; odd ones are read as they stand", () => {
  const nested = JSON.parse("[".repeat(5000) + "]".repeat(5000)) as unknown;
  assert.throws(() => envelopeOf(plain({ answers: { account: nested } })));
  assert.throws(() => envelopeOf(plain({ answers: [] })));
  const odd = { toString: 0, valueOf: 0 };
  const envelope = envelopeOf(
    plain({ answers: { category: [odd], place: { country: odd, region: odd }, account: odd } }),
  );
  const record = fresh({ id: "r", revision: 0, state: "fresh" } as Case["row"], envelope);
  assert.deepEqual([record.category, record.place], ["", null]);
  assert.equal(hiddenFrom(A, declared(["ML.gao"], { names: ["gao"] }), { envelope, record } as Case), undefined);
});
