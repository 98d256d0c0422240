import { PERMISSIONS, type Permission } from '@gridward/core';
import { useT } from '../platform/language.tsx';
import { Blank } from './blank.tsx';

/** Somebody followed a link to work that is not theirs: say which permission it needs and who grants it. */
export function NoPermission({ permission }: { readonly permission: Permission }) {
  const t = useT();
  return (
    <Blank
      isPage
      title={t('problem.notPermitted')}
      hint={t('problem.notPermittedHint', { permission: t.pick(PERMISSIONS[permission]) })}
    />
  );
}
