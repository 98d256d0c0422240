import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { RouteAnswer, intakeRoutes } from '@gridward/contract';
import { api, unwrap } from '../../platform/api.ts';
import { useLanguage } from '../../platform/language.tsx';

type Suggestion = RouteAnswer<(typeof intakeRoutes)['suggestCategories']>['items'][number];

interface CategorySuggestionsProps {
  readonly description: string;
  readonly areaId: string | undefined;
  readonly chosenId: string | undefined;
  readonly onChoose: (categoryId: string) => void;
}

const ENOUGH_LETTERS = 4;
/** What is offered is read from the beginning of a report; the rest of a long one would only make the request long. */
const READ_LETTERS = 400;

/** Categories that the words point to, each with its reasons. None is chosen by itself. */
export function CategorySuggestions({ description, areaId, chosenId, onChoose }: CategorySuggestionsProps) {
  const { t, locale } = useLanguage();
  const words = description.trim().slice(0, READ_LETTERS);
  const { data } = useQuery({
    queryKey: ['categories', 'suggested', words, areaId],
    queryFn: ({ signal }) =>
      unwrap(api.suggestCategories({ query: { description: words, ...(areaId === undefined ? {} : { areaId }) } }, { signal })),
    enabled: words.length >= ENOUGH_LETTERS,
    placeholderData: keepPreviousData,
  });
  if (words.length < ENOUGH_LETTERS || data === undefined) return null;
  const reasonsOf = ({ words: spoken, similarCases, recentInGrid }: Suggestion): string =>
    [
      spoken.length === 0 ? null : t('desk.becauseWords', { words: t.list(spoken) }),
      similarCases === 0 ? null : t('desk.becauseCases', { count: similarCases }),
      recentInGrid === 0 ? null : t('desk.becauseRecent', { count: recentInGrid }),
    ]
      .filter((part) => part !== null)
      .join(locale === 'en' ? '; ' : '；');
  if (data.items.length === 0) return <p className="quiet category-suggestions">{t('desk.suggestionsNone')}</p>;
  return (
    <ul className="category-suggestions" aria-label={t('desk.suggestions')}>
      {data.items.map((item) => (
        <li key={item.category.id}>
          <Button size="small" aria-pressed={item.category.id === chosenId} onClick={() => onChoose(item.category.id)}>
            {t.pick(item.category.name)}
          </Button>{' '}
          <span className="quiet">{reasonsOf(item)}</span>
        </li>
      ))}
    </ul>
  );
}
