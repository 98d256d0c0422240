import '@gridward/i18n/words/upkeep';
import { isMessageKey } from '@gridward/i18n';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { AUDIT_ACTIONS } from './audit-actions.ts';

const SERVER = fileURLToPath(new URL('../../../../../server/src', import.meta.url));
/** The ways in which the server names what it logs. */
const NAMED =
  /(?:action: |ACTION = |log\(trx, call, (?:\w+ \? )?|record\(call, )'([a-z_]+\.[a-z_]+)'(?: : '([a-z_]+\.[a-z_]+)')?/g;
/** Changes of the catalogue name their kind and their verb apart. */
const APART = /kind: '(\w+)', verb: '(\w+)'/g;

function actionsInTheCode(): string[] {
  const files = readdirSync(SERVER, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.includes('testing'),
  );
  return files.flatMap((name) => {
    const text = readFileSync(join(SERVER, name), 'utf8');
    const plain = [...text.matchAll(NAMED)].flatMap(([, one, other]) => [one, other]);
    const apart = name.includes('catalogue')
      ? [...text.matchAll(APART)].map(([, kind, verb]) => `${kind ?? ''}.${verb ?? ''}`)
      : [];
    return [...plain, ...apart].filter((action): action is string => action !== undefined);
  });
}

describe('what the audit log says in words', () => {
  const known = new Set<string>(Object.values(AUDIT_ACTIONS).flat());

  it('has every action that the server logs', () => {
    const logged = new Set(actionsInTheCode());
    expect(logged.has('session.sign_in') && logged.has('responsibility.create')).toBe(true);
    expect([...logged].filter((action) => !known.has(action))).toEqual([]);
  });

  it('has words for every action', () => {
    expect([...known].filter((action) => !isMessageKey(`audit.act.${action}`))).toEqual([]);
  });
});
