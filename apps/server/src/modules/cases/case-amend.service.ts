import { problem, type Problem } from '@gridward/contract';
import { err, ok, type CaseCommand, type Result, type Uuid } from '@gridward/core';
import type { CasePictures } from './case-context.service.ts';
import type { CaseDoors } from './case-doors.ts';
import type { LoadedCase, MovingRow } from './case-row.ts';
import { screened, searchTextOf } from './case-text.policy.ts';
import type { Move } from './case-write.repository.ts';

/** What an amendment makes of the description of a case. */
export interface Amendment {
  readonly columns: Move['description'];
  readonly changed: Readonly<Record<string, unknown>>;
  readonly areaPath: string;
  readonly searchText: string;
}

/** The facts that `amend` may correct, as they arrive beside the machine's own payload. */
interface AmendFacts {
  readonly description?: string;
  readonly place?: string;
  readonly position?: { readonly lng: number; readonly lat: number };
  readonly areaId?: Uuid;
  readonly categoryId?: Uuid;
  readonly urgency?: 'normal' | 'urgent' | 'critical';
}

/** Null for every verb but `amend`. */
export async function describeAmendment(
  command: CaseCommand,
  loaded: LoadedCase<MovingRow>,
  pictures: CasePictures,
  doors: CaseDoors,
): Promise<Result<Amendment | null, Problem>> {
  if (command.verb !== 'amend') return ok(null);
  const facts = command as AmendFacts;
  const area = await placeOf(facts, loaded, pictures, doors);
  if (!area.ok) return area;
  const category = facts.categoryId === undefined ? undefined : pictures.catalogue.category(facts.categoryId);
  if (facts.categoryId !== undefined && category === undefined) return err(problem('category_unknown'));
  // The limit comes from the row that the case is filed under: another matter has to be filed again.
  const isRefiled = category !== undefined && category.id !== loaded.row.category_id && loaded.core.state === 'filed';
  if (isRefiled) return err(problem('row_missing', { rule: 'CT05' }));
  const description = facts.description === undefined ? undefined : screened(facts.description).text;
  const columns: Move['description'] = {
    ...(description === undefined ? {} : { description }),
    ...(facts.place === undefined ? {} : { place: screened(facts.place).text }),
    ...(facts.position === undefined ? {} : { position: `(${facts.position.lng},${facts.position.lat})` }),
    ...(area.value === null ? {} : { area_id: area.value.id, area_path: area.value.path }),
    ...(category === undefined ? {} : { category_id: category.id, category_path: category.path, kind: category.kind }),
    ...(facts.urgency === undefined ? {} : { urgency: facts.urgency }),
  };
  return ok({
    columns,
    changed: columns,
    areaPath: area.value?.path ?? loaded.row.area_path,
    searchText: searchTextOf({
      description: description ?? loaded.row.description,
      place: columns.place ?? loaded.row.place,
      category: (category ?? pictures.catalogue.category(loaded.row.category_id))?.nameZh ?? '',
      area: pictures.areas.byId(area.value?.id ?? loaded.row.area_id)?.name ?? '',
    }),
  });
}

async function placeOf(
  facts: AmendFacts,
  loaded: LoadedCase<MovingRow>,
  pictures: CasePictures,
  doors: CaseDoors,
): Promise<Result<{ id: Uuid; path: string } | null, Problem>> {
  if (facts.areaId !== undefined) {
    const area = pictures.areas.byId(facts.areaId);
    return area === undefined ? err(problem('not_found')) : ok(area);
  }
  if (facts.position === undefined) return ok(null);
  const found = await doors.areas.locate(facts.position);
  const area = found === null ? undefined : pictures.areas.byId(found.areaId);
  return area === undefined ? err(problem('position_outside')) : ok(area.id === loaded.row.area_id ? null : area);
}
