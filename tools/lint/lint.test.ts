import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Planted {
  file: string;
  code: string;
  /** The rule that must object, or nothing where none may. */
  rule?: string;
}

const core = 'packages/core/src/cases';
const service = 'apps/server/src/modules/cases';

const planted: Planted[] = [
  { file: `${core}/bare-date.ts`, code: 'export const at = new Date();', rule: 'gridward(pure-core)' },
  { file: `${core}/date-call.ts`, code: 'export const at = Date();', rule: 'gridward(pure-core)' },
  { file: `${core}/date-now.ts`, code: 'export const at = Date.now();', rule: 'gridward(pure-core)' },
  { file: `${core}/date-computed.ts`, code: "export const at = Date['now']();", rule: 'gridward(pure-core)' },
  { file: `${core}/random.ts`, code: 'export const dice = Math.random();', rule: 'gridward(pure-core)' },
  { file: `${core}/uuid.ts`, code: 'export const id = crypto.randomUUID();', rule: 'gridward(pure-core)' },
  { file: `${core}/global.ts`, code: 'export const at = globalThis.Date.now();', rule: 'gridward(pure-core)' },
  { file: `${core}/timer.ts`, code: 'export const later = () => setTimeout(() => undefined, 1);', rule: 'gridward(pure-core)' },
  { file: `${core}/node.ts`, code: "import { sep } from 'node:path';\nexport const it = sep;", rule: 'gridward(pure-core)' },
  { file: `${core}/moment.ts`, code: 'export const at = (ms: number): Date => new Date(ms);' },
  { file: `${core}/parameter.ts`, code: 'export const at = (Date: { now: () => number }): number => Date.now();' },
  { file: `${core}/pi.ts`, code: 'export const half = Math.floor(3.7);' },
  { file: `${service}/clock.ts`, code: 'export const at = Date.now();' },
  {
    file: `${service}/floating.ts`,
    code: 'const work = async (): Promise<void> => {};\nexport function go(): void {\n  work();\n}',
    rule: 'typescript(no-floating-promises)',
  },
  {
    file: `${service}/misused.ts`,
    code: 'const ready = async (): Promise<boolean> => true;\nexport const go = (): number => (ready() ? 1 : 2);',
    rule: 'typescript(no-misused-promises)',
  },
  { file: `${service}/any.ts`, code: 'export const loose: any = 1;', rule: 'typescript(no-explicit-any)' },
  {
    file: `${service}/unsafe.ts`,
    code: "const read = JSON.parse('{}');\nexport const name = read.name;",
    rule: 'typescript(no-unsafe-member-access)',
  },
  {
    file: `${service}/certain.ts`,
    code: 'export const first = (all: string[]): string => all[0]!;',
    rule: 'typescript(no-non-null-assertion)',
  },
  { file: `${service}/default.ts`, code: 'export default 1;', rule: 'import(no-default-export)' },
  { file: `${service}/print.ts`, code: "export const say = (): void => console.log('x');", rule: 'eslint(no-console)' },
  { file: `${service}/loose-equal.ts`, code: "export const same = (a: string): boolean => a == 'a';", rule: 'eslint(eqeqeq)' },
  { file: `${service}/unused.ts`, code: 'const left = 1;\nexport const right = 2;', rule: 'eslint(no-unused-vars)' },
  {
    file: `${service}/type-import.ts`,
    code: "import { Shape } from './shape.ts';\nexport const make = (shape: Shape): Shape => shape;",
    rule: 'typescript(consistent-type-imports)',
  },
  {
    file: `${service}/half.ts`,
    code: "export function go(side: 'a' | 'b'): number | undefined {\n  switch (side) {\n    case 'a':\n      return 1;\n  }\n  return undefined;\n}",
    rule: 'typescript(switch-exhaustiveness-check)',
  },
  {
    file: `${service}/settings.ts`,
    code: "export const port = process.env['PORT'];",
    rule: 'node(no-process-env)',
  },
  {
    file: `${service}/environment.ts`,
    code: "import { env } from 'node:process';\nexport const port = env['PORT'];",
    rule: 'eslint(no-restricted-imports)',
  },
  { file: 'apps/server/src/main.ts', code: "export const port = process.env['PORT'];" },
  { file: 'apps/cli/src/print.ts', code: "export const say = (): void => console.log('x');" },
];

interface Diagnostic {
  code: string;
  filename: string;
}

let tree: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
}

function lint(): Diagnostic[] {
  const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const { stdout, stderr } = spawnSync(process.execPath, [oxlint, '--format', 'json'], { cwd: tree, encoding: 'utf8' });
  expect(stderr).toBe('');
  return (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics;
}

describe('the lint rules', () => {
  let found: Diagnostic[];

  beforeAll(() => {
    tree = realpathSync(mkdtempSync(join(tmpdir(), 'gridward-lint-')));
    const config = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8')) as object;
    write('.oxlintrc.json', JSON.stringify({ ...config, jsPlugins: [join(root, 'tools/lint/gridward-plugin.mjs')] }));
    write('tsconfig.json', JSON.stringify({ extends: './tsconfig.base.json', compilerOptions: { types: ['node'] } }));
    write('tsconfig.base.json', readFileSync(join(root, 'tsconfig.base.json'), 'utf8'));
    write('package.json', '{"type":"module"}');
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'junction');
    write(`${service}/shape.ts`, 'export interface Shape {\n  side: number;\n}\n');
    for (const { file, code } of planted) write(file, `${code}\n`);
    found = lint();
  }, 60_000);

  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  test.each(planted)('$file: $rule', ({ file, rule }) => {
    const codes = found.filter(({ filename }) => filename === file).map(({ code }) => code);
    if (rule) expect(codes).toContain(rule);
    else expect(codes).toEqual([]);
  });
});
