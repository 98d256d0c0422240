import type { outgoingRoutes, RouteInput, RouteReply } from '@gridward/contract';
import { DATA_POLICIES, DAY_MS, err, maskPhone, ok, type Instant, type Result, type Uuid } from '@gridward/core';
import { z } from 'zod';
import type { Platform } from '../../platform/deps.ts';
import { MESSAGE_TOPIC } from './message.repository.ts';
import { readKey, writeKey } from '../../platform/page-key.ts';
import { forgetAddresses, listOutgoing, saveOutgoing, stateOfOutgoing, type OutgoingState } from './outgoing.repository.ts';
import type { RightsDoors } from './rights-doors.ts';
import type { SmsGateway } from './sms-gateway.service.ts';
import type { Vault } from './vault.service.ts';

/** An item of the outbox, as whoever empties the outbox hands it over. */
export interface OutboxItem {
  readonly id: Uuid;
  readonly topic: string;
  readonly objectId: Uuid | null;
  readonly payload: unknown;
}

/** Topics of the outbox that `deliverMessage` takes. */
export const DELIVERED_TOPICS = [MESSAGE_TOPIC] as const;

const payloadSchema = z.object({ body: z.string() });
const EXPIRY_BATCH = 500;
const NOBODY = '—';

export type Outgoing = ReturnType<typeof createOutgoing>;
type ListReply = RouteReply<typeof outgoingRoutes.listOutgoing>;

export function createOutgoing(
  platform: Pick<Platform, 'store' | 'clock' | 'demonstration'>,
  { sealer }: Pick<RightsDoors, 'sealer'>,
  vault: Vault,
  gateway: SmsGateway,
) {
  const { store, clock, demonstration } = platform;

  /**
   * Delivers one message to a reporter. Repeating it is safe: what was sent is not sent again.
   * @returns an error in words when it makes sense to try again; the failure can be seen in the list meanwhile
   */
  async function deliverMessage(item: OutboxItem): Promise<Result<OutgoingState, string>> {
    const { body } = payloadSchema.parse(item.payload);
    const caseId = item.objectId;
    const earlier = await stateOfOutgoing(store.db, item.id);
    if (earlier === 'sent' || earlier === 'captured') return ok(earlier);
    const row = caseId === null ? undefined : await vault.find(caseId);
    const phone = row === undefined ? null : vault.open(row, 'phone');
    const record = async (state: OutgoingState, detail: string | null): Promise<void> =>
      saveOutgoing(store.db, {
        id: item.id,
        channel: 'sms',
        address: phone === null ? null : sealer.seal(phone, `outgoing_message.address:${item.id}`),
        address_masked: phone === null ? NOBODY : maskPhone(phone),
        body,
        case_id: caseId,
        state,
        at: new Date(clock.now()),
        detail,
      });
    if (phone === null) {
      await record('failed', 'what was held about the reporter has been deleted');
      return ok('failed');
    }
    if (demonstration.active) {
      await record('captured', null);
      return ok('captured');
    }
    const sent = await gateway.send({ id: item.id, to: phone, text: body });
    await record(sent.ok ? 'sent' : 'failed', sent.ok ? null : sent.error);
    return sent.ok ? ok('sent') : err(sent.error);
  }

  async function list({ query }: RouteInput<typeof outgoingRoutes.listOutgoing>): Promise<ListReply> {
    const rows = await listOutgoing(store.db, { state: query.state, after: readKey(query.cursor), limit: query.limit + 1 });
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return {
      items: page.map(({ at, address_masked, case_id, ...row }) => ({
        ...row,
        address: address_masked,
        caseId: case_id,
        at: at.toISOString(),
      })),
      nextCursor: last === undefined ? null : writeKey(last),
    };
  }

  /** RT03 */
  async function expire(now: Instant): Promise<number> {
    const before = new Date(now - DATA_POLICIES.outgoing_address.retentionDays * DAY_MS);
    let total = 0;
    for (;;) {
      const count = await store.inTransaction((trx) => forgetAddresses(trx, before, EXPIRY_BATCH));
      total += count;
      if (count < EXPIRY_BATCH) return total;
    }
  }

  return { deliverMessage, list, expire };
}
