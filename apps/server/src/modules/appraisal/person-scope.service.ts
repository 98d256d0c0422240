import { covers, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Kysely } from 'kysely';
import type { Actor } from '../../http/actor.ts';
import type { AppraisalPictures } from './appraisal-doors.ts';
import { listPostPlaces, type PostPlace } from './appraisal.repository.ts';
import { reachesAll } from './selection.service.ts';

/**
 * Whose figures a reader may see: their own, and those of persons who hold a post where the reader's permission reaches. That the work was
 * done on a case within reach is not enough.
 */
export async function visiblePersons(
  db: Kysely<Database>,
  of: { readonly accountIds: readonly Uuid[]; readonly postIds: readonly Uuid[] },
  actor: Actor,
  pictures: AppraisalPictures,
  period: { readonly from: Date; readonly before: Date },
): Promise<ReadonlySet<Uuid>> {
  const ids = [...of.accountIds, ...of.postIds];
  if (reachesAll(actor, pictures)) return new Set(ids);
  const places = await listPostPlaces(db, of, period);
  const grants = actor.grants.filter(({ permission }) => permission === 'statistics.read');
  const covered = ({ areaPath, unitPath }: PostPlace): boolean =>
    grants.some((grant) => covers(grant, { areaPath, unitPaths: unitPath === null ? [] : [unitPath] }));
  const visible = new Set<Uuid>(
    places.filter(covered).flatMap(({ accountId, postId }) => (accountId === null ? [postId] : [accountId, postId])),
  );
  if (actor.accountId !== null) visible.add(actor.accountId);
  for (const { id } of actor.posts) visible.add(id);
  return new Set(ids.filter((id) => visible.has(id)));
}
