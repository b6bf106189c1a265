// Who may import whom in `src`. Rooms stand on floors, and imports go down. Checked by `npm run check imports`.
// To add a room: its floor here. What is loaded when needed (`chunk.ts`) is known to its page by its types alone.

/** The floors of the desk, the lowest first. Each may import those before it. */
const CASE = "^src/desk/case/";
/** Filtering, searching, comparing and counting what is open: above the shapes and rules of a case. */
const FIND = "^src/desk/find/";
const UI = "^src/desk/ui/";
const KEYS = "^src/desk/keys/";
const STORE = "^src/desk/store/";
const ROOMS =
  "^src/desk/(door|list|case-view|leaving|circle|organisation|account|figures|consultation|languages|institution|press)/";
const FRAME = "^src/desk/(main|desk)\\.tsx$";
/** The table of roles: below the rooms, beside the store. */
const ROLES = "^src/desk/roles\\.ts$";

/** The rooms of the pages, and the library of all. */
const PAGES = "^src/(citizen|crypto|media|page|questionnaire|viewer|voice|worker)/";

/** What every page may use. */
const BOTTOM = "^src/(crypto|page|questionnaire)/|^src/wire\\.ts$";

/** No file of `room` may import one of `above`. */
const floor = (name, room, above) => ({
  name,
  severity: "error",
  from: { path: room },
  to: { path: above },
});

module.exports = {
  forbidden: [
    { name: "no-circle", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-circle-of-folders",
      comment: "Rooms that import each other are one room.",
      scope: "folder",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-orphan",
      comment: "A file that nobody imports and that is no entry of build.mjs.",
      severity: "error",
      // `unused.ts` stands in for what the bundles leave out (build.mjs).
      from: { orphan: true, pathNot: "\\.d\\.ts$|^src/crypto/unused\\.ts$" },
      to: {},
    },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "declared",
      comment: "Only packages of package.json, and those that end in a bundle are no development dependencies.",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown", "unknown", "undetermined"] },
    },
    {
      name: "every-room-has-a-floor",
      comment: "A room that no rule knows could import everything.",
      severity: "error",
      from: { path: "^src/[^/]+/", pathNot: [PAGES, CASE, FIND, UI, KEYS, STORE, ROOMS, FRAME, ROLES] },
      to: {},
    },
    floor("crypto-is-the-bottom", "^src/crypto/", "^src/(?!crypto/)"),
    floor("questionnaire-is-pure", "^src/questionnaire/", "^src/(?!questionnaire/|crypto/)"),
    floor("page-uses-crypto-alone", "^src/page/", "^src/(?!page/|crypto/|wire\\.ts)"),
    {
      name: "rooms-of-the-source",
      comment: "Loaded on their own: each knows the pages' library, the protocol and itself.",
      severity: "error",
      from: { path: "^src/(voice|media|viewer|worker)/" },
      to: { path: "^src/", pathNot: [BOTTOM, "^src/$1/"] },
    },
    {
      name: "citizen-knows-chunks-by-type",
      comment: "The recorder and the file list come when they are needed; the desk never comes.",
      severity: "error",
      from: { path: "^src/citizen/" },
      to: { path: "^src/(voice|media|viewer|desk)/", dependencyTypesNot: ["type-only"] },
    },
    floor("form-and-send-know-no-page", "^src/citizen/(form|send)/", "^src/citizen/[^/]+$"),
    floor("send-knows-no-form", "^src/citizen/send/", "^src/citizen/form/"),
    floor("nobody-imports-the-desk", "^src/(?!desk/)", "^src/desk/"),
    {
      name: "desk-and-pages",
      comment: "The desk cleans files and records voices as citizens' pages do; the viewer it knows by its messages.",
      severity: "error",
      from: { path: "^src/desk/" },
      to: { path: "^src/", pathNot: [BOTTOM, "^src/(desk|media|voice)/"], dependencyTypesNot: ["type-only"] },
    },
    floor("case-find-and-ui-know-no-keys", `${CASE}|${FIND}|${UI}`, `${KEYS}|${STORE}|${ROOMS}|${FRAME}`),
    floor("case-and-find-show-nothing", `${CASE}|${FIND}`, UI),
    floor("case-finds-nothing", CASE, FIND),
    floor("keys-know-no-store", KEYS, `${STORE}|${ROOMS}|${FRAME}`),
    floor("store-knows-no-room", STORE, `${ROOMS}|${ROLES}|${FRAME}`),
    floor("rooms-know-no-frame", ROOMS, FRAME),
    floor("roles-are-a-table", ROLES, "^src/desk/"),
    {
      name: "rooms-one-way",
      comment: "Rooms do not know each other, but for the way from the list to a case and out of the circle.",
      severity: "error",
      from: { path: ROOMS, pathNot: "^src/desk/(list|case-view)/" },
      to: { path: ROOMS, pathNot: "^src/desk/$1/" },
    },
    floor("list-opens-cases-and-figures", "^src/desk/list/", `${ROOMS}(?<!/(list|case-view|leaving|figures)/)`),
    floor("case-view-knows-the-ways-out", "^src/desk/case-view/", `${ROOMS}(?<!/(case-view|leaving)/)`),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};
