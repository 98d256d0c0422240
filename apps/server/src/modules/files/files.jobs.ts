import type { Instant } from '@gridward/core';
import type { Platform } from '../../platform/deps.ts';
import {
  deleteExpired,
  filesInUse,
  saveScreening,
  waitingAttachments,
  type AttachmentRow,
  type ScreenedFiles,
} from './attachments.repository.ts';
import { originalContext, type FileDoors } from './attachments.service.ts';
import { coverAreas, findNumbersOnPicture } from './photos/number-screen.ts';
import { previewOf } from './photos/photo-format.ts';
import { TextReaderError, type TextReader } from './photos/text-reader.ts';

const EXPIRY_BATCH = 200;
/** A file that was put so recently may be about to be named by a row. */
const SETTLED_AFTER_MS = 3_600_000;

export type FileJobs = ReturnType<typeof createFileJobs>;

export function createFileJobs(
  platform: Pick<Platform, 'store' | 'clock' | 'log'>,
  { sealer, storage }: FileDoors,
  reader: TextReader,
) {
  const { store, clock, log } = platform;

  /**
   * RT11 Looks through waiting photos, one after the other. Safe beside other processes: the first result counts.
   * @returns how many were looked through
   */
  async function screenWaiting(limit: number): Promise<number> {
    const rows = await waitingAttachments(store.db, limit);
    for (const row of rows) await screen(row);
    return rows.length;
  }

  async function screen(row: AttachmentRow): Promise<void> {
    const sealed = await storage.get(row.sha256);
    if (sealed === null) {
      log.error({ attachmentId: row.id }, 'a photo that waits to be looked through is missing from the files');
      await saveScreening(store.db, row.id, failedAs(row));
      return;
    }
    const files = await look(row, sealer.openBytes(sealed, originalContext(row.id)));
    const saved = await saveScreening(store.db, row.id, files);
    if (saved && files.originalSha256 === null) await storage.removeIfPutBefore(row.sha256, new Date(clock.now() + 1));
  }

  async function look(row: AttachmentRow, photo: Buffer): Promise<ScreenedFiles> {
    try {
      const areas = await findNumbersOnPicture(photo, reader);
      const shown = areas.length === 0 ? photo : await coverAreas(photo, areas);
      const [sha256, previewSha256] = [await storage.put(shown), await storage.put(await previewOf(shown))];
      const common = { sha256, previewSha256, bytes: shown.length };
      return areas.length === 0
        ? { ...common, screening: 'clear', originalSha256: null }
        : { ...common, screening: 'masked', originalSha256: row.sha256 };
    } catch (error) {
      if (!(error instanceof TextReaderError)) throw error;
      log.warn({ attachmentId: row.id, err: error }, 'a photo could not be looked through');
      return failedAs(row);
    }
  }

  /** RT03 Deletes photos that no case claimed in time, with their files. */
  async function expire(now: Instant): Promise<number> {
    let total = 0;
    for (;;) {
      const rows = await store.inTransaction((trx) => deleteExpired(trx, new Date(now), EXPIRY_BATCH));
      await removeFiles(rows, now);
      total += rows.length;
      if (rows.length < EXPIRY_BATCH) return total;
    }
  }

  /** The same picture may have been handed in twice: a file goes when no photo needs it. */
  async function removeFiles(rows: readonly AttachmentRow[], now: Instant): Promise<void> {
    const files = rows.flatMap((row) => [row.sha256, row.preview_sha256, row.original_sha256].flatMap((sha256) => sha256 ?? []));
    const needed = await filesInUse(store.db, files);
    const before = new Date(now - SETTLED_AFTER_MS);
    for (const file of files) if (!needed.has(file.toString('hex'))) await storage.removeIfPutBefore(file, before);
  }

  return { screenWaiting, expire };
}

/** It stays sealed; intake may look at it and nobody else. */
const failedAs = (row: AttachmentRow): ScreenedFiles => ({
  screening: 'failed',
  sha256: row.sha256,
  previewSha256: null,
  originalSha256: row.original_sha256,
  bytes: row.bytes,
});
