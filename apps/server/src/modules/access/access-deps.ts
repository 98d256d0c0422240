import type { Platform } from '../../platform/deps.ts';
import type { Sealer } from '../../platform/sealing.ts';

/** What the parts of this module share. */
export interface AccessDeps extends Pick<Platform, 'store' | 'clock' | 'ids' | 'randomBytes' | 'log'> {
  readonly config: Pick<Platform['config'], 'adminSecondFactor'>;
  readonly sealer: Pick<Sealer, 'seal' | 'open' | 'index'>;
  /** By whose clocks a day begins; those of China until the deployment is named. */
  readonly timeZone?: () => Promise<string | undefined>;
}

/** Who causes an entry of the audit log, and from where. A `Call` of the host gives one through `sourceOf`. */
export interface AuditSource {
  readonly accountId: string | null;
  readonly address: string | null;
  readonly requestId: string | null;
}
