import { z } from 'zod';
import { route, type Route } from './route.ts';
import { moment, nothing } from './scalar.ts';

/** Everything that the server looks at; a check that found nothing wrong answers too, so that the list is the same each time. */
export const SYSTEM_CHECKS = ['vault_key', 'duty_desks', 'calendar', 'grid_leaders', 'outbox', 'jobs', 'audit'] as const;

const words = z.object({ zh: z.string(), en: z.string() });

/** `warn` works but wants attention, `fail` does not work. */
export const systemFindingSchema = z
  .object({
    check: z.enum(SYSTEM_CHECKS),
    level: z.enum(['ok', 'warn', 'fail']),
    /** What was found. */
    message: words,
    /** What to do about it; null when there is nothing to do. */
    advice: words.nullable(),
  })
  .meta({ id: 'SystemFinding' });
export type SystemFinding = z.output<typeof systemFindingSchema>;

const tag = 'system';

export const systemRoutes = {
  live: route({
    method: 'GET',
    path: '/health/live',
    tag,
    summary: { zh: '进程存活', en: 'The process runs' },
    access: 'public',
    scope: 'none',
    reply: z.object({ status: z.literal('ok') }),
  }),
  ready: route({
    method: 'GET',
    path: '/health/ready',
    tag,
    /** 503 with the problem `overloaded` until the database answers and the schema is up to date. */
    summary: { zh: '可以服务', en: 'The server can serve' },
    access: 'public',
    scope: 'none',
    reply: z.object({ status: z.literal('ok') }),
  }),
  version: route({
    method: 'GET',
    path: '/api/v1/system/version',
    tag,
    summary: { zh: '版本', en: 'Versions' },
    access: 'signed_in',
    scope: 'none',
    reply: z.object({
      version: z.string(),
      node: z.string(),
      /** `server_version` of PostgreSQL. */
      database: z.string(),
      embedded: z.boolean(),
      demonstration: z.boolean(),
    }),
  }),
  doctor: route({
    method: 'GET',
    path: '/api/v1/system/doctor',
    tag,
    summary: { zh: '体检', en: 'Check the server and its configuration' },
    access: 'system.manage',
    scope: 'deployment',
    reply: z.object({ checkedAt: moment, findings: z.array(systemFindingSchema) }),
  }),
  readStorage: route({
    method: 'GET',
    path: '/api/v1/system/storage',
    tag,
    summary: { zh: '存储占用', en: 'Storage in use' },
    access: 'system.manage',
    scope: 'deployment',
    reply: z.object({
      databaseBytes: z.number().int(),
      /** Photos and other attachments. */
      attachments: z.object({ count: z.number().int(), bytes: z.number().int() }),
      /** Of the disk that holds the data folder; `null` where the system does not tell. */
      disk: z.object({ freeBytes: z.number().int(), totalBytes: z.number().int() }).nullable(),
    }),
  }),
  resetDemonstration: route({
    method: 'POST',
    path: '/api/v1/system/demonstration/reset',
    tag,
    /** Empties the store and loads the demonstration county again; `demonstration_only` outside demonstration mode. */
    summary: { zh: '重置演示数据', en: 'Load the demonstration county anew' },
    access: 'system.manage',
    scope: 'deployment',
    // What it does leaves no earlier command behind to compare with; done twice it gives the same county.
    repeatable: 'by_nature',
    body: nothing,
    reply: z.object({ areas: z.number().int(), units: z.number().int(), cases: z.number().int() }),
  }),
} satisfies Record<string, Route>;
