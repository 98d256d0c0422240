import type { accessRoutes, RouteAnswer } from '@gridward/contract';
import { Link } from '@tanstack/react-router';
import { useLanguage } from '../../../platform/language.tsx';
import { FactList } from '../../cases/page/fact-list.tsx';

type Entry = RouteAnswer<typeof accessRoutes.listAudit>['items'][number];

/** What an entry says, field by field, in words where there are any; ids stay as they are, for they are what is searched by. */
export function EntryDetail({ entry }: { readonly entry: Entry }) {
  const { t } = useLanguage();
  const say = (value: unknown): string =>
    inWords(
      value,
      (word) => t.word('audit.value', word),
      (words) => t.list(words),
    );
  return (
    <>
      <FactList
        facts={[
          { label: t('audit.seq'), value: String(entry.seq) },
          ...Object.entries(entry.detail).map(([field, value]) => ({
            label: t.word('audit.field', field),
            value: say(value),
          })),
        ]}
      />
      {entry.objectId === null ? null : (
        <p className="quiet">
          {t('audit.objectId')} <span className="hash">{entry.objectId}</span>{' '}
          <Link to="/admin/audit" search={{ object: entry.objectId }}>
            {t('audit.sameObject')}
          </Link>
        </p>
      )}
    </>
  );
}

function inWords(value: unknown, word: (text: string) => string, list: (words: readonly string[]) => string): string {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'boolean' || typeof value === 'number') return word(String(value));
  if (typeof value === 'string') return word(value);
  if (Array.isArray(value)) return list(value.map((one) => inWords(one, word, list)));
  return list(Object.entries(value).map(([field, one]) => `${word(field)} ${inWords(one, word, list)}`));
}
