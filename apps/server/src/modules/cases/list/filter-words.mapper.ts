import '@gridward/i18n/words/listing';
import { caseFilterSchema, caseOrderFields, type CaseFilterQuery } from '@gridward/contract';
import { createTranslator, type Translator } from '@gridward/i18n';
import type { CasePictures } from '../case-context.service.ts';

type FilterName = keyof CaseFilterQuery;
export type FilterWords = CaseFilterQuery & { readonly order?: string };

/** Groups of words whose values a filter has. */
const GROUPS: Readonly<Partial<Record<FilterName | 'order', string>>> = {
  state: 'state',
  stage: 'stage',
  kind: 'kind',
  request: 'request',
  lamp: 'lamp',
  due: 'due',
  closureKind: 'closure',
  order: 'order',
};
const NAMES = [...Object.keys(caseFilterSchema.shape), 'order'] as readonly (FilterName | 'order')[];

/** What a list is filtered by, in words: for whoever finds the file without the screen beside it. */
export function filterWords(query: FilterWords, locale: 'zh-CN' | 'en', pictures: CasePictures): string {
  const t = createTranslator(locale);
  const parts = NAMES.flatMap((name) => {
    const value = query[name];
    if (value === undefined || value === '' || (name === 'order' && value === caseOrderFields.order.def.defaultValue)) return [];
    const label = t.word('filterName', name);
    return value === true ? [label] : [t.pair(label, valueWords(name, value, t, pictures))];
  });
  return parts.length === 0 ? t('export.noFilter') : parts.join(locale === 'en' ? '; ' : '；');
}

function valueWords(
  name: FilterName | 'order',
  value: unknown,
  t: Translator,
  { areas, units, catalogue }: CasePictures,
): string {
  const group = GROUPS[name];
  const all = Array.isArray(value) ? value.map(String) : [String(value)];
  if (group !== undefined) return t.list(all.map((one) => t.word(group, one)));
  if (typeof value === 'boolean') return t(value ? 'app.yes' : 'app.no');
  const [only = ''] = all;
  switch (name) {
    case 'areaId':
      return areas.byId(only)?.name ?? only;
    case 'ownerUnitId':
    case 'leadUnitId':
    case 'unitId':
      return units.byId(only)?.name ?? only;
    case 'categoryId': {
      const category = catalogue.category(only);
      return category === undefined ? only : t.pick({ zh: category.nameZh, en: category.nameEn });
    }
    case 'dayWork':
      return dayWorkWords(t, all);
    case 'importId':
      return t('filterChip.oneImport');
    case 'ownerAccountId':
      return t(only === 'none' ? 'filterChip.nobody' : 'filterChip.onePerson');
    default:
      return all.join(', ');
  }
}

const dayWorkWords = (t: Translator, [figure = '', on = '']: readonly string[]): string => `${t.word('dayWork', figure)} ${on}`;
