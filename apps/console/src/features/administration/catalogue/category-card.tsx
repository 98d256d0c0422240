import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useT } from '../../../platform/language.tsx';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { FactList, Section } from '../../cases/page/fact-list.tsx';
import { categoryQuery } from '../../catalogue/catalogue.ts';
import { useMay } from '../../session/me.tsx';
import { datesOf, type CategoryDetail, type StandardRow } from './category.ts';
import { codeSystemsQuery } from './catalogue-tree.tsx';
import { CategoryForm } from './category-form.tsx';
import { EndForm, type Ending } from './end-form.tsx';
import { History } from './history.tsx';
import { RowForm } from './row-form.tsx';
import { RowView } from './row-view.tsx';

interface CategoryCardProps {
  readonly categoryId: string;
  readonly onChoose: (id: string) => void;
}

/** What is open beside the card. */
type Work =
  | { readonly kind: 'row'; readonly row: StandardRow | null }
  | { readonly kind: 'category'; readonly mode: 'edit' | 'create' }
  | { readonly kind: 'end'; readonly ending: Ending };

/** One category: its conditions and limits of today, what held before, how it maps, and who is responsible. */
export function CategoryCard({ categoryId, onChoose }: CategoryCardProps) {
  const t = useT();
  const may = useMay();
  const [work, setWork] = useState<Work | null>(null);
  const { data, error, refetch } = useQuery({ ...categoryQuery(categoryId), staleTime: 0 });
  if (error !== null && data === undefined) return <PageProblem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Waiting rows={10} />;
  const close = (): void => setWork(null);
  const { category } = data;
  const isOver = category.validTo !== null;
  const mayEdit = may('catalogue.manage');
  return (
    <article aria-label={t.pick(category.name)}>
      <Head detail={data} onChoose={onChoose} />
      {!mayEdit || isOver ? null : (
        <div className="row">
          <Button type="primary" onClick={() => setWork({ kind: 'row', row: null })}>
            {t('catalogue.addRow')}
          </Button>
          <Button onClick={() => setWork({ kind: 'category', mode: 'create' })}>{t('catalogue.addBelow')}</Button>
          <Button onClick={() => setWork({ kind: 'category', mode: 'edit' })}>{t('setup.edit')}</Button>
          <Button onClick={() => setWork({ kind: 'end', ending: { of: 'category', detail: data } })}>
            {t('catalogue.retire')}
          </Button>
        </div>
      )}
      <Section title={t('catalogue.rows')}>
        {data.rows.length === 0 ? <p className="quiet">{t('catalogue.noRows')}</p> : null}
        {data.rows.map((row) => (
          <RowView key={row.id} row={row}>
            {mayEdit ? (
              <>
                <Button size="small" onClick={() => setWork({ kind: 'row', row })}>
                  {t('catalogue.replaceRow')}
                </Button>
                <Button size="small" onClick={() => setWork({ kind: 'end', ending: { of: 'row', detail: data, row } })}>
                  {t('catalogue.retireRow')}
                </Button>
              </>
            ) : null}
          </RowView>
        ))}
      </Section>
      <History detail={data} />
      <Responsible detail={data} />
      <Mappings detail={data} onChoose={onChoose} />
      {work?.kind === 'row' ? <RowForm detail={data} row={work.row} onClose={close} /> : null}
      {work?.kind === 'category' ? <CategoryForm detail={data} mode={work.mode} onClose={close} onMade={onChoose} /> : null}
      {work?.kind === 'end' ? <EndForm ending={work.ending} onClose={close} /> : null}
    </article>
  );
}

function Head({ detail, onChoose }: { readonly detail: CategoryDetail; readonly onChoose: (id: string) => void }) {
  const t = useT();
  const { category, trail, namesSeen, qualification } = detail;
  const systems = useQuery(codeSystemsQuery);
  const system = systems.data?.items.find(({ id }) => id === category.codeSystem);
  return (
    <>
      <p className="quiet">
        {trail
          .filter(({ id }) => id !== category.id)
          .map(({ id, name }) => (
            <span key={id}>
              <button type="button" className="link-button" onClick={() => onChoose(id)}>
                {t.pick(name)}
              </button>
              {' / '}
            </span>
          ))}
      </p>
      <h2>
        {t.pick(category.name)} <span className="quiet figures">{category.code}</span>
      </h2>
      <FactList
        facts={[
          { label: t('catalogue.system'), value: system === undefined ? category.codeSystem : t.pick(system.name) },
          { label: t('catalogue.valid'), value: datesOf(category, t) },
          { label: t('catalogue.origin'), value: category.extension ? t('catalogue.local') : t('catalogue.delivered') },
          { label: t('catalogue.hazard'), value: category.hazard ? t('catalogue.hazardYes') : null },
          { label: t('catalogue.emergencyLine'), value: category.emergencyLine },
          { label: t('catalogue.assistOnly'), value: category.assistOnly ? t('catalogue.assistOnlyYes') : null },
          { label: t('catalogue.qualification'), value: qualification === null ? null : t.pick(qualification.name) },
          { label: t('catalogue.otherNames'), value: namesSeen.length === 0 ? null : t.list(namesSeen) },
        ]}
      />
    </>
  );
}

function Responsible({ detail }: { readonly detail: CategoryDetail }) {
  const t = useT();
  const { responsibilities, category } = detail;
  return (
    <Section
      title={t('catalogue.responsible')}
      extra={
        <Link to="/admin/responsibility" search={{ category: category.id }}>
          {t('catalogue.openResponsibility')}
        </Link>
      }
    >
      {responsibilities.length === 0 ? <p className="quiet">{t('catalogue.nobodyResponsible')}</p> : null}
      <ul className="admin-section-list">
        {responsibilities.map((row) => (
          <li key={row.id}>
            <strong>{row.leadUnit.name}</strong>
            <span>{row.area?.name ?? t('responsibility.everywhere')}</span>
            {row.supportingUnits.length === 0 ? null : (
              <span className="quiet">
                {t('responsibility.supportedBy', { names: t.list(row.supportingUnits.map(({ name }) => name)) })}
              </span>
            )}
            <span className="quiet">{datesOf(row, t)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Mappings({ detail, onChoose }: { readonly detail: CategoryDetail; readonly onChoose: (id: string) => void }) {
  const t = useT();
  if (detail.mappings.length === 0) return null;
  return (
    <Section title={t('catalogue.mappings')}>
      <ul className="admin-section-list">
        {detail.mappings.map(({ from, to, note }) => {
          const other = from.id === detail.category.id ? to : from;
          return (
            <li key={other.id}>
              <button type="button" className="link-button" onClick={() => onChoose(other.id)}>
                {t.pick(other.name)}
              </button>
              <span className="quiet">
                {other.codeSystem} {other.code} {note === null ? '' : t.word('catalogue.relation', note)}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
