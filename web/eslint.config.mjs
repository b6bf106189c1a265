// Lints of every script: the pages' sources, their tests, the browser tests, the benches. Errors, no warnings.
// `npm run lint` from this folder checks everything; `npx eslint src/desk/door` one room of the desk.
// A rule is turned off here with its reason, or not at all; no file turns one off for itself.
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { ours } from "./scripts/lint-rules.mjs";

const scripts = ["**/*.ts", "**/*.tsx"];
const plain = ["**/*.mjs"];

export default tseslint.config(
  {
    ignores: [
      "**/node_modules/**",
      "**/dist/**",
      "**/results/**",
      "**/*.cjs",
      "**/wire.ts",
      "**/message-id.ts",
      "**/promised.ts",
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error", noInlineConfig: true } },
  {
    files: [...scripts, ...plain],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { ours },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "max-len": ["error", { code: 120, ignoreUrls: true }],
      "max-lines": ["error", 400],
      "max-lines-per-function": ["error", 60],
      "max-statements-per-line": ["error", { max: 1 }],
      "max-params": ["error", 5],
      "no-restricted-syntax": [
        "error",
        { selector: "TSEnumDeclaration", message: "A union of literals needs no code." },
      ],
      eqeqeq: ["error", "always"],
      "ours/nouns": "error",
      "ours/no-copied-class": "error",
      // A type of the browser or of the language keeps its name to itself: our `Document` would be read as theirs.
      "@typescript-eslint/no-shadow": [
        "error",
        // `Report` is the noun of the trade, and in browsers the message of an interface that no page of ours uses.
        { builtinGlobals: true, ignoreTypeValueShadow: false, allow: ["Report"] },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // A function may promise what it computes at once: what it refuses is a rejection then, as its callers expect.
      "@typescript-eslint/require-await": "off",
      // `onClick={() => remove(id)}` says all that is to be said.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // Handlers of events may be asynchronous; what they may not do is lose a promise elsewhere.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/no-floating-promises": [
        "error",
        { allowForKnownSafeCalls: [{ from: "package", name: ["test", "describe", "it"], package: "node:test" }] },
      ],
      // The other rule of the pair, `no-non-null-assertion`, holds: `as string` can be searched for, `!` cannot.
      "@typescript-eslint/non-nullable-type-assertion-style": "off",
      // `find<HTMLInputElement>(selector)` reads as the browser's own `querySelector` does.
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
    },
  },
  {
    files: ["**/*.tsx"],
    extends: [jsxA11y.flatConfigs.strict],
    plugins: { "react-hooks": reactHooks },
    // Preact takes the names of HTML.
    settings: { "jsx-a11y": { attributes: { for: ["for"] } } },
    rules: {
      ...reactHooks.configs.flat.recommended.rules,
      "react-hooks/exhaustive-deps": "error",
      // Rules of React's compiler, which Preact does without: the desk hands down objects that change and then tell it.
      "react-hooks/immutability": "off",
      "react-hooks/refs": "off",
      // A table that is wider than the page scrolls, also by keyboard (WCAG 2.1.1): it is a group that has the focus.
      "jsx-a11y/no-noninteractive-tabindex": ["error", { roles: ["group"] }],
      "max-lines-per-function": ["error", 120],
      "ours/few-properties": "error",
    },
  },
  {
    // What runs in browsers.
    files: ["**/src/**"],
    rules: { "ours/one-fetch": "error" },
  },
  {
    // A scenario of a test or of a bench is told from its beginning to its end.
    files: ["**/*.test.ts", "**/*.spec.ts", "**/benches/*.mjs"],
    rules: { "max-lines-per-function": ["error", 140] },
  },
  {
    // Declarations add to the browser's own interfaces under their own names.
    files: ["**/*.d.ts"],
    rules: { "@typescript-eslint/no-shadow": "off" },
  },
  {
    // The oldest browsers of the budget know only what newer ones call deprecated.
    files: ["**/src/voice/sound.ts", "**/src/citizen/report.ts"],
    rules: { "@typescript-eslint/no-deprecated": "off" },
  },
  {
    // Scripts that run in Node as they stand: no types to ask.
    files: plain,
    extends: [tseslint.configs.disableTypeChecked],
  },
);
