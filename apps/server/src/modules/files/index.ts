import type { Host } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import type { Sealer } from '../../platform/sealing.ts';
import { moveReportPhotos } from './attachments.repository.ts';
import { createAttachments, type PermissionsOnCase } from './attachments.service.ts';
import { createDrawnPhotos } from './drawn-photos.service.ts';
import { createFileJobs } from './files.jobs.ts';
import { serveFiles } from './files.routes.ts';
import { createTextReader } from './photos/text-reader.ts';
import { createDiskStorage } from './storage/disk-storage.ts';

export type { Attachment, Claim, PermissionsOnCase } from './attachments.service.ts';
export type { DrawnAttachment, DrawnPhoto } from './drawn-photos.service.ts';
export type { FileStorage } from './storage/file-storage.ts';

export type Files = ReturnType<typeof createFiles>;

/** Photos: taken in, sealed, looked through, served. Rules RT11 and RT12 of `core/rights/SPEC.md`. */
export function createFiles(platform: Platform, { sealer }: { readonly sealer: Sealer }) {
  const doors = { sealer, storage: createDiskStorage(platform.config.dataDir, platform.clock) };
  const attachments = createAttachments(platform, doors);
  const reader = createTextReader();
  const jobs = createFileJobs(platform, doors, reader);
  return {
    ...createDrawnPhotos(doors),
    claim: attachments.claim,
    ofCase: attachments.ofCase,
    carryOver: moveReportPhotos,
    ofCases: attachments.ofCases,
    /** Job: looks through photos that wait; answers how many there were, so that a full batch calls for another. */
    screenWaiting: jobs.screenWaiting,
    /** Job: deletes photos that no case claimed in time. */
    expire: jobs.expire,
    routes: (host: Host, permissionsOnCase: PermissionsOnCase): void => serveFiles(host, attachments, permissionsOnCase),
    /** Ends the reader's thread. */
    close: reader.close,
  };
}
