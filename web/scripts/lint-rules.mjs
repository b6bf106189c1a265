// Lint rules of this project that no package has. To add one: a rule here, a line in eslint.config.mjs.

/** Words that name nothing: they say "a thing", whichever. */
const VAGUE = new Set(["one", "all", "given", "shown"]);

const isOneLineClosure = (node) => node.type === "ArrowFunctionExpression" && node.loc.start.line === node.loc.end.line;

/**
 * A name is a noun of the trade: `member`, not `one`. In a closure that begins and ends on one line the word beside it
 * says what is meant: `members.filter((one) => one.active)`.
 */
const nouns = {
  meta: {
    type: "suggestion",
    schema: [],
    messages: { vague: "`{{name}}` says nothing outside a closure of one line: name what it is." },
  },
  create(context) {
    const report = (node, name) => context.report({ node, messageId: "vague", data: { name } });
    return {
      "Program:exit"() {
        for (const scope of context.sourceCode.scopeManager.scopes) {
          for (const { name, defs, identifiers } of scope.variables) {
            if (!VAGUE.has(name) || defs.some((definition) => isOneLineClosure(definition.node))) continue;
            for (const identifier of identifiers) report(identifier, name);
          }
        }
      },
      ":matches(PropertyDefinition, MethodDefinition) > Identifier.key"(node) {
        if (VAGUE.has(node.name)) report(node, node.name);
      },
    };
  },
};

/** A component that is handed many things takes one context instead. */
const MOST_PROPERTIES = 8;
const fewProperties = {
  meta: {
    type: "suggestion",
    schema: [],
    messages: { many: "{{count}} properties for one component: hand it a context (at most {{most}})." },
  },
  create(context) {
    return {
      JSXOpeningElement(node) {
        const count = node.attributes.length;
        // Elements of HTML have as many attributes as they need.
        if (/^[a-z]/.test(context.sourceCode.getText(node.name)) || count <= MOST_PROPERTIES) return;
        context.report({ node, messageId: "many", data: { count, most: MOST_PROPERTIES } });
      },
    };
  },
};

/** The variable that an identifier names, in its scope or in one around it. */
const variableOf = (scope, name) => scope && (scope.set.get(name) ?? variableOf(scope.upper, name));

const isExported = ({ defs, references }) =>
  defs.some(({ node }) => node.parent.type.startsWith("Export")) ||
  references.some(({ identifier }) => identifier.parent.type === "ExportSpecifier");

/**
 * Scripts are bundled one by one (build.mjs), and each has its own copy of the classes that several use: `instanceof`
 * is false for what another script has made. No file can know which scripts it ends in, so only a class of the browser,
 * or one that a file keeps to itself, is compared.
 */
const noCopiedClass = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      copied: "Each bundle has its own copy of `{{name}}`: compare by name, with the function beside the class.",
    },
  },
  create(context) {
    return {
      "BinaryExpression[operator='instanceof']"({ right }) {
        let compared = right;
        while (compared.type === "MemberExpression") compared = compared.object;
        const variable = variableOf(context.sourceCode.getScope(right), compared.name);
        const definition = variable?.defs[0]?.type;
        if (definition === "ImportBinding" || (definition === "ClassName" && isExported(variable))) {
          context.report({ node: right, messageId: "copied", data: { name: context.sourceCode.getText(right) } });
        }
      },
    };
  },
};

/** What asks a server something, and where browsers keep it. */
const ASKING = new Set(["fetch", "XMLHttpRequest", "EventSource", "WebSocket", "sendBeacon"]);
const GLOBAL = new Set(["window", "self", "globalThis", "navigator"]);
const ASKER = /(^|\/)src\/page\/request\.ts$/;

/** Whether the settings of a `fetch` end in `redirect: "error"`: nothing that is spread behind it can change that. */
const refusesRedirects = (settings) => {
  const last = settings?.type === "ObjectExpression" ? settings.properties.at(-1) : undefined;
  return last?.key?.name === "redirect" && last.value.value === "error";
};

/**
 * One file asks the server, `src/page/request.ts`, and takes nothing for success but what the server has promised. A
 * request beside it would follow a redirection, or believe the page of a proxy.
 */
const oneFetch = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      beside: "`{{name}}` takes any answer for success: ask through src/page/request.ts.",
      follows: 'A request ends its settings with `redirect: "error"`.',
    },
  },
  create(context) {
    const isAsker = ASKER.test(context.filename);
    return {
      Identifier(node) {
        const { name, parent } = node;
        if (!ASKING.has(name)) return;
        const isKey = parent.key === node && !parent.computed && !parent.shorthand;
        const isMember = parent.type === "MemberExpression" && parent.property === node && !parent.computed;
        if (isKey || (isMember && !GLOBAL.has(parent.object.name))) return;
        const isCall = parent.type === "CallExpression" && parent.callee === node && name === "fetch";
        if (!isAsker || !isCall) context.report({ node, messageId: "beside", data: { name } });
        else if (!refusesRedirects(parent.arguments[1])) context.report({ node, messageId: "follows" });
      },
    };
  },
};

export const ours = {
  rules: { nouns, "few-properties": fewProperties, "no-copied-class": noCopiedClass, "one-fetch": oneFetch },
};
