import { auditRoutes, followRoutes, outgoingRoutes, type Problem } from '@gridward/contract';
import { ok, type Result, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Call, Host } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import type { Conversation } from './conversation.service.ts';
import type { Follow } from './follow.service.ts';
import type { createLookList } from './look-list.service.ts';
import type { Outgoing } from './outgoing.service.ts';
import type { FollowDoor, ReporterVerb } from './rights-doors.ts';
import type { SmsGateway } from './sms-gateway.service.ts';

interface FollowParts {
  readonly platform: Pick<Platform, 'store' | 'clock' | 'ids'>;
  readonly follow: Follow;
  readonly conversation: Conversation;
  readonly cases: FollowDoor;
}

export function serveFollow(host: Host, { platform, follow, conversation, cases }: FollowParts): void {
  const { store, clock, ids } = platform;

  host.serve(followRoutes.followCase, async ({ body }, call) => {
    call.reply.header('cache-control', 'no-store');
    const entered = await follow.enter(store.db, body, call.address);
    return entered.ok ? follow.show(entered.value) : entered;
  });

  host.write(followRoutes.writeAsReporter, async ({ body }, call, trx) => {
    const entered = await follow.enter(trx, body, call.address);
    if (!entered.ok) return entered;
    const message = { id: ids.next(), caseId: entered.value, body: body.body, at: clock.now() };
    await conversation.writeAsReporter(trx, message);
    await cases.reporterWrote(trx, { caseId: message.caseId, messageId: message.id, at: message.at });
    return ok({ id: message.id });
  });

  const act = async (
    verb: ReporterVerb,
    body: { number: string; code: string; reason: string },
    call: Call,
    trx: Transaction<Database>,
  ): Promise<Result<Record<never, never>, Problem>> => {
    const entered: Result<Uuid, Problem> = await follow.enter(trx, body, call.address);
    if (!entered.ok) return entered;
    const wish = { caseId: entered.value, verb, reason: body.reason, commandId: call.commandId, at: clock.now() };
    const done = await cases.act(trx, wish);
    return done.ok ? ok({}) : done;
  };
  host.write(followRoutes.reopenAsReporter, async ({ body }, call, trx) => act('reopen', body, call, trx));
  host.write(followRoutes.withdrawAsReporter, async ({ body }, call, trx) => act('withdraw', body, call, trx));
}

export function serveOutgoing(host: Host, outgoing: Outgoing, gateway: SmsGateway): void {
  host.serve(outgoingRoutes.listOutgoing, async (input) => ok(await outgoing.list(input)));
  host.serve(outgoingRoutes.getSmsGateway, async () => ok(await gateway.show()));
  host.write(outgoingRoutes.saveSmsGateway, async (input, call, trx) => gateway.save(input, call, trx));
}

export function serveLooks(host: Host, looks: ReturnType<typeof createLookList>): void {
  host.serve(auditRoutes.listLooks, async (input) => ok(await looks(input)));
}
