import { PERMISSIONS, type Permission } from '@gridward/core';

/** Permissions by the work that they belong to, in the order of the catalogue. */
export const PERMISSION_GROUPS = ['cases', 'people', 'places', 'rules', 'figures', 'administration'] as const;
export type PermissionGroup = (typeof PERMISSION_GROUPS)[number];

const GROUP_OF: Readonly<Record<string, PermissionGroup>> = {
  case: 'cases',
  reporter: 'people',
  area: 'places',
  unit: 'places',
  catalogue: 'rules',
  statistics: 'figures',
};

/** A permission of a later version without a group stands with administration, where it is looked at most carefully. */
export const groupOf = (permission: string): PermissionGroup => GROUP_OF[permission.split('.')[0] ?? ''] ?? 'administration';

const ALL = Object.keys(PERMISSIONS) as Permission[];

export const permissionsIn = (group: PermissionGroup): Permission[] => ALL.filter((permission) => groupOf(permission) === group);
