import '@gridward/i18n/words/dispatching';
import '@gridward/i18n/words/entering';
import type { CaseDetail, CaseMoved } from '@gridward/contract';
import { formatLimit } from '@gridward/core';
import { useQuery } from '@tanstack/react-query';
import { App } from 'antd';
import { useHotkeys } from '../../platform/hotkeys.ts';
import { useLanguage } from '../../platform/language.tsx';
import { ActButton } from '../../ui/act-button.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { suggestionsQuery } from '../catalogue/catalogue.ts';
import { Section } from '../cases/page/fact-list.tsx';
import { useVerb } from '../cases/verbs/use-verb.ts';
import type { Suggestion } from './dispatch-queries.ts';
import { SuggestionRecord, SuggestionText } from './suggestion-why.tsx';

interface AcceptSuggestionProps {
  readonly detail: CaseDetail;
  readonly onMoved?: (moved: CaseMoved) => void;
}

/** The first suggestion with its reason and load; one key accepts it. A dispatch cannot be taken back, so it says what follows first. */
export function AcceptSuggestion({ detail, onMoved }: AcceptSuggestionProps) {
  const { t, locale } = useLanguage();
  const { modal } = App.useApp();
  const { data } = useQuery(suggestionsQuery(detail.category.id, detail.area.id));
  const wish = useVerb(detail, onMoved);
  const first = data?.items[0];
  const accept = (): void => {
    if (first === undefined || wish.isPending) return;
    const payload = { leadUnitId: first.unit.id, supportingUnitIds: first.supportingUnits.map(({ id }) => id) };
    const limit = detail.standardRow === null ? null : formatLimit(detail.standardRow.limit, locale);
    const supporting = t.list(first.supportingUnits.map(({ name }) => name));
    modal.confirm({
      title: t('advice.confirmTitle', { unit: first.unit.name }),
      content: (
        <>
          {supporting === '' ? null : <p>{t('advice.supporting', { units: supporting })}</p>}
          <p>{limit === null ? t('advice.confirmPlain') : t('advice.confirmText', { limit })}</p>
        </>
      ),
      okText: t('advice.confirm'),
      cancelText: t('app.cancel'),
      onOk: () => wish.mutate({ verb: 'dispatch', version: detail.version, payload }),
    });
  };
  useHotkeys({ a: accept }, first !== undefined);
  if (first === undefined) return null;
  const others = data?.items.slice(1) ?? [];
  return (
    <Section title={t('advice.title')}>
      <div className="advice">
        <AdviceLine suggestion={first} isFirst />
        <ActButton onClick={accept} loading={wish.isPending}>
          {t('advice.accept')} <kbd>a</kbd>
        </ActButton>
      </div>
      {wish.error === null ? null : <ProblemNotice error={wish.error} keeps />}
      {others.length === 0 ? null : (
        <details>
          <summary>{t('advice.others')}</summary>
          {others.map((suggestion) => (
            <AdviceLine key={suggestion.unit.id} suggestion={suggestion} />
          ))}
        </details>
      )}
      <SuggestionRecord />
    </Section>
  );
}

function AdviceLine({ suggestion, isFirst = false }: { readonly suggestion: Suggestion; readonly isFirst?: boolean }) {
  return (
    <div className={isFirst ? 'advice-line is-first' : 'advice-line'}>
      <SuggestionText suggestion={suggestion} />
    </div>
  );
}
