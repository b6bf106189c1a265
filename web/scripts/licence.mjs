// Expressions of SPDX, as packages state their licences: "(MIT OR Apache-2.0) AND Unicode-3.0".

/** Whether an expression of SPDX can be fulfilled with these licences. */
export const permits = (expression, licences) => {
  const tokens = expression.replaceAll("/", " OR ").match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const atom = () => {
    if (tokens[at] === "(") {
      at += 1;
      const inside = either();
      at += 1;
      return inside;
    }
    const exception = tokens[at + 1] === "WITH";
    const name = exception ? `${tokens[at]} WITH ${tokens[at + 2]}` : tokens[at];
    at += exception ? 3 : 1;
    return licences.has(name);
  };
  const both = () => {
    let holds = atom();
    for (; tokens[at] === "AND"; holds = atom() && holds) at += 1;
    return holds;
  };
  const either = () => {
    let holds = both();
    for (; tokens[at] === "OR"; holds = both() || holds) at += 1;
    return holds;
  };
  return tokens.length > 0 && either() && at === tokens.length;
};
