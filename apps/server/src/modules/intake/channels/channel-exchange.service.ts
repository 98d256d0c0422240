import { CHANNEL_STATUSES, err, isEnd, ok, type CaseState, type Result, type Uuid } from '@gridward/core';
import type { Platform } from '../../../platform/deps.ts';
import type { OutboxItem } from '../../notify/index.ts';
import type { IntakeDoors, Trx } from '../intake-doors.ts';
import { statusFor, type ChannelAdapter, type InboundBatch, type InboundReport, type OutboundStatus } from './channel-adapter.ts';
import { findTold, listAdapterChannels, queueStatus, type AdapterChannel } from './channel.repository.ts';

/** Topic of the outbox by which channels are told. */
export const STATUS_TOPIC = 'channel.status';

/** Brings in what channels have, and tells them what becomes of it. */
export function createChannelExchange(
  platform: Platform,
  doors: IntakeDoors,
  adapters: Readonly<Record<string, ChannelAdapter>>,
) {
  const { store, clock, ids, log } = platform;

  async function fetchAll(): Promise<{ readonly accepted: number; readonly failed: number }> {
    let [accepted, failed] = [0, 0];
    for (const channel of await listAdapterChannels(store.db)) {
      const adapter = adapters[channel.adapter];
      if (adapter === undefined) continue;
      for (const batch of await adapter.fetch(channel.id)) {
        const outcome = await take(channel, batch);
        await batch.settle(outcome);
        accepted += outcome.accepted;
        failed += outcome.errors.length;
      }
    }
    return { accepted, failed };
  }

  /** Each report by itself: a faulty one keeps no other out, and one that is known counts as accepted. */
  async function take({ id: channelId }: AdapterChannel, { name, reports }: InboundBatch) {
    const errors: { at: number; error: string }[] = [];
    let accepted = 0;
    for (const { at, value, error } of reports) {
      const outcome =
        value === null ? err(error ?? 'unreadable') : await store.inTransaction((trx) => report(trx, channelId, value));
      if (outcome.ok) accepted += 1;
      else errors.push({ at, error: outcome.error });
    }
    if (errors.length > 0) log.warn({ channelId, file: name, failed: errors.length }, 'reports of a channel were refused');
    return { accepted, errors };
  }

  async function report(trx: Trx, channelId: string, inbound: InboundReport): Promise<Result<null, string>> {
    const { externalId, category, areaCode, position } = inbound;
    if ((await doors.cases.past.known(trx, channelId, [externalId])).has(externalId)) return ok(null);
    const [areas, catalogue] = [await doors.areas.tree(trx), await doors.catalogue.picture(trx)];
    const matter = catalogue.byCode(category.codeSystem, category.kind, category.code);
    if (matter === undefined) return err('category_unknown');
    const located = position === undefined ? null : await doors.areas.locate(position, trx);
    const areaId: Uuid | undefined = located?.areaId ?? (areaCode === undefined ? undefined : areas.byCode(areaCode)?.id);
    if (areaId === undefined) return err('position_outside');
    const input = {
      description: inbound.description,
      categoryId: matter.id,
      areaId,
      place: inbound.place ?? '',
      channel: channelId,
      urgency: 'normal' as const,
      attachmentIds: [],
      externalSource: channelId,
      externalId,
      ...(position === undefined ? {} : { position }),
      ...(inbound.requestKind === undefined ? {} : { requestKind: inbound.requestKind }),
    };
    const reported = await doors.cases.reporter.within(trx, input, null, { at: clock.now(), importId: null, demo: false });
    return reported.ok ? ok(null) : err(reported.error.code);
  }

  /** A move of a case that came by a channel is queued for the channel, in the transaction that takes note of the move. */
  async function onMoved({ objectId, payload }: OutboxItem, trx: Trx): Promise<void> {
    if (objectId === null) return;
    const { to, seq } = payload as { readonly to?: CaseState; readonly seq?: number };
    const told = await findTold(trx, objectId);
    if (told === undefined || to === undefined || seq === undefined || payload.from === to) return;
    const status: OutboundStatus = {
      externalId: told.externalId,
      caseNumber: told.number,
      status: statusFor(to, namesOf(told.settings)),
      closureKind: isEnd(to) ? told.closureKind : null,
      seq,
      at: new Date(clock.now()).toISOString(),
    };
    await queueStatus(trx, {
      id: ids.next(),
      topic: STATUS_TOPIC,
      caseId: objectId,
      payload: { channelId: told.channelId, adapter: told.adapter, status },
      at: new Date(clock.now()),
    });
  }

  async function send({ payload }: Pick<OutboxItem, 'payload'>): Promise<void> {
    // Written by `onMoved` and by nothing else.
    const { channelId, adapter, status } = payload as unknown as { channelId: string; adapter: string; status: OutboundStatus };
    const found = adapters[adapter];
    if (found === undefined) throw new Error(`no adapter ${adapter}`);
    await found.tell(channelId, status);
  }

  return { fetchAll, onMoved, send };
}
export type ChannelExchange = ReturnType<typeof createChannelExchange>;

/** The channel's own words for states, as far as its settings give them. */
function namesOf(settings: unknown): Readonly<Record<string, string>> {
  const { statuses } = { statuses: {}, ...(settings as { statuses?: Record<string, unknown> }) };
  return Object.fromEntries(
    CHANNEL_STATUSES.flatMap((status) => (typeof statuses[status] === 'string' ? [[status, statuses[status]]] : [])),
  );
}
