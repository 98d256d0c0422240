import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cruiseArguments } from './check.mjs';

interface Fault {
  rule: string;
  from: string;
  to: string;
  specifier: string;
  typeOnly?: boolean;
}

const packages = ['core', 'contract', 'db', 'geo', 'i18n', 'sync', 'testkit'];
const libraries = ['kysely', 'pg', 'zod', 'vitest', 'undeclared', 'only-for-development'];
const server = 'apps/server/src';
const door = (name: string): string => `packages/${name}/src/index.ts`;

/** Every line plants one import and names the one rule that must object to it. */
const faults: Fault[] = [
  { rule: 'no-cycles', from: 'packages/core/src/ring/a.ts', specifier: './b.ts', to: 'packages/core/src/ring/b.ts' },
  { rule: 'resolvable', from: 'apps/server/src/lost.ts', specifier: './gone.ts', to: './gone.ts' },
  {
    rule: 'declared-dependency',
    from: 'apps/cli/src/borrowed.ts',
    specifier: 'undeclared',
    to: 'node_modules/undeclared/index.js',
  },
  {
    rule: 'product-without-development-dependency',
    from: 'apps/cli/src/development.ts',
    specifier: 'only-for-development',
    to: 'node_modules/only-for-development/index.js',
  },
  { rule: 'core-imports-nothing', from: 'packages/core/src/clock.ts', specifier: 'node:fs', to: 'node:fs' },
  {
    rule: 'core-imports-nothing',
    from: 'packages/core/src/npm.ts',
    specifier: 'zod',
    to: 'node_modules/zod/index.js',
    typeOnly: true,
  },
  {
    rule: 'core-imports-nothing',
    from: 'packages/core/src/up.ts',
    specifier: '@gridward/i18n',
    to: door('i18n'),
    typeOnly: true,
  },
  {
    rule: 'core-capability-through-its-index',
    from: 'packages/core/src/cases/case.ts',
    specifier: '../areas/area.ts',
    to: 'packages/core/src/areas/area.ts',
  },
  {
    rule: 'contract-imports-core-and-zod',
    from: 'packages/contract/src/pg.ts',
    specifier: '@gridward/db',
    to: door('db'),
    typeOnly: true,
  },
  { rule: 'db-sees-only-core', from: 'packages/db/src/near.ts', specifier: '@gridward/geo', to: door('geo') },
  {
    rule: 'db-sees-only-core',
    from: 'packages/db/src/wire.ts',
    specifier: '@gridward/contract',
    to: door('contract'),
    typeOnly: true,
  },
  { rule: 'geo-sees-only-core', from: 'packages/geo/src/table.ts', specifier: '@gridward/db', to: door('db') },
  { rule: 'i18n-sees-only-core', from: 'packages/i18n/src/wire.ts', specifier: '@gridward/contract', to: door('contract') },
  { rule: 'sync-sees-only-core-and-contract', from: 'packages/sync/src/table.ts', specifier: '@gridward/db', to: door('db') },
  {
    rule: 'packages-never-import-apps',
    from: 'packages/geo/src/app.ts',
    specifier: '../../../apps/server/src/app.ts',
    to: 'apps/server/src/app.ts',
    typeOnly: true,
  },
  {
    rule: 'apps-never-import-apps',
    from: 'apps/cli/src/serve.ts',
    specifier: '../../server/src/app.ts',
    to: 'apps/server/src/app.ts',
  },
  {
    rule: 'package-through-its-door',
    from: 'apps/cli/src/inside.ts',
    specifier: '../../../packages/i18n/src/hidden.ts',
    to: 'packages/i18n/src/hidden.ts',
  },
  {
    rule: 'browser-without-database-and-geometry',
    from: 'apps/console/src/Table.tsx',
    specifier: '@gridward/db',
    to: door('db'),
    typeOnly: true,
  },
  { rule: 'browser-without-database-and-geometry', from: 'apps/portal/src/map.ts', specifier: '@gridward/geo', to: door('geo') },
  { rule: 'browser-without-database-and-geometry', from: 'apps/field/src/grid.ts', specifier: '@gridward/geo', to: door('geo') },
  { rule: 'browser-without-node', from: 'apps/field/src/files.ts', specifier: 'node:fs', to: 'node:fs' },
  { rule: 'sync-only-in-field-and-server', from: 'apps/portal/src/sync.ts', specifier: '@gridward/sync', to: door('sync') },
  { rule: 'testkit-only-in-tests', from: 'apps/server/src/demo.ts', specifier: '@gridward/testkit', to: door('testkit') },
  {
    rule: 'tests-are-imported-by-nobody',
    from: 'apps/server/src/reuse.ts',
    specifier: './app.test.ts',
    to: 'apps/server/src/app.test.ts',
  },
  {
    rule: 'testing-folder-only-in-tests',
    from: 'packages/geo/src/shortcut.ts',
    specifier: './testing/planted.ts',
    to: 'packages/geo/src/testing/planted.ts',
  },
  {
    rule: 'routes-never-import-repositories',
    from: `${server}/modules/cases/cases.routes.ts`,
    specifier: './cases.repository.ts',
    to: `${server}/modules/cases/cases.repository.ts`,
  },
  {
    rule: 'layers-point-down',
    from: `${server}/modules/areas/areas.service.ts`,
    specifier: './areas.routes.ts',
    to: `${server}/modules/areas/areas.routes.ts`,
  },
  {
    rule: 'repository-knows-no-service',
    from: `${server}/modules/notify/notify.repository.ts`,
    specifier: './notify.service.ts',
    to: `${server}/modules/notify/notify.service.ts`,
  },
  {
    rule: 'module-through-its-index',
    from: `${server}/modules/intake/intake.service.ts`,
    specifier: '../cases/cases.service.ts',
    to: `${server}/modules/cases/cases.service.ts`,
  },
  {
    rule: 'host-through-module-index',
    from: `${server}/host.ts`,
    specifier: './modules/cases/cases.service.ts',
    to: `${server}/modules/cases/cases.service.ts`,
  },
  {
    rule: 'sql-only-in-repositories-and-db',
    from: `${server}/modules/cases/cases.mapper.ts`,
    specifier: 'kysely',
    to: 'node_modules/kysely/index.js',
  },
  { rule: 'sql-only-in-repositories-and-db', from: 'apps/cli/src/query.ts', specifier: 'pg', to: 'node_modules/pg/index.js' },
];

/** Closes the ring of the first fault by a type; a cycle is reported once. */
const back: Omit<Fault, 'rule'> = {
  from: 'packages/core/src/ring/b.ts',
  specifier: './a.ts',
  to: 'packages/core/src/ring/a.ts',
  typeOnly: true,
};

/** Imports that the rules must let pass, so that a rule that objects to everything is found too. */
const allowed: Omit<Fault, 'rule'>[] = [
  { from: 'packages/core/src/areas/area.test.ts', specifier: 'vitest', to: 'node_modules/vitest/index.js' },
  { from: 'packages/core/src/intake/draft.ts', specifier: '../areas/index.ts', to: 'packages/core/src/areas/index.ts' },
  { from: 'packages/contract/src/schema.ts', specifier: 'zod', to: 'node_modules/zod/index.js' },
  { from: 'packages/contract/src/domain.ts', specifier: '@gridward/core', to: door('core') },
  { from: 'packages/db/src/connect.ts', specifier: 'pg', to: 'node_modules/pg/index.js' },
  { from: 'apps/server/src/geometry.ts', specifier: '@gridward/geo', to: door('geo') },
  { from: 'apps/server/src/types.ts', specifier: 'kysely', to: 'node_modules/kysely/index.js', typeOnly: true },
  { from: `${server}/modules/cases/cases.sql.repository.ts`, specifier: 'kysely', to: 'node_modules/kysely/index.js' },
  { from: `${server}/modules/triage/triage.service.ts`, specifier: '../cases/index.ts', to: `${server}/modules/cases/index.ts` },
  { from: 'apps/server/src/kit.test.ts', specifier: '@gridward/testkit', to: door('testkit') },
  { from: 'apps/field/src/outbox.ts', specifier: '@gridward/sync', to: door('sync') },
  { from: 'e2e/loop.e2e.test.ts', specifier: '@gridward/testkit', to: door('testkit') },
];

let tree: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
}

function manifest(name: string, extra: object = {}): string {
  return JSON.stringify({
    name,
    version: '0.0.0',
    type: 'module',
    exports: { '.': { 'gridward-source': './src/index.ts' } },
    ...extra,
  });
}

function plantPackages(): void {
  const dependencies = Object.fromEntries(
    ['kysely', 'pg', 'zod', ...packages.map((name) => `@gridward/${name}`)].map((name) => [name, '*']),
  );
  mkdirSync(join(tree, 'node_modules', '@gridward'), { recursive: true });
  write('package.json', JSON.stringify({ name: 'planted', private: true, devDependencies: { vitest: '*' } }));
  for (const name of packages) {
    write(`packages/${name}/package.json`, manifest(`@gridward/${name}`, { dependencies }));
    write(door(name), 'export {};\n');
    symlinkSync(join('..', '..', 'packages', name), join(tree, 'node_modules', '@gridward', name), 'junction');
  }
  for (const app of ['server', 'cli', 'console', 'field', 'portal']) {
    write(
      `apps/${app}/package.json`,
      manifest(`@gridward/${app}`, { dependencies, devDependencies: { 'only-for-development': '*' } }),
    );
  }
  for (const name of libraries) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, 'module.exports = {};\n');
  }
}

function plantImports(): void {
  const imports = [...faults, back, ...allowed];
  const targets = imports.map(({ to }) => to).filter((to) => /^(apps|packages|e2e)\//.test(to));
  for (const target of targets) write(target, 'export const value = 1;\n');
  for (const { from, specifier, typeOnly } of imports) {
    write(
      from,
      `import ${typeOnly ? 'type ' : ''}* as it from '${specifier}';\nexport ${typeOnly ? 'type It = typeof it' : 'const value = it'};\n`,
    );
  }
}

interface Violation {
  from: string;
  to: string;
  rule: { name: string };
}

function cruise(): Violation[] {
  const { stdout, stderr } = spawnSync(process.execPath, cruiseArguments(['apps', 'packages', 'e2e'], 'json'), {
    cwd: tree,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

const line = (rule: string, from: string, to: string): string => `${rule}: ${from} → ${to.replace(/^node:/, '')}`;

describe('the boundary rules', () => {
  let found: string[];

  beforeAll(() => {
    tree = realpathSync(mkdtempSync(join(tmpdir(), 'gridward-boundaries-')));
    plantPackages();
    plantImports();
    found = cruise().map(({ rule, from, to }) => line(rule.name, from, to));
  }, 60_000);

  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  test.each(faults)('$rule objects to $from importing $specifier', ({ rule, from, to }) => {
    expect(found).toContain(line(rule, from, to));
  });

  test.each(allowed)('$from may import $specifier', ({ from, to }) => {
    expect(found.filter((violation) => violation.endsWith(`: ${from} → ${to}`))).toEqual([]);
  });

  test('every rule of the configuration has a planted fault', () => {
    const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as { forbidden: { name: string }[] };
    expect(new Set(faults.map(({ rule }) => rule))).toEqual(new Set(forbidden.map(({ name }) => name)));
  });
});
