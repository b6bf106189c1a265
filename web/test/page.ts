// What scripts of a page find around them, which Node has not: to be imported before them.
const page = { documentElement: { lang: "fr", dataset: {} }, currentScript: null, getElementById: () => null };
Object.assign(globalThis, { window: globalThis, document: page });
