/* Reads scripts with the parser that is part of node, and writes what tests ask of them: JSON in, JSON out.
 * Needs `node --expose-internals`; node comes with Playwright, so no npm is needed.
 */

const { readFileSync } = require("node:fs");
const { parse } = require("internal/deps/acorn/acorn/dist/acorn");
const { full } = require("internal/deps/acorn/acorn-walk/dist/walk");

const isFunction = (node) => /^(?:Function(?:Declaration|Expression)|ArrowFunctionExpression)$/.test(node.type);

function look(tree) {
  const seen = { functions: [], imports: [], called: [], read: [], whole: [], free: [] };
  full(tree, (node, _, role) => {
    const line = node.loc.start.line;
    if (isFunction(node)) {
      seen.functions.push([line, node.loc.end.line - line + 1, node.id ? node.id.name : ""]);
    } else if (node.type === "ImportDeclaration") {
      seen.imports.push([line, node.source.value]);
    } else if (role === "Identifier") {
      seen.free.push([line, node.name]);
    } else if (node.type === "MemberExpression" && !node.computed) {
      const at = node.property.loc.start.line;
      seen.read.push([at, node.property.name]);
      if (node.object.type === "Identifier") seen.whole.push([at, `${node.object.name}.${node.property.name}`]);
    } else if (node.type === "CallExpression" && node.callee.type === "MemberExpression" && !node.callee.computed) {
      seen.called.push([node.callee.property.loc.start.line, node.callee.property.name]);
    }
  });
  return seen;
}

function read(text, { language, module }) {
  try {
    const sourceType = module ? "module" : "script";
    return { fault: null, ...look(parse(text, { ecmaVersion: language, sourceType, locations: true })) };
  } catch (error) {
    const none = look(parse("", { ecmaVersion: language, locations: true }));
    return { fault: [error.loc ? error.loc.line : 1, error.message], ...none };
  }
}

const given = JSON.parse(readFileSync(0, "utf8"));
const out = Object.entries(given.texts).map(([name, text]) => [name, read(text, given)]);
process.stdout.write(JSON.stringify(Object.fromEntries(out)));
