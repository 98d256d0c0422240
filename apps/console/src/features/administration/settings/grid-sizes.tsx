import { GRID_KINDS, type GridKind, type SizeNorm } from '@gridward/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, InputNumber } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { useT } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { useMay } from '../../session/me.tsx';
import { gridSizeNormsQuery, type GridSizes } from '../areas/area-queries.ts';
import { RecordDrawer } from '../editing/record-drawer.tsx';

/** How many households a grid of each kind usually has; who keeps the areas is warned beyond it. */
export function GridSizeNorms() {
  const t = useT();
  const mayEdit = useMay()('area.manage');
  const [kind, setKind] = useState<GridKind | null>(null);
  const { data, error, refetch } = useQuery(gridSizeNormsQuery);
  if (data === undefined) return error === null ? null : <ProblemNotice error={error} onRetry={() => void refetch()} />;
  return (
    <section className="section" aria-label={t('settings.gridSizes')}>
      <h2>{t('settings.gridSizes')}</h2>
      <p className="quiet">{t('settings.gridSizesHint')}</p>
      <ul className="admin-section-list">
        {GRID_KINDS.map((each) => (
          <li key={each}>
            <span>{t(`gridKind.${each}`)}</span>
            <strong className="figures">{wordsOf(data.norms[each], t)}</strong>
            {mayEdit ? (
              <Button
                size="small"
                aria-label={t('settings.editGridSize', { kind: t(`gridKind.${each}`) })}
                onClick={() => setKind(each)}
              >
                {t('setup.edit')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {kind === null ? null : <NormForm kind={kind} sizes={data} onClose={() => setKind(null)} />}
    </section>
  );
}

const wordsOf = (norm: SizeNorm | undefined, t: ReturnType<typeof useT>): string =>
  norm === undefined ? t('settings.noGridSize') : t('settings.gridSize', { fewest: norm.fewest, most: norm.most });

interface NormValues {
  readonly fewest?: number | null;
  readonly most?: number | null;
}

interface NormFormProps {
  readonly kind: GridKind;
  readonly sizes: GridSizes;
  readonly onClose: () => void;
}

function NormForm({ kind, sizes, onClose }: NormFormProps) {
  const t = useT();
  const client = useQueryClient();
  const keyFor = useCommandKey();
  const name = t(`gridKind.${kind}`);
  const ends = [
    { field: 'fewest', label: t('settings.fewestHouseholds') },
    { field: 'most', label: t('settings.mostHouseholds') },
  ] as const;
  return (
    <RecordDrawer<NormValues, GridSizes>
      title={t('settings.editGridSize', { kind: name })}
      draft={['grid-size', kind]}
      record={sizes}
      valuesOf={({ norms }) => ({ fewest: norms[kind]?.fewest ?? null, most: norms[kind]?.most ?? null })}
      fields={ends.map(({ field, label }) => ({ label, read: (values) => String(values[field] ?? '') }))}
      nameOf={() => t('settings.gridSizes')}
      write={({ fewest, most }, version, over) => {
        // All kinds are saved together: the others stay as they are in what this is saved over.
        const { [kind]: _before, ...others } = (over ?? sizes).norms;
        const norms = fewest == null || most == null ? others : { ...others, [kind]: { fewest, most } };
        const body = { norms, version };
        return unwrap(api.saveGridSizeNorms({ body }, { commandId: keyFor(body) }));
      }}
      refresh={() => client.invalidateQueries({ queryKey: gridSizeNormsQuery.queryKey })}
      onClose={onClose}
    >
      <p className="quiet">{t('settings.gridSizeEmpty')}</p>
      {ends.map(({ field, label }) => (
        <Form.Item
          key={field}
          name={field}
          label={label}
          dependencies={['fewest', 'most']}
          rules={[
            ({ getFieldValue }) => ({
              validator: () => {
                const [fewest, most] = [getFieldValue('fewest') as unknown, getFieldValue('most') as unknown];
                const isPair =
                  typeof fewest === 'number' && typeof most === 'number' ? fewest <= most : fewest == null && most == null;
                return isPair ? Promise.resolve() : Promise.reject(new Error(t('settings.gridSizeRule')));
              },
            }),
          ]}
        >
          <InputNumber min={1} max={100_000} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      ))}
    </RecordDrawer>
  );
}
