/** Rules of our own for oxlint: what the domain may not touch, because it would answer differently tomorrow or elsewhere. */

const ambientMembers = new Map([
  ['Date', new Set(['now'])],
  ['Math', new Set(['random'])],
  ['performance', new Set(['now', 'timeOrigin'])],
]);
const ambientGlobals = new Set(['process', 'globalThis', 'crypto', 'setTimeout', 'setInterval', 'setImmediate', 'fetch']);

const advice = 'Time, ids and randomness are arguments in core (Clock, Ids).';

/** Whether the name stands for something declared in the file, and so is not the global one. */
function isLocal(context, node) {
  for (let scope = context.sourceCode.getScope(node); scope; scope = scope.upper) {
    const variable = scope.set.get(node.name);
    if (variable) return variable.defs.length > 0;
  }
  return false;
}

const pureCore = {
  meta: { type: 'problem', docs: { description: 'core reads no clock, no randomness, no environment and no device' } },
  create(context) {
    const report = (node, what) => context.report({ node, message: `${what} in core. ${advice}` });
    const isGlobal = (node, name) => node.type === 'Identifier' && node.name === name && !isLocal(context, node);
    return {
      NewExpression(node) {
        if (isGlobal(node.callee, 'Date') && node.arguments.length === 0) report(node, 'Bare new Date()');
      },
      CallExpression(node) {
        if (isGlobal(node.callee, 'Date')) report(node, 'Date()');
      },
      MemberExpression(node) {
        if (node.object.type !== 'Identifier') return;
        const name = node.computed ? node.property.value : node.property.name;
        if (ambientMembers.get(node.object.name)?.has(name) && !isLocal(context, node.object))
          report(node, `${node.object.name}.${name}`);
        if (ambientGlobals.has(node.object.name) && !isLocal(context, node.object)) report(node, node.object.name);
      },
      'CallExpression > Identifier.callee'(node) {
        if (ambientGlobals.has(node.name) && !isLocal(context, node)) report(node, node.name);
      },
      ImportDeclaration(node) {
        if (node.source.value.startsWith('node:')) report(node, `import of ${node.source.value}`);
      },
      ImportExpression(node) {
        report(node, 'import()');
      },
    };
  },
};

export default { meta: { name: 'gridward' }, rules: { 'pure-core': pureCore } };
