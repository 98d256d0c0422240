import { indexTerms, placeKey, type LandmarkKind, type Uuid } from '@gridward/core';
import type { Database, LandmarkTable } from '@gridward/db';
import { sql, type Kysely, type RawBuilder, type Selectable, type Transaction } from 'kysely';

/** What a search needs of a row: everything but what only the index reads. */
export type LandmarkRow = Omit<Selectable<LandmarkTable>, 'terms' | 'name_key'>;

export interface NewLandmark {
  readonly id: Uuid;
  readonly kind: LandmarkKind;
  readonly code: string | null;
  readonly name: string;
  readonly alias: readonly string[];
  /** Of the name and of each other name, apart by spaces. */
  readonly initials: string;
  readonly areaId: Uuid;
  readonly areaPath: string;
  /** WGS84 degrees. */
  readonly position: { readonly lng: number; readonly lat: number };
  readonly source: string;
}

export interface LandmarkQuery {
  /** Subtrees that may be read; `null` is everywhere. */
  readonly areaPaths: readonly string[] | null;
  readonly now: Date;
  readonly limit: number;
}

const COLUMNS = sql`id, kind, code, name, alias, initials, area_id, area_path, position, source, valid_from, valid_to, demo, version`;

const within = ({ areaPaths, now }: LandmarkQuery): RawBuilder<unknown> => {
  const valid = sql`valid_to is null and valid_from <= ${now}`;
  return areaPaths === null ? valid : sql`${valid} and area_path <@ ${`{${areaPaths.join(',')}}`}::ltree[]`;
};

const starting = (text: string): string => `${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/** Names or initials that begin so, in the order of the index. */
export async function landmarksStarting(
  db: Kysely<Database>,
  by: 'name_key' | 'initials',
  text: string,
  query: LandmarkQuery,
): Promise<LandmarkRow[]> {
  const column = sql.ref(by);
  const found = await sql<LandmarkRow>`select ${COLUMNS} from landmark
    where ${column} like ${starting(text)} and ${within(query)}
    order by ${column} using ~<~, id limit ${query.limit}`.execute(db);
  return found.rows;
}

/** Rows that hold all of these terms, the shortest names first, as they are ranked: of a word that everybody uses the limit keeps the plainest. */
export async function landmarksWith(
  db: Kysely<Database>,
  terms: readonly string[],
  query: LandmarkQuery,
): Promise<LandmarkRow[]> {
  const wanted = terms.map((term) => `'${term.replaceAll("'", "''")}'`).join(' & ');
  const found = await sql<LandmarkRow>`select ${COLUMNS} from landmark
    where terms @@ ${wanted}::tsquery and ${within(query)}
    order by length(name), name collate "C", id limit ${query.limit}`.execute(db);
  return found.rows;
}

/** Everything that a source has now, for comparison with its file. */
export async function landmarksOfSource(db: Kysely<Database>, source: string): Promise<LandmarkRow[]> {
  const found = await sql<LandmarkRow>`select ${COLUMNS} from landmark
    where source = ${source} and valid_to is null order by id`.execute(db);
  return found.rows;
}

export interface SourceCount {
  readonly source: string;
  readonly kind: LandmarkKind;
  readonly count: number;
}

export async function countLandmarks(db: Kysely<Database>): Promise<SourceCount[]> {
  const found = await sql<SourceCount>`select source, kind, count(*)::integer as count from landmark
    where valid_to is null group by source, kind order by source, kind`.execute(db);
  return found.rows;
}

const BATCH = 1000;

export async function insertLandmarks(
  trx: Transaction<Database>,
  rows: readonly NewLandmark[],
  { validFrom, demo }: { readonly validFrom: Date; readonly demo: boolean },
): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH).map((row) => ({
      id: row.id,
      kind: row.kind,
      code: row.code,
      name: row.name,
      alias: row.alias,
      name_key: placeKey(row.name),
      initials: row.initials,
      terms: indexTerms([row.name, ...row.alias, row.initials].join(' ')),
      area_id: row.areaId,
      area_path: row.areaPath,
      position: `(${row.position.lng},${row.position.lat})`,
      source: row.source,
    }));
    await sql`insert into landmark (id, kind, code, name, alias, name_key, initials, terms, area_id, area_path, position, source, valid_from, demo)
      select id, kind, code, name, array(select jsonb_array_elements_text(alias)), name_key, initials,
             array_to_tsvector(array(select jsonb_array_elements_text(terms))), area_id, area_path::ltree, position, source, ${validFrom}, ${demo}
        from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as given (id uuid, kind text, code text, name text, alias jsonb,
             name_key text, initials text, terms jsonb, area_id uuid, area_path text, position point, source text)`.execute(trx);
  }
}

/** Ends rows; the past stays readable. */
export async function endLandmarks(trx: Transaction<Database>, ids: readonly Uuid[], at: Date): Promise<void> {
  for (let start = 0; start < ids.length; start += BATCH) {
    await sql`update landmark set valid_to = ${at}, version = version + 1
      where id = any (${`{${ids.slice(start, start + BATCH).join(',')}}`}::uuid[]) and valid_to is null`.execute(trx);
  }
}
