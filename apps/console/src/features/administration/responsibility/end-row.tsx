import { addDays } from '@gridward/core';
import { useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { useNow } from '../../../platform/now.ts';
import { WhatThisChanges } from '../../catalogue/open-cases.tsx';
import { datesOf } from '../catalogue/category.ts';
import { EndDrawer } from '../editing/end-drawer.tsx';
import type { ResponsibilityRow } from './responsibility.ts';

/** The last day of a row. Cases that were dispatched by it stay where they are. */
export function EndRow({ row, onClose }: { readonly row: ResponsibilityRow; readonly onClose: () => void }) {
  const { t, format } = useLanguage();
  const today = format.date(useNow());
  const keyFor = useCommandKey();
  const client = useQueryClient();
  return (
    <EndDrawer
      title={t('responsibility.endOf', { unit: row.leadUnit.name, name: t.pick(row.category.name) })}
      draft={['responsibility-end', row.id]}
      verb={t('responsibility.end')}
      thing={row}
      periodOf={(one) => datesOf(one, t)}
      day={{ label: t('responsibility.lastOn'), hint: t('responsibility.lastOnHint') }}
      end={(day, version) => {
        const body = { version, lastOn: day ?? addDays(today, -1) };
        return unwrap(api.endResponsibility({ params: { rowId: row.id }, body }, { commandId: keyFor(body) }));
      }}
      refresh={() => client.invalidateQueries({ queryKey: ['responsibility'] })}
      said={t('responsibility.ended', { unit: row.leadUnit.name })}
      onClose={onClose}
    >
      <WhatThisChanges categoryId={row.category.id} />
    </EndDrawer>
  );
}
