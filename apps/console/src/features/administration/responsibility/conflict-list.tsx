import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { Blank } from '../../../ui/blank.tsx';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { useMay } from '../../session/me.tsx';
import { EndRow } from './end-row.tsx';
import { ResponsibilityForm } from './responsibility-form.tsx';
import type { Finding, ResponsibilityRow } from './responsibility.ts';

type Kind = Finding['kind'];
const KINDS: readonly Kind[] = ['two_leads', 'ruled_otherwise', 'unit_ended', 'uncovered'];
const SHOWN = 100;
type Work =
  | { readonly kind: 'mend'; readonly row: ResponsibilityRow | null; readonly category: string }
  | { readonly kind: 'end'; readonly row: ResponsibilityRow };

/** What is wrong with the list, kind by kind, until nothing is left; each finding opens the row that mends it. */
export function ConflictList() {
  const { t, format } = useLanguage();
  const may = useMay();
  const [chosen, setChosen] = useState<Kind | null>(null);
  const [work, setWork] = useState<Work | null>(null);
  const check = useQuery({
    queryKey: ['responsibility', 'check'],
    queryFn: ({ signal }) => unwrap(api.checkResponsibilities({}, { signal })),
  });
  if (check.error !== null && check.data === undefined)
    return <PageProblem error={check.error} onRetry={() => void check.refetch()} />;
  if (check.data === undefined) return <Waiting rows={10} />;
  const { items, matters, mattersCovered } = check.data;
  const countOf = (kind: Kind): number => items.filter((item) => item.kind === kind).length;
  const kind = chosen ?? KINDS.find((one) => countOf(one) > 0) ?? 'uncovered';
  const shown = items.filter((item) => item.kind === kind);
  return (
    <>
      <p>
        {t('responsibility.coverage')}{' '}
        <span className="coverage figures">
          {matters === 0 ? '—' : `${format.number(Math.round((1000 * mattersCovered) / matters) / 10)} %`}
        </span>{' '}
        <span className="quiet figures">{t('responsibility.covered', { covered: mattersCovered, matters })}</span>
      </p>
      <Segmented<Kind>
        aria-label={t('responsibility.check')}
        value={kind}
        onChange={setChosen}
        options={KINDS.map((value) => ({
          value,
          label: `${t(`responsibility.finding.${value}`)} ${format.number(countOf(value))}`,
        }))}
      />
      {shown.length === 0 ? null : <p className="quiet">{t(`responsibility.mend.${kind}`)}</p>}
      {items.length === 0 ? <Blank title={t('responsibility.noFindings')} /> : null}
      {items.length > 0 && shown.length === 0 ? <Blank title={t('responsibility.noneOfKind')} /> : null}
      <ul className="admin-section-list" aria-label={t(`responsibility.finding.${kind}`)}>
        {shown.slice(0, SHOWN).map((finding) => (
          <FindingLine
            key={`${finding.kind} ${finding.category.id} ${finding.rowIds.join(' ')}`}
            finding={finding}
            mayEdit={may('catalogue.manage')}
            onWork={setWork}
          />
        ))}
      </ul>
      {shown.length > SHOWN ? <p className="quiet">{t('responsibility.more', { shown: SHOWN, count: shown.length })}</p> : null}
      {work?.kind === 'mend' ? (
        <ResponsibilityForm row={work.row} preset={{ category: work.category }} onClose={() => setWork(null)} />
      ) : null}
      {work?.kind === 'end' ? <EndRow row={work.row} onClose={() => setWork(null)} /> : null}
    </>
  );
}

interface FindingLineProps {
  readonly finding: Finding;
  readonly mayEdit: boolean;
  readonly onWork: (work: Work) => void;
}

function FindingLine({ finding, mayEdit, onWork }: FindingLineProps) {
  const { t } = useLanguage();
  const { category, area, rowIds } = finding;
  return (
    <li>
      <Link to="/admin/catalogue" search={{ category: category.id }}>
        {t.pick(category.name)}
      </Link>
      <span className="quiet">{category.code}</span>
      {rowIds.length === 0 ? null : <span>{area?.name ?? t('responsibility.everywhere')}</span>}
      {rowIds.length === 0 && mayEdit ? (
        <Button size="small" onClick={() => onWork({ kind: 'mend', row: null, category: category.id })}>
          {t('responsibility.add')}
        </Button>
      ) : null}
      {rowIds.length === 0 ? null : <FindingRows finding={finding} mayEdit={mayEdit} onWork={onWork} />}
    </li>
  );
}

/** The rows that stand against each other, each with what can be done about it. */
function FindingRows({ finding, mayEdit, onWork }: FindingLineProps) {
  const { t } = useLanguage();
  const { category, rowIds } = finding;
  const rows = useQuery({
    queryKey: ['responsibility', 'of', category.id],
    queryFn: ({ signal }) => unwrap(api.listResponsibilities({ query: { categoryId: category.id, limit: 200 } }, { signal })),
  });
  const concerned = rows.data?.items.filter(({ id }) => rowIds.includes(id)) ?? [];
  return (
    <ul className="plain-list grow">
      {concerned.map((row) => (
        <li key={row.id} className="row">
          <strong>{row.leadUnit.name}</strong>
          <span className="quiet">
            {t(`responsibility.origin.${row.origin}`)} {t('responsibility.since', { day: row.validFrom })}
          </span>
          {mayEdit ? (
            <>
              <Button
                size="small"
                aria-label={t('responsibility.replaceOf', { unit: row.leadUnit.name, name: t.pick(category.name) })}
                onClick={() => onWork({ kind: 'mend', row, category: category.id })}
              >
                {t('responsibility.replace')}
              </Button>
              <Button
                size="small"
                aria-label={t('responsibility.endOf', { unit: row.leadUnit.name, name: t.pick(category.name) })}
                onClick={() => onWork({ kind: 'end', row })}
              >
                {t('responsibility.end')}
              </Button>
            </>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
