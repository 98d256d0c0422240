import { createHmac } from 'node:crypto';
import { invalidField, problem, type outgoingRoutes, type Problem, type RouteInput, type RouteReply } from '@gridward/contract';
import { err, ok, type Result } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Call } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { readSetting, writeSetting, type StoredSetting } from '../../platform/setting.repository.ts';
import type { RightsDoors } from './rights-doors.ts';

const storedSchema = z.object({ url: z.string().nullable(), secret: z.string().nullable() });
const SETTING = 'gateway.sms';
const SECRET_CONTEXT = 'setting.gateway.sms.secret';
const TIMEOUT_MS = 10_000;
const DETAIL_LENGTH = 200;

type GatewayReply = RouteReply<typeof outgoingRoutes.getSmsGateway>;
export type SmsGateway = ReturnType<typeof createSmsGateway>;

/**
 * Hands text messages to whatever the operator runs, as a signed web request: `{ id, to, text }` with `x-gridward-timestamp` and
 * `x-gridward-signature: v1=<hex HMAC-SHA-256 of "<timestamp>.<body>">`. Any answer of the 2xx range means accepted.
 */
export function createSmsGateway(
  platform: Pick<Platform, 'store' | 'clock'>,
  { sealer, audit }: Pick<RightsDoors, 'sealer' | 'audit'>,
) {
  const { store, clock } = platform;
  const current = async () => read(await readSetting(store.db, SETTING));

  /** @returns an error in words when the gateway did not take it; the message may then be tried again */
  async function send(message: { id: string; to: string; text: string }): Promise<Result<null, string>> {
    const { url, secret } = await current();
    if (url === null || secret === null) return err('no gateway configured');
    const body = JSON.stringify(message);
    const timestamp = String(Math.floor(clock.now() / 1000));
    const key = sealer.open(Buffer.from(secret, 'base64'), SECRET_CONTEXT);
    const signature = createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex');
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'idempotency-key': message.id,
      'x-gridward-timestamp': timestamp,
      'x-gridward-signature': `v1=${signature}`,
    };
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers,
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.body?.cancel();
      return response.ok ? ok(null) : err(`the gateway answered ${response.status}`);
    } catch (error) {
      return err(
        `the gateway did not answer: ${(error instanceof Error ? error.message : String(error)).slice(0, DETAIL_LENGTH)}`,
      );
    }
  }

  async function save(
    { body }: RouteInput<typeof outgoingRoutes.saveSmsGateway>,
    call: Call,
    trx: Transaction<Database>,
  ): Promise<Result<GatewayReply, Problem>> {
    const before = read(await readSetting(trx, SETTING));
    const secret = body.secret === undefined ? before.secret : sealer.seal(body.secret, SECRET_CONTEXT).toString('base64');
    if (body.url !== null && secret === null) {
      return err(invalidField('/secret', { zh: '须填写密钥', en: 'A secret is needed' }));
    }
    const value = { url: body.url, secret };
    const { actor, address, requestId } = call;
    const saved = await writeSetting(trx, SETTING, {
      value,
      version: body.version,
      at: new Date(clock.now()),
      accountId: actor.accountId,
    });
    if (!saved) return err(problem('version_conflict', { current: view(before) }));
    const entry = {
      action: 'gateway.save',
      objectKind: 'setting',
      objectId: SETTING,
      outcome: 'done',
      detail: { url: body.url },
    } as const;
    await audit.append(trx, { accountId: actor.accountId, address, requestId }, entry);
    return ok(view({ ...value, version: body.version + 1 }));
  }

  return { send, save, show: async (): Promise<GatewayReply> => view(await current()) };
}

interface Gateway {
  readonly url: string | null;
  readonly secret: string | null;
  readonly version: number;
}

function read(stored: StoredSetting | undefined): Gateway {
  const parsed = storedSchema.safeParse(stored?.value);
  return { url: null, secret: null, ...(parsed.success ? parsed.data : {}), version: stored?.version ?? 0 };
}

const view = ({ url, secret, version }: Gateway): GatewayReply => ({ url, secretStored: secret !== null, version });
