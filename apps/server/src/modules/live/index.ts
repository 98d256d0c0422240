import { liveRoutes } from '@gridward/contract';
import type { Host } from '../../http/host.ts';
import { SESSION_COOKIE } from '../../http/session.ts';
import type { Platform } from '../../platform/deps.ts';
import type { LiveDoors } from './live-doors.ts';
import { createLiveService } from './live.service.ts';
import { createPresence } from './presence.service.ts';

export type { LiveDoors } from './live-doors.ts';

/** The door of the live module: what happens, told as it happens, and who is on a case. */
export interface Live {
  routes(host: Host): void;
  /** This process has written something: whoever listens here is told sooner. */
  nudge(): void;
  openStreams(): number;
  /** Forgets who was on a case. Safe to run in several processes at once. */
  expire(): Promise<number>;
  /** Ends all streams; new ones are refused from now on. */
  close(): void;
}

export function createLive(platform: Platform, doors: LiveDoors): Live {
  const presence = createPresence(platform, doors);
  const service = createLiveService(platform, doors, presence);
  return {
    routes(host) {
      host.serve(liveRoutes.watchEvents, ({ query }, { actor, raw, reply }) =>
        service.join(actor, raw.cookies[SESSION_COOKIE], reply, query.after ?? lastHeard(raw.headers['last-event-id'])),
      );
      host.serve(liveRoutes.setPresence, ({ params, body }, { actor }) => presence.set(params.caseId, body, actor));
    },
    nudge: service.nudge,
    openStreams: service.openStreams,
    expire: presence.expire,
    close: service.close,
  };
}

/** A browser that comes again by itself says in a header what it heard last. */
function lastHeard(header: string | string[] | undefined): number | undefined {
  const position = Number(header);
  return header === undefined || !Number.isSafeInteger(position) || position < 0 ? undefined : position;
}
