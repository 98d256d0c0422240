import '@gridward/i18n/words/organising';
import { ADMIN_PERMISSIONS, PERMISSIONS, type AdminKind, type Permission } from '@gridward/core';
import { useT } from '../../../platform/language.tsx';
import { useMay } from '../../session/me.tsx';

const KINDS: readonly AdminKind[] = ['system', 'security', 'audit'];

/** The administrator whose work a permission is. */
export const keeperOf = (permission: Permission): AdminKind =>
  KINDS.find((kind) => ADMIN_PERMISSIONS[kind].includes(permission)) ?? 'system';

/** Says to whoever may only look why nothing can be changed here, and who can. Silent for those who may. */
export function ReadOnlyNotice({ permission }: { readonly permission: Permission }) {
  const t = useT();
  const may = useMay();
  if (may(permission)) return null;
  return (
    <p className="quiet read-only" role="note">
      {t('setup.readOnly', { permission: t.pick(PERMISSIONS[permission]), who: t(`setup.who.${keeperOf(permission)}`) })}
    </p>
  );
}
