import { sql, type RawBuilder } from 'kysely';
import { withinReach, type ReachFilter } from './case-filter.repository.ts';

/** Cases in reach, those below an area only where one is named. `null` is no condition. */
export interface PlaceReach {
  readonly reach: ReachFilter | null;
  readonly areaPath: string | null;
}

/** Both conditions in one, for a statement that reads `case_file`. */
export function withinPlace({ reach, areaPath }: PlaceReach): RawBuilder<boolean> {
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (areaPath !== null) conditions.push(sql`case_file.area_path <@ ${areaPath}::ltree`);
  if (reach !== null) conditions.push(withinReach(reach));
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}
