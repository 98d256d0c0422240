import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import { RESPONSIBILITY_ORIGINS } from '@gridward/core';
import { api, unwrap } from '../../../platform/api.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { AreaPicker } from '../../areas/area-picker.tsx';
import { CategoryPicker } from '../../catalogue/category-picker.tsx';
import { UnitPicker } from '../../organisation/unit-picker.tsx';
import { useMay } from '../../session/me.tsx';
import { datesOf } from '../catalogue/category.ts';
import { PagedList } from '../browsing/paged-list.tsx';
import { EndRow } from './end-row.tsx';
import { ResponsibilityForm } from './responsibility-form.tsx';
import { originOf, type ResponsibilityRow, type ResponsibilitySearch } from './responsibility.ts';

const PAGE_SIZE = 100;
type Work =
  | { readonly kind: 'edit'; readonly row: ResponsibilityRow | null }
  | { readonly kind: 'end'; readonly row: ResponsibilityRow };

/** The list with its filters; each row can be replaced from a day on, or ended. */
export function ResponsibilityList({ search }: { readonly search: ResponsibilitySearch }) {
  const { t } = useLanguage();
  const may = useMay();
  const navigate = useNavigate();
  const [work, setWork] = useState<Work | null>(null);
  const origin = originOf(search.origin);
  const filter = {
    ...(search.category === undefined ? {} : { categoryId: search.category }),
    ...(search.area === undefined ? {} : { areaId: search.area }),
    ...(search.unit === undefined ? {} : { unitId: search.unit }),
    ...(origin === undefined ? {} : { origin }),
    ended: search.ended === 'true' ? ('true' as const) : ('false' as const),
    limit: PAGE_SIZE,
  };
  const list = useInfiniteQuery({
    queryKey: ['responsibility', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => unwrap(api.listResponsibilities({ query: { ...filter, cursor: pageParam } }, { signal })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const change = (next: Partial<Record<keyof ResponsibilitySearch, string | undefined>>): void => {
    const merged = { ...search, ...next };
    const kept = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined && value !== ''));
    void navigate({ to: '/admin/responsibility', search: kept });
  };
  const hasFilter = Object.keys(search).some((key) => key !== 'tab');
  return (
    <>
      <div className="row responsibility-filters">
        <CategoryPicker label={t('field.category')} {...valueOf(search.category)} onChange={(category) => change({ category })} />
        <AreaPicker
          label={t('field.area')}
          placeholder={t('field.area')}
          {...valueOf(search.area)}
          onChange={(area) => change({ area })}
        />
        <UnitPicker label={t('responsibility.unit')} {...valueOf(search.unit)} onChange={(unit) => change({ unit })} />
        <Select
          aria-label={t('responsibility.origin')}
          placeholder={t('responsibility.origin')}
          allowClear
          {...valueOf(search.origin)}
          options={RESPONSIBILITY_ORIGINS.map((value) => ({ value, label: t(`responsibility.origin.${value}`) }))}
          onChange={(value: string | undefined) => change({ origin: value })}
        />
        <Checkbox
          checked={search.ended === 'true'}
          onChange={({ target }) => change({ ended: target.checked ? 'true' : undefined })}
        >
          {t('responsibility.withEnded')}
        </Checkbox>
        {hasFilter ? (
          <Button type="text" onClick={() => void navigate({ to: '/admin/responsibility', search: {} })}>
            {t('rules.clearFilters')}
          </Button>
        ) : null}
        <span className="grow" />
        {may('catalogue.manage') ? (
          <Button type="primary" onClick={() => setWork({ kind: 'edit', row: null })}>
            {t('responsibility.add')}
          </Button>
        ) : null}
      </div>
      <PagedList
        label={t('responsibility.list')}
        list={list}
        blank={{
          title: t(hasFilter ? 'responsibility.emptyFiltered' : 'responsibility.empty'),
          hint: t(hasFilter ? 'responsibility.emptyFilter' : 'responsibility.emptyHint'),
        }}
      >
        {(items) => <Rows items={items} onWork={setWork} mayEdit={may('catalogue.manage')} />}
      </PagedList>
      {work?.kind === 'edit' ? <ResponsibilityForm row={work.row} preset={search} onClose={() => setWork(null)} /> : null}
      {work?.kind === 'end' ? <EndRow row={work.row} onClose={() => setWork(null)} /> : null}
    </>
  );
}

const valueOf = (value: string | undefined) => (value === undefined ? {} : { value });

interface RowsProps {
  readonly items: readonly ResponsibilityRow[];
  readonly mayEdit: boolean;
  readonly onWork: (work: Work) => void;
}

function Rows({ items, mayEdit, onWork }: RowsProps) {
  const { t } = useLanguage();
  return (
    <table className="case-table">
      <thead>
        <tr>
          <th scope="col">{t('field.category')}</th>
          <th scope="col">{t('responsibility.where')}</th>
          <th scope="col">{t('field.leadUnit')}</th>
          <th scope="col">{t('field.supportingUnits')}</th>
          <th scope="col">{t('responsibility.basis')}</th>
          <th scope="col">{t('catalogue.valid')}</th>
          {mayEdit ? <th scope="col">{t('rules.deeds')}</th> : null}
        </tr>
      </thead>
      <tbody>
        {items.map((row) => (
          <tr key={row.id}>
            <td>
              <Link to="/admin/catalogue" search={{ category: row.category.id }}>
                {t.pick(row.category.name)}
              </Link>{' '}
              <span className="quiet">{row.category.code}</span>
            </td>
            <td className="short-cell">
              {row.area?.name ?? t('responsibility.everywhere')}
              {row.componentOwner === null ? null : (
                <div className="quiet">{t('responsibility.ownedBy', { name: row.componentOwner.name })}</div>
              )}
            </td>
            <td>{row.leadUnit.name}</td>
            <td>{t.list(row.supportingUnits.map(({ name }) => name))}</td>
            <td>
              {t(`responsibility.origin.${row.origin}`)}
              {row.legalBasis === null ? null : <div className="quiet cell">{row.legalBasis}</div>}
            </td>
            <td className="figures">{datesOf(row, t)}</td>
            {mayEdit ? (
              <td>
                {row.validTo === null ? (
                  <span className="deeds">
                    <Button size="small" onClick={() => onWork({ kind: 'edit', row })}>
                      {t('responsibility.replace')}
                    </Button>
                    <Button size="small" onClick={() => onWork({ kind: 'end', row })}>
                      {t('responsibility.end')}
                    </Button>
                  </span>
                ) : null}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
