import type { AppraisalSubject } from '@gridward/contract';
import type { AppraisalDoors, AppraisalPictures } from './appraisal-doors.ts';
import { NOBODY } from './selection.service.ts';

const TOTAL = { 'zh-CN': '合计', en: 'Total' } as const;
const UNASSIGNED = { 'zh-CN': '未明确单位', en: 'No unit' } as const;

/** What rows are called, in the reader's language. A post is called by what it is, not by who holds it. */
export async function labelsOf(
  subject: AppraisalSubject,
  keys: readonly string[],
  locale: 'zh-CN' | 'en',
  doors: AppraisalDoors,
  { areas, units, catalogue }: AppraisalPictures,
): Promise<ReadonlyMap<string, string>> {
  const named = (nameOf: (key: string) => string | undefined): Map<string, string> =>
    new Map(keys.map((key) => [key, key === NOBODY ? UNASSIGNED[locale] : (nameOf(key) ?? key)]));
  switch (subject) {
    case 'total':
      return named(() => TOTAL[locale]);
    case 'area':
      return named((key) => areas.byId(key)?.name);
    case 'unit':
      return named((key) => units.byId(key)?.name);
    case 'category':
      return named((key) => inLocale(catalogue.category(key), locale));
    case 'channel':
      return named((key) => catalogue.model.channels.find(({ id }) => id === key)?.name[locale === 'en' ? 'en' : 'zh']);
    case 'account':
      return doors.units.namesOf(keys);
    case 'post': {
      const posts = await doors.units.postLabels(keys);
      return named((key) => {
        const post = posts.get(key);
        const role = locale === 'en' ? (post?.role.en ?? post?.role.zh) : post?.role.zh;
        return post === undefined ? undefined : [post.unit, role].filter((part) => part !== null && part !== undefined).join(' ');
      });
    }
  }
}

const inLocale = (
  entry: { readonly nameZh: string; readonly nameEn: string | null } | undefined,
  locale: 'zh-CN' | 'en',
): string | undefined => (locale === 'en' ? (entry?.nameEn ?? entry?.nameZh) : entry?.nameZh);
