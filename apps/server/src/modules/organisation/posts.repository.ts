import { toIso, type Instant, type TeamPost, type TeamRole, type Uuid } from '@gridward/core';
import type { Database, PostTable } from '@gridward/db';
import { sql, type ExpressionBuilder, type Kysely, type Selectable, type Transaction } from 'kysely';

// Accounts belong to the access module. They are only read here, joined to persons, because "who is staff of this unit" must be one query.

/** A person's work data. */
export interface PersonRow {
  readonly id: Uuid;
  readonly name: string;
  readonly workPhone: string | null;
  readonly workEmail: string | null;
  readonly number: string | null;
  readonly version: number;
}

export interface NewPersonRow extends Omit<PersonRow, 'version'> {
  readonly demo: boolean;
  readonly createdAt: Instant;
}

/** A post with the name of its holder. */
export interface PostRow extends TeamPost {
  readonly personName: string;
  readonly workPhone: string | null;
  readonly roleId: string;
  readonly unitId: Uuid | null;
  readonly title: string | null;
  readonly version: number;
}

export interface NewPostRow {
  readonly id: Uuid;
  readonly personId: Uuid;
  readonly roleId: string;
  readonly unitId: Uuid | null;
  readonly areaId: Uuid | null;
  readonly teamRole: TeamRole | null;
  readonly title: string | null;
  readonly substituteFor: Uuid | null;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly createdAt: Instant;
  readonly createdBy: Uuid | null;
}

/** Somebody who may be given work. */
export interface StaffRow {
  readonly accountId: Uuid;
  readonly personId: Uuid;
  readonly name: string;
}

export async function insertPersons(trx: Transaction<Database>, rows: readonly NewPersonRow[]): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .insertInto('person')
    .values(
      rows.map((row) => ({
        id: row.id,
        name: row.name,
        work_phone: row.workPhone,
        work_email: row.workEmail,
        number: row.number,
        demo: row.demo,
        created_at: toIso(row.createdAt),
      })),
    )
    .execute();
}

export async function insertPosts(trx: Transaction<Database>, rows: readonly NewPostRow[]): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .insertInto('post')
    .values(
      rows.map((row) => ({
        id: row.id,
        person_id: row.personId,
        role_id: row.roleId,
        unit_id: row.unitId,
        area_id: row.areaId,
        team_role: row.teamRole,
        title: row.title,
        substitute_for: row.substituteFor,
        valid_from: toIso(row.validFrom),
        valid_to: row.validTo === null ? null : toIso(row.validTo),
        created_at: toIso(row.createdAt),
        created_by: row.createdBy,
      })),
    )
    .execute();
}

const validAt = (at: Instant) => (where: ExpressionBuilder<Database, 'post'>) =>
  where.and([
    where('post.valid_from', '<=', new Date(at)),
    where.or([where('post.valid_to', 'is', null), where('post.valid_to', '>', new Date(at))]),
  ]);

/** Accounts, not disabled, whose person holds a post now in the unit or below it. By name. */
export async function listStaff(db: Kysely<Database>, unitPath: string, at: Instant): Promise<StaffRow[]> {
  const rows = await db
    .selectFrom('post')
    .innerJoin('unit', 'unit.id', 'post.unit_id')
    .innerJoin('person', 'person.id', 'post.person_id')
    .innerJoin('account', 'account.person_id', 'person.id')
    .select(['account.id as account_id', 'person.id as person_id', 'person.name'])
    .distinct()
    .where(sql<boolean>`unit.path <@ ${unitPath}::ltree`)
    .where(validAt(at))
    .where('account.disabled_at', 'is', null)
    .orderBy('person.name')
    .orderBy('account.id')
    .execute();
  return rows.map((row) => ({ accountId: row.account_id, personId: row.person_id, name: row.name }));
}

export async function isStaff(db: Kysely<Database>, accountId: Uuid, unitPath: string, at: Instant): Promise<boolean> {
  const found = await db
    .selectFrom('post')
    .innerJoin('unit', 'unit.id', 'post.unit_id')
    .innerJoin('account', 'account.person_id', 'post.person_id')
    .select('post.id')
    .where('account.id', '=', accountId)
    .where('account.disabled_at', 'is', null)
    .where(sql<boolean>`unit.path <@ ${unitPath}::ltree`)
    .where(validAt(at))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

export async function namesOfAccounts(
  db: Kysely<Database>,
  accountIds: readonly Uuid[],
): Promise<Map<Uuid, { readonly personId: Uuid; readonly name: string }>> {
  if (accountIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('account')
    .innerJoin('person', 'person.id', 'account.person_id')
    .select(['account.id', 'person.id as person_id', 'person.name'])
    .where('account.id', 'in', [...accountIds])
    .execute();
  return new Map(rows.map((row) => [row.id, { personId: row.person_id, name: row.name }]));
}

const postsWithNames = (db: Kysely<Database>) =>
  db
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .select([
      'post.id',
      'post.person_id',
      'person.name',
      'person.work_phone',
      'post.role_id',
      'post.unit_id',
      'post.area_id',
      'post.team_role',
      'post.title',
      'post.substitute_for',
      'post.valid_from',
      'post.valid_to',
      'post.version',
    ])
    .orderBy('post.valid_from')
    .orderBy('post.id');

type PostWithName = Awaited<ReturnType<ReturnType<typeof postsWithNames>['execute']>>[number];

type PostColumns = Pick<
  Selectable<PostTable>,
  | 'id'
  | 'person_id'
  | 'role_id'
  | 'unit_id'
  | 'area_id'
  | 'team_role'
  | 'title'
  | 'substitute_for'
  | 'valid_from'
  | 'valid_to'
  | 'version'
>;

/** What the table says of a post, without the name of its holder. */
export const postFacts = (row: PostColumns): Omit<PostRow, 'personName' | 'workPhone'> => ({
  id: row.id,
  personId: row.person_id,
  roleId: row.role_id,
  unitId: row.unit_id,
  areaId: row.area_id,
  teamRole: row.team_role,
  title: row.title,
  substituteFor: row.substitute_for,
  validFrom: row.valid_from.getTime(),
  validTo: row.valid_to?.getTime() ?? null,
  version: row.version,
});

const toPost = (row: PostWithName): PostRow => ({ ...postFacts(row), personName: row.name, workPhone: row.work_phone });

/** Posts of an area that have not ended before a moment. */
export async function listAreaPosts(db: Kysely<Database>, areaId: Uuid, from: Instant): Promise<PostRow[]> {
  const rows = await postsWithNames(db).where('post.area_id', '=', areaId).where(notEndedBefore(from)).execute();
  return rows.map(toPost);
}

/** Posts of a unit alone that have not ended before a moment. */
export async function listUnitPosts(db: Kysely<Database>, unitId: Uuid, from: Instant): Promise<PostRow[]> {
  const rows = await postsWithNames(db).where('post.unit_id', '=', unitId).where(notEndedBefore(from)).execute();
  return rows.map(toPost);
}

/** Every post that has not ended before a moment: what the list of gaps is made from. */
export async function listOpenPosts(db: Kysely<Database>, from: Instant): Promise<PostRow[]> {
  const rows = await postsWithNames(db).where(notEndedBefore(from)).execute();
  return rows.map(toPost);
}

export async function findPost(trx: Kysely<Database>, id: Uuid): Promise<PostRow | undefined> {
  const row = await postsWithNames(trx).where('post.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toPost(row);
}

const notEndedBefore = (from: Instant) => (where: ExpressionBuilder<Database, 'post'>) =>
  where.or([where('post.valid_to', 'is', null), where('post.valid_to', '>', new Date(from))]);

/** Ends a post at a moment. False when the version is another by now. */
export async function endPost(trx: Transaction<Database>, id: Uuid, version: number, validTo: Instant): Promise<boolean> {
  const result = await trx
    .updateTable('post')
    .set({ valid_to: toIso(validTo), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Takes back a post that never began. */
export async function deletePost(trx: Transaction<Database>, id: Uuid, version: number): Promise<boolean> {
  const result = await trx.deleteFrom('post').where('id', '=', id).where('version', '=', version).executeTakeFirst();
  return result.numDeletedRows === 1n;
}
