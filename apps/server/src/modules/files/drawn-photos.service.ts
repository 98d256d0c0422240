import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Kysely, Transaction } from 'kysely';
import { allFiles, insertClear, type DrawnRow } from './drawn-photos.repository.ts';
import { previewOf } from './photos/photo-format.ts';
import type { FileStorage } from './storage/file-storage.ts';

/** A picture that we drew ourselves and that lies in the storage: there is nothing on it to look for. */
export interface DrawnPhoto {
  readonly sha256: Buffer;
  readonly previewSha256: Buffer;
  readonly bytes: number;
}

/** A drawn picture as the photo of a case; many cases may show the same. */
export interface DrawnAttachment {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly purpose: DrawnRow['purpose'];
  readonly at: Date;
  readonly accountId: Uuid | null;
  readonly drawn: DrawnPhoto;
  readonly width: number;
  readonly height: number;
}

/** Pictures for demonstration data. Photos of people come in by upload and by no other way. */
export function createDrawnPhotos({ storage }: { readonly storage: FileStorage }) {
  return {
    /** Keeps a JPEG and its preview. Not inside a transaction. */
    async keepDrawn(jpeg: Buffer): Promise<DrawnPhoto> {
      const [sha256, previewSha256] = [await storage.put(jpeg), await storage.put(await previewOf(jpeg))];
      return { sha256, previewSha256, bytes: jpeg.length };
    },
    insertDrawn: (trx: Transaction<Database>, photos: readonly DrawnAttachment[]): Promise<void> =>
      insertClear(trx, photos.map(toRow)),
    /** Every file that a photo of the store lies in. */
    allFiles: (db: Kysely<Database>): Promise<readonly Buffer[]> => allFiles(db),
    /** Removes files whose rows are gone, unless somebody put the same since. */
    async discard(files: readonly Buffer[], before: Date): Promise<void> {
      for (const sha256 of files) await storage.removeIfPutBefore(sha256, before);
    },
  };
}

const toRow = ({ id, caseId, purpose, at, accountId, drawn, width, height }: DrawnAttachment): DrawnRow => ({
  id,
  case_id: caseId,
  purpose,
  sha256: drawn.sha256,
  preview_sha256: drawn.previewSha256,
  mime: 'image/jpeg',
  bytes: drawn.bytes,
  width,
  height,
  taken_at: at,
  screening: 'clear',
  uploaded_at: at,
  uploaded_by: accountId,
});
