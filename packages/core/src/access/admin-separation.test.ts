import { describe, expect, test } from 'vitest';
import { ADMIN_ONLY_PERMISSIONS, areKindsSeparate, misplacedPermissions } from './admin-separation.ts';
import { ADMIN_PERMISSIONS, PERMISSIONS, type AdminKind, type Permission } from './permission.ts';

const KINDS: AdminKind[] = ['system', 'security', 'audit'];
const ALL = Object.keys(PERMISSIONS) as Permission[];

describe('administrator kinds', () => {
  test.each(KINDS)('%s may carry its own permissions and no others', (kind) => {
    expect(misplacedPermissions(kind, ADMIN_PERMISSIONS[kind])).toEqual([]);
    expect(misplacedPermissions(kind, ALL)).toEqual(ALL.filter((permission) => !ADMIN_PERMISSIONS[kind].includes(permission)));
  });

  test('an ordinary role carries none of the powers that tell the kinds apart', () => {
    expect(misplacedPermissions(null, ALL)).toHaveLength(ADMIN_ONLY_PERMISSIONS.length);
    expect(misplacedPermissions(null, ['case.read', 'audit.read'])).toEqual(['audit.read']);
  });

  test('each such power belongs to exactly one kind', () => {
    for (const permission of ADMIN_ONLY_PERMISSIONS) {
      expect(KINDS.filter((kind) => ADMIN_PERMISSIONS[kind].includes(permission))).toHaveLength(1);
    }
  });

  test('two kinds may follow each other, and never meet', () => {
    const system = { kind: 'system', from: 0, to: 10 } as const;
    expect(areKindsSeparate([system, { kind: 'audit', from: 10, to: null }])).toBe(true);
    expect(areKindsSeparate([system, { kind: 'audit', from: 9, to: null }])).toBe(false);
    expect(
      areKindsSeparate([
        { ...system, to: null },
        { kind: 'security', from: 99, to: 100 },
      ]),
    ).toBe(false);
    expect(areKindsSeparate([system, { ...system, to: null }])).toBe(true);
    expect(areKindsSeparate([system, { kind: 'system', from: 20, to: 30 }, { kind: 'audit', from: 25, to: 26 }])).toBe(false);
  });
});
