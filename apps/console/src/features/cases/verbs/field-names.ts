import type { CaseDetail } from '@gridward/contract';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../../platform/language.tsx';
import { areaQuery } from '../../areas/areas.ts';
import { categoryQuery } from '../../catalogue/catalogue.ts';
import { staffQuery, useUnitNames } from '../../organisation/units.ts';
import { caseQuery } from '../keys.ts';
import type { FieldKind, VerbForm } from './verb-forms.ts';
import type { FormValues } from './verb-payload.ts';

/** What the ids in a form stand for, from what its pickers have read already; the case itself names its own. */
export function useFieldNames(form: VerbForm, values: FormValues, detail: CaseDetail): (id: string) => string | undefined {
  const t = useT();
  const unitName = useUnitNames();
  const chosen = (kind: FieldKind): string => {
    const field = form.fields.find((one) => one.kind === kind);
    const value = field === undefined ? undefined : values[field.name];
    return typeof value === 'string' ? value : '';
  };
  const [person, row, into, categoryId, areaId] = [
    chosen('person'),
    chosen('standard_row'),
    chosen('case'),
    chosen('category'),
    chosen('area'),
  ];
  const unitId = detail.owner?.unit.id ?? detail.leadUnit?.id ?? '';
  const staff = useQuery({ ...staffQuery(unitId), enabled: person !== '' && unitId !== '' });
  const rows = useQuery({ ...categoryQuery(detail.category.id), enabled: row !== '' });
  const other = useQuery({ ...caseQuery(into), enabled: into !== '' });
  const category = useQuery({ ...categoryQuery(categoryId), enabled: categoryId !== '' });
  const area = useQuery({ ...areaQuery(areaId), enabled: areaId !== '' });
  const names = new Map([
    [detail.category.id, t.pick(detail.category.name)],
    [detail.area.id, detail.area.name],
    ...(staff.data?.items ?? []).map(({ accountId, name }) => [accountId, name] as const),
    ...(rows.data?.rows ?? []).map(({ id, filing }) => [id, t.pick(filing)] as const),
  ]);
  if (other.data !== undefined) names.set(other.data.id, other.data.number);
  if (category.data !== undefined) names.set(category.data.category.id, t.pick(category.data.category.name));
  if (area.data !== undefined) names.set(area.data.id, area.data.name);
  return (id) => names.get(id) ?? unitName(id);
}
