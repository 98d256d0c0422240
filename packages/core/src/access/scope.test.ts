import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PERMISSIONS, type Permission } from './permission.ts';
import {
  covers,
  EVERYWHERE,
  isWithin,
  permissionsOn,
  reachesRoot,
  reachOf,
  type Grant,
  type Reach,
  type ScopeTarget,
} from './scope.ts';

/** A tree of three levels; `a1` and `a` share letters, so that a comparison without the dot would be seen. */
const PATHS = ['r', 'r.a', 'r.a1', 'r.a.x', 'r.a.y', 'r.a1.x', 'q'] as const;
const GRANTED: Permission = 'case.read';

/** The definition, by walking up label by label. */
function isWithinByWalking(path: string, ancestor: string): boolean {
  const labels = path.split('.');
  return labels.some((_, i) => labels.slice(0, labels.length - i).join('.') === ancestor);
}

const grantOf = (areaPath: string | null, unitPath: string | null, permission = GRANTED): Grant => ({
  permission,
  postId: 'p',
  areaPath,
  unitPath,
});
const OPTIONAL = [null, ...PATHS];
const GRANTS = OPTIONAL.flatMap((areaPath) => OPTIONAL.map((unitPath) => grantOf(areaPath, unitPath)));
const UNIT_SETS: readonly string[][] = [
  [],
  ...PATHS.flatMap((one, i) => [[one], ...PATHS.slice(i + 1).map((other) => [one, other])]),
];
const TARGETS: ScopeTarget[] = OPTIONAL.flatMap((areaPath) => UNIT_SETS.map((unitPaths) => ({ areaPath, unitPaths })));

const inReach = (reach: Reach, target: ScopeTarget): boolean =>
  reach.areaPaths.some((path) => target.areaPath !== null && isWithin(target.areaPath, path)) ||
  reach.unitPaths.some((path) => target.unitPaths.some((unit) => isWithin(unit, path)));

const PERMISSION_NAMES = Object.keys(PERMISSIONS).slice(0, 4) as Permission[];
const anyPath = fc.array(fc.constantFrom('a', 'a1', 'b'), { maxLength: 3 }).map((labels) => ['r', ...labels].join('.'));
const anyGrant = fc.record({
  permission: fc.constantFrom(...PERMISSION_NAMES),
  postId: fc.constantFrom('p', 'q'),
  areaPath: fc.option(anyPath, { nil: null }),
  unitPath: fc.option(anyPath, { nil: null }),
});
const anyTarget = fc.record({ areaPath: fc.option(anyPath, { nil: null }), unitPaths: fc.array(anyPath, { maxLength: 3 }) });

test('a subtree is what walking up finds, for every pair', () => {
  for (const path of PATHS) {
    for (const ancestor of PATHS)
      expect([path, ancestor, isWithin(path, ancestor)]).toEqual([path, ancestor, isWithinByWalking(path, ancestor)]);
    expect(isWithin(path, EVERYWHERE)).toBe(true);
  }
});

describe('AC01 covers', () => {
  test('goes by the area of a grant that has one, otherwise by its unit: every grant against every target', () => {
    let covered = 0;
    for (const grant of GRANTS) {
      for (const target of TARGETS) {
        const byArea = grant.areaPath !== null && target.areaPath !== null && isWithinByWalking(target.areaPath, grant.areaPath);
        const byUnit =
          grant.areaPath === null &&
          grant.unitPath !== null &&
          target.unitPaths.some((path) => isWithinByWalking(path, grant.unitPath ?? ''));
        expect(covers(grant, target)).toBe(byArea || byUnit);
        if (byArea || byUnit) covered += 1;
      }
    }
    expect(covered).toBeGreaterThan(1000);
  });

  test('a street does not see the neighbouring street whose code begins alike', () => {
    expect(covers(grantOf('r.a', null), { areaPath: 'r.a1', unitPaths: [] })).toBe(false);
  });
});

describe('AC02 permissions on a target', () => {
  test('are those of the covering grants', () => {
    fc.assert(
      fc.property(fc.array(anyGrant, { maxLength: 6 }), anyTarget, (grants, target) => {
        const found = permissionsOn(grants, target);
        for (const permission of PERMISSION_NAMES) {
          expect(found.has(permission)).toBe(grants.some((grant) => grant.permission === permission && covers(grant, target)));
        }
      }),
    );
  });

  test('never grow when a grant is taken away', () => {
    fc.assert(
      fc.property(fc.array(anyGrant, { minLength: 1, maxLength: 6 }), anyTarget, (grants, target) => {
        const before = permissionsOn(grants, target);
        expect([...permissionsOn(grants.slice(1), target)].every((permission) => before.has(permission))).toBe(true);
      }),
    );
  });
});

describe('AC03 reach', () => {
  test('a list shows exactly what may be opened', () => {
    fc.assert(
      fc.property(
        fc.array(anyGrant, { maxLength: 6 }),
        anyTarget,
        fc.constantFrom(...PERMISSION_NAMES),
        (grants, target, permission) => {
          expect(inReach(reachOf(grants, permission), target)).toBe(permissionsOn(grants, target).has(permission));
        },
      ),
    );
  });

  test('holds no subtree inside another, and does not depend on the order of grants', () => {
    fc.assert(
      fc.property(fc.array(anyGrant, { maxLength: 6 }), (grants) => {
        const reach = reachOf(grants, GRANTED);
        for (const paths of [reach.areaPaths, reach.unitPaths]) {
          for (const path of paths) expect(paths.filter((other) => isWithin(path, other))).toEqual([path]);
        }
        expect(reachOf([...grants].reverse(), GRANTED)).toEqual(reach);
      }),
    );
  });

  test('of a permission that was never granted is nowhere', () => {
    expect(reachOf(GRANTS, 'audit.read')).toEqual({ areaPaths: [], unitPaths: [] });
  });
});

describe('AC04 the root', () => {
  test('is reached by a grant at the top of either tree and by no other', () => {
    for (const grant of GRANTS) {
      const top = grant.areaPath ?? grant.unitPath;
      expect(reachesRoot([grant], GRANTED)).toBe(top !== null && !top.includes('.'));
      expect(reachesRoot([grant], 'audit.read')).toBe(false);
    }
    expect(reachesRoot([grantOf(EVERYWHERE, null)], GRANTED)).toBe(true);
  });
});
