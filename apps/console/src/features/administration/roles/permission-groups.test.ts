import { PERMISSIONS } from '@gridward/core';
import { expect, it } from 'vitest';
import { PERMISSION_GROUPS, permissionsIn } from './permission-groups.ts';

it('every permission stands in exactly one group', () => {
  expect(PERMISSION_GROUPS.flatMap(permissionsIn).toSorted()).toEqual(Object.keys(PERMISSIONS).toSorted());
  expect(permissionsIn('administration')).toContain('role.manage');
  expect(permissionsIn('cases')).not.toContain('area.read');
});
