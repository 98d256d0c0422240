import { useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { useNow } from '../../../platform/now.ts';
import { WhatThisChanges } from '../../catalogue/open-cases.tsx';
import { EndDrawer } from '../editing/end-drawer.tsx';
import { datesOf, type CategoryDetail, type StandardRow } from './category.ts';

export type Ending =
  | { readonly of: 'category'; readonly detail: CategoryDetail }
  | { readonly of: 'row'; readonly detail: CategoryDetail; readonly row: StandardRow };

/** The last day of a category or of one condition. Cases that were filed under it keep it. */
export function EndForm({ ending, onClose }: { readonly ending: Ending; readonly onClose: () => void }) {
  const { t, format } = useLanguage();
  const today = format.date(useNow());
  const keyFor = useCommandKey();
  const client = useQueryClient();
  const { category } = ending.detail;
  const target = ending.of === 'row' ? ending.row : category;
  const title = t(ending.of === 'row' ? 'catalogue.retireRow' : 'catalogue.retire');
  return (
    <EndDrawer<Pick<StandardRow, 'version' | 'validFrom' | 'validTo'>>
      title={title}
      draft={['catalogue-end', target.id]}
      verb={title}
      thing={target}
      periodOf={(one) => datesOf(one, t)}
      day={{ label: t('catalogue.lastOn'), hint: t('catalogue.lastOnHint') }}
      end={async (day, version) => {
        const body = { version, lastOn: day ?? today };
        const key = { commandId: keyFor(body) };
        await (ending.of === 'row'
          ? unwrap(api.retireStandardRow({ params: { rowId: ending.row.id }, body }, key))
          : unwrap(api.retireCategory({ params: { categoryId: category.id }, body }, key)));
      }}
      refresh={() => client.invalidateQueries({ queryKey: ['categories'] })}
      said={t('catalogue.ended')}
      onClose={onClose}
    >
      <WhatThisChanges categoryId={category.id} />
    </EndDrawer>
  );
}
