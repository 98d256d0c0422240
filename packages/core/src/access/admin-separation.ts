import { ADMIN_PERMISSIONS, type AdminKind, type Permission } from './permission.ts';

/** Permissions that only an administrator role may carry: through any other role one person could collect the powers of all three kinds. */
export const ADMIN_ONLY_PERMISSIONS: readonly Permission[] = ['account.manage', 'system.manage', 'role.manage', 'audit.read'];

/** Permissions that a role of this kind may not carry. */
export function misplacedPermissions(adminKind: AdminKind | null, permissions: readonly Permission[]): Permission[] {
  if (adminKind === null) return permissions.filter((permission) => ADMIN_ONLY_PERMISSIONS.includes(permission));
  return permissions.filter((permission) => !ADMIN_PERMISSIONS[adminKind].includes(permission));
}

/** A role with an administrator kind, held for a period. `to` null means without end. */
export interface HeldKind {
  readonly kind: AdminKind;
  readonly from: number;
  readonly to: number | null;
}

const overlaps = (a: HeldKind, b: HeldKind): boolean => (a.to === null || b.from < a.to) && (b.to === null || a.from < b.to);

/** May one person hold all of these? Not when two different kinds meet at any moment. */
export const areKindsSeparate = (held: readonly HeldKind[]): boolean =>
  held.every((one, i) => held.slice(i + 1).every((other) => one.kind === other.kind || !overlaps(one, other)));
