import { PassThrough } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../http/actor.ts';
import type { Platform } from '../../platform/deps.ts';
import type { LiveDoors } from './live-doors.ts';
import { createLiveService } from './live.service.ts';
import type { Presence } from './presence.service.ts';

const PLATFORM = { clock: { now: () => 1 }, log: { warn: () => undefined } } as unknown as Platform;
const SOMEBODY = { accountId: '0192f000-0000-7000-8000-000000000001', grants: [], posts: [] } as unknown as Actor;
const DOORS = {
  watch: {
    entriesSince: () => Promise.resolve([]),
    describe: () => Promise.resolve([]),
    targetsOf: () => Promise.resolve(new Map()),
  },
  noticesSince: () => Promise.resolve([]),
  peekSession: () => Promise.resolve({ actor: SOMEBODY, pending: 'none' }),
} as unknown as LiveDoors;
const NOBODY_PRESENT = { all: () => Promise.resolve([]) } as unknown as Presence;

/** The part of an answer that a stream uses. */
function replyOn(raw: PassThrough): FastifyReply {
  Object.assign(raw, { setHeader: () => undefined, writeHead: () => undefined });
  return { raw, hijack: () => undefined, getHeaders: () => ({}) } as unknown as FastifyReply;
}

describe('whoever hangs up before they were let in', () => {
  it('holds no stream, so that they may come again however often it happens', async () => {
    const service = createLiveService(PLATFORM, DOORS, NOBODY_PRESENT);
    for (let i = 0; i < 20; i += 1) {
      const raw = new PassThrough();
      await new Promise((resolve) => raw.once('close', resolve).destroy());
      expect((await service.join(SOMEBODY, 'token', replyOn(raw), undefined)).ok).toBe(true);
    }
    expect(service.openStreams()).toBe(0);
    const open = new PassThrough();
    expect((await service.join(SOMEBODY, 'token', replyOn(open), undefined)).ok).toBe(true);
    expect(service.openStreams()).toBe(1);
    await new Promise((resolve) => open.once('close', resolve).destroy());
    expect(service.openStreams()).toBe(0);
  });
});
