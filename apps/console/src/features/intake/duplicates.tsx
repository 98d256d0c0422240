import type { CaseSummary } from '@gridward/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { api, unwrap } from '../../platform/api.ts';
import { useLanguage } from '../../platform/language.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { CaseLine } from '../cases/case-picker.tsx';
import { CASES_KEY } from '../cases/keys.ts';
import type { NewCaseDraft } from './draft.ts';

interface DuplicatesProps {
  readonly draft: NewCaseDraft;
  readonly areaId: string | undefined;
  readonly joining: boolean;
  readonly onJoin: (item: CaseSummary) => void;
}

const ENOUGH_LETTERS = 4;
const SHOWN = 5;

/** Cases that may be the same, beside the form while it is being filled in. */
export function Duplicates({ draft, areaId, joining, onJoin }: DuplicatesProps) {
  const { t, format } = useLanguage();
  const asked =
    draft.description.trim().length >= ENOUGH_LETTERS && (draft.position !== undefined || draft.categoryId !== undefined);
  const query = {
    description: draft.description,
    categoryId: draft.categoryId,
    areaId,
    lng: draft.position?.lng,
    lat: draft.position?.lat,
  };
  const { data, error } = useQuery({
    queryKey: [...CASES_KEY, 'duplicates', query],
    queryFn: ({ signal }) => unwrap(api.findDuplicates({ query }, { signal })),
    enabled: asked,
    placeholderData: (before) => before,
  });
  return (
    <section className="duplicates" aria-label={t('new.duplicates')} aria-live="polite">
      <h2>{t('new.duplicates')}</h2>
      {asked ? null : <p className="quiet">{t('new.duplicatesEmpty')}</p>}
      {error === null ? null : <ProblemNotice error={error} />}
      {asked && data?.items.length === 0 ? <p className="quiet">{t('new.duplicatesNone')}</p> : null}
      <ul className="plain-list">
        {asked
          ? data?.items.slice(0, SHOWN).map(({ case: item, distanceM, reasons }) => (
              <li key={item.id}>
                <Link to="/cases/$caseId" params={{ caseId: item.id }}>
                  <CaseLine item={item} />
                </Link>
                <p className="quiet">
                  {reasons.map((reason) => t(`duplicate.${reason}`)).join(' · ')}
                  {distanceM === null ? '' : ` · ${format.number(Math.round(distanceM))} m`}
                </p>
                <Button loading={joining} onClick={() => onJoin(item)}>
                  {t('new.join')}
                </Button>
              </li>
            ))
          : null}
      </ul>
    </section>
  );
}
