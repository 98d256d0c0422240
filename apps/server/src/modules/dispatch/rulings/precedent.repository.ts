import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely } from 'kysely';
import { withinReach, type ReachFilter } from '../../cases/index.ts';

/** An earlier ruling, as the journal of its case keeps it. */
export interface PrecedentRow {
  readonly caseId: Uuid;
  readonly number: string;
  readonly description: string;
  readonly areaId: Uuid;
  readonly categoryId: Uuid;
  readonly at: Date;
  readonly granted: boolean;
  readonly reason: string;
  readonly unitId: Uuid | null;
  readonly ruledUnitId: Uuid | null;
  readonly accountId: Uuid | null;
}

export interface PrecedentQuestion {
  readonly verb: 'rule_return' | 'rule_extension' | 'rule_deferral' | 'rule_exemption';
  readonly exceptCaseId: Uuid;
  readonly categoryId: Uuid;
  /** Rulings on other matters of this class count too, behind those on the matter itself. */
  readonly classPath: string;
  readonly areaPath: string;
  readonly reach: ReachFilter | null;
  readonly limit: number;
}

/** The nearest rulings: on the same matter, then near in the tree of areas, then the newest. */
export async function listPrecedents(
  db: Kysely<Database>,
  { verb, exceptCaseId, categoryId, classPath, areaPath, reach, limit }: PrecedentQuestion,
): Promise<PrecedentRow[]> {
  const seen = reach === null ? sql`true` : withinReach(reach);
  const result = await sql<PrecedentRow>`
    select event.case_id as "caseId", case_file.number, case_file.description, case_file.area_id as "areaId",
           case_file.category_id as "categoryId", event.at, (event.facts -> 'told' ->> 'granted')::boolean as granted,
           coalesce(event.facts -> 'told' ->> 'reason', '') as reason, coalesce(event.owner_unit_id, case_file.lead_unit_id) as "unitId",
           (event.facts -> 'told' ->> 'leadUnitId')::uuid as "ruledUnitId", event.account_id as "accountId"
      from case_event event join case_file on case_file.id = event.case_id
     where event.verb = ${sql.lit(verb)} and event.case_id <> ${exceptCaseId} and case_file.category_path <@ ${classPath}::ltree and ${seen}
     order by (case_file.category_id = ${categoryId}) desc,
              nlevel(lca(case_file.area_path || 'a'::ltree, ${areaPath}::ltree || 'b'::ltree)) desc, event.at desc, event.case_id, event.seq
     limit ${limit}`.execute(db);
  return result.rows;
}

/** Numbers of cases that rows of the list name as their precedent, as far as the reach goes. */
export async function numbersOf(
  db: Kysely<Database>,
  caseIds: readonly Uuid[],
  reach: ReachFilter | null,
): Promise<ReadonlyMap<Uuid, string>> {
  if (caseIds.length === 0) return new Map();
  const named = db.selectFrom('case_file').select(['id', 'number']).where('id', 'in', caseIds);
  const found = await (reach === null ? named : named.where(withinReach(reach))).execute();
  return new Map(found.map(({ id, number }) => [id, number]));
}
