import { createHash } from 'node:crypto';
import { problem, type caseRoutes, type Problem, type RouteReply } from '@gridward/contract';
import { err, expiryOf, ok, toIso, type Permission, type Result, type Uuid } from '@gridward/core';
import { sqlState, type Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Actor } from '../../http/actor.ts';
import { findCommand, recordCommand } from '../../http/command.repository.ts';
import { replay, type Call } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import type { Sealer } from '../../platform/sealing.ts';
import {
  attachmentsOfCases,
  claimAttachments,
  findAttachment,
  insertAttachment,
  type AttachmentRow,
} from './attachments.repository.ts';
import { previewOf, readPhoto, type Photo } from './photos/photo-format.ts';
import type { FileStorage } from './storage/file-storage.ts';

export interface FileDoors {
  readonly sealer: Pick<Sealer, 'sealBytes' | 'openBytes'>;
  readonly storage: FileStorage;
}

/** What an actor may do with a case; given by the cases module. */
export type PermissionsOnCase = (actor: Actor, caseId: Uuid) => Promise<ReadonlySet<Permission>>;

/** A photo as the case page shows it. */
export interface Attachment {
  readonly id: Uuid;
  readonly caseId: Uuid | null;
  readonly purpose: AttachmentRow['purpose'];
  readonly screening: AttachmentRow['screening'];
  readonly mime: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly takenAt: Date | null;
  readonly uploadedAt: Date;
  readonly uploadedBy: Uuid | null;
}

export interface Claim {
  readonly caseId: Uuid;
  readonly ids: readonly Uuid[];
  readonly accountId: Uuid | null;
  readonly purpose: AttachmentRow['purpose'];
}

/** Bytes to be served; `final` when they will not change any more. */
export interface Served {
  readonly bytes: Buffer;
  readonly mime: string;
  readonly etag: string;
  readonly final: boolean;
}

type Uploaded = RouteReply<typeof caseRoutes.uploadAttachment>;
export type Attachments = ReturnType<typeof createAttachments>;

const UPLOAD_ROUTE = 'POST /api/v1/attachments';
const UNIQUE_VIOLATION = '23505';
const MIME = 'image/jpeg';
const PHOTOS_GONE = {
  zh: '照片已随另一次提交保存，或已过期：请移除后重新添加',
  en: 'The photos went with another submission, or have expired: take them out and add them again',
} as const;
/** Who may see a photo before it was looked through, or that could not be. */
const SEES_UNSCREENED: readonly Permission[] = ['case.intake', 'reporter.reveal'];

export const originalContext = (id: Uuid): string => `attachment.original:${id}`;

export function createAttachments(platform: Pick<Platform, 'store' | 'clock' | 'ids'>, { sealer, storage }: FileDoors) {
  const { store, clock, ids } = platform;

  /** RT11 Takes a photo in, sealed until it is looked through. The same command id always gives the same photo. */
  async function upload(purpose: AttachmentRow['purpose'], bytes: Buffer, call: Call): Promise<Result<Uploaded, Problem>> {
    const requestHash = createHash('sha256').update(call.requestHash).update(bytes).digest();
    const known = { ...call, requestHash };
    const earlier = await findCommand(store.db, call.commandId);
    if (earlier !== undefined) return replay(earlier, UPLOAD_ROUTE, known);
    const photo = await readPhoto(bytes);
    if (!photo.ok) return photo;
    const id = ids.next();
    const sha256 = await storage.put(sealer.sealBytes(photo.value.bytes, originalContext(id)));
    const row = rowOf(id, purpose, photo.value, sha256, call.actor.accountId);
    const response = uploadedOf(row, photo.value, call.actor);
    try {
      await store.inTransaction(async (trx) => {
        await insertAttachment(trx, row);
        const { commandId, actor } = call;
        await recordCommand(trx, {
          id: commandId,
          accountId: actor.accountId,
          route: UPLOAD_ROUTE,
          requestHash,
          objectId: id,
          response,
          at: row.uploaded_at,
        });
      });
      return ok(response);
    } catch (error) {
      const faster = sqlState(error) === UNIQUE_VIOLATION ? await findCommand(store.db, call.commandId) : undefined;
      if (faster === undefined) throw error;
      await storage.removeIfPutBefore(sha256, new Date(clock.now() + 1));
      return replay(faster, UPLOAD_ROUTE, known);
    }
  }

  const rowOf = (id: Uuid, purpose: AttachmentRow['purpose'], photo: Photo, sha256: Buffer, accountId: Uuid | null) => {
    const now = clock.now();
    return {
      id,
      purpose,
      sha256,
      original_sha256: sha256,
      mime: MIME,
      bytes: photo.bytes.length,
      width: photo.width,
      height: photo.height,
      taken_at: photo.takenAt === null ? null : new Date(photo.takenAt),
      position: photo.position === null ? null : `(${photo.position.lng},${photo.position.lat})`,
      screening: 'waiting' as const,
      uploaded_at: new Date(now),
      uploaded_by: accountId,
      expires_at: new Date(expiryOf('unclaimed_photo', now)),
    };
  };

  /** Gives photos to a case. All of them must be the account's own and belong to no case yet. */
  async function claim(trx: Transaction<Database>, wish: Claim): Promise<Result<null, Problem>> {
    const unique = [...new Set(wish.ids)];
    if (unique.length === 0) return ok(null);
    const claimed = await claimAttachments(trx, { ...wish, ids: unique });
    return claimed === unique.length ? ok(null) : err(problem('not_found', { detail: PHOTOS_GONE, rule: 'RT11' }));
  }

  async function ofCases(caseIds: readonly Uuid[]): Promise<ReadonlyMap<Uuid, readonly Attachment[]>> {
    const rows = (await attachmentsOfCases(store.db, caseIds)).map(toAttachment);
    return new Map(caseIds.map((caseId) => [caseId, rows.filter((row) => row.caseId === caseId)]));
  }

  const ofCase = async (caseId: Uuid): Promise<readonly Attachment[]> =>
    (await attachmentsOfCases(store.db, [caseId])).map(toAttachment);

  /** RT11 Handlers get what was looked through and nothing else. The untouched picture under a cover is given to nobody. */
  async function read(
    id: Uuid,
    size: 'preview' | 'full',
    actor: Actor,
    permissionsOnCase: PermissionsOnCase,
  ): Promise<Result<Served, Problem>> {
    const row = await findAttachment(store.db, id);
    if (row === undefined) return err(problem('not_found'));
    const allowed = await mayRead(row, actor, permissionsOnCase);
    if (!allowed.ok) return allowed;
    const final = row.screening === 'clear' || row.screening === 'masked';
    const sha256 = final && size === 'preview' ? (row.preview_sha256 ?? row.sha256) : row.sha256;
    const stored = await storage.get(sha256);
    if (stored === null) return err(problem('not_found'));
    const etag = `"${sha256.toString('hex').slice(0, 32)}"`;
    if (final) return ok({ bytes: stored, mime: row.mime, etag, final });
    const photo = sealer.openBytes(stored, originalContext(row.id));
    return ok({ bytes: size === 'preview' ? await previewOf(photo) : photo, mime: row.mime, etag, final });
  }

  return { upload, claim, ofCase, ofCases, read };
}

async function mayRead(row: AttachmentRow, actor: Actor, permissionsOnCase: PermissionsOnCase): Promise<Result<null, Problem>> {
  const isOwn = actor.accountId !== null && row.uploaded_by === actor.accountId;
  if (row.case_id === null) return isOwn ? ok(null) : err(problem('not_found'));
  const permissions = await permissionsOnCase(actor, row.case_id);
  if (!permissions.has('case.read')) return err(problem('not_found'));
  if (row.screening === 'clear' || row.screening === 'masked' || isOwn) return ok(null);
  if (SEES_UNSCREENED.some((permission) => permissions.has(permission))) return ok(null);
  return err(problem(row.screening === 'waiting' ? 'too_early' : 'not_permitted', { rule: 'RT11' }));
}

const toAttachment = (row: AttachmentRow): Attachment => ({
  id: row.id,
  caseId: row.case_id,
  purpose: row.purpose,
  screening: row.screening,
  mime: row.mime,
  width: row.width,
  height: row.height,
  takenAt: row.taken_at,
  uploadedAt: row.uploaded_at,
  uploadedBy: row.uploaded_by,
});

function uploadedOf(
  row: { readonly id: Uuid; readonly purpose: AttachmentRow['purpose']; readonly uploaded_at: Date },
  photo: Photo,
  actor: Actor,
): Uploaded {
  return {
    id: row.id,
    purpose: row.purpose,
    screening: 'waiting',
    mime: MIME,
    width: photo.width,
    height: photo.height,
    takenAt: photo.takenAt === null ? null : toIso(photo.takenAt),
    uploadedAt: row.uploaded_at.toISOString(),
    uploadedBy: actor.accountId === null ? null : { id: actor.accountId, name: actor.name },
    position: photo.position,
  };
}
