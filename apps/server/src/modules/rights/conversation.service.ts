import { problem, type Problem } from '@gridward/contract';
import { err, ok, screenText, type Instant, type Result, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Platform } from '../../platform/deps.ts';
import { enqueueDelivery, insertMessage, messagesOfCase } from './message.repository.ts';
import type { VaultRow } from './vault.repository.ts';
import type { Vault } from './vault.service.ts';

export interface StaffMessage {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly body: string;
  readonly accountId: Uuid | null;
  readonly unitId: Uuid | null;
  readonly at: Instant;
  /** The reporter is to answer. */
  readonly asks?: boolean;
}

export type Conversation = ReturnType<typeof createConversation>;

const MINUTE = { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Shanghai' } as const;

/** Messages between a case and its reporter, through the platform and without numbers (RT09). */
export function createConversation(platform: Pick<Platform, 'store' | 'clock' | 'ids'>, vault: Vault) {
  const { store, ids } = platform;
  const deliver = async (
    trx: Transaction<Database>,
    row: VaultRow,
    message: { id: Uuid; body: string; at: Date },
  ): Promise<void> => {
    if (isSentBySms(row)) await enqueueDelivery(trx, { ...message, caseId: row.case_id });
  };

  /**
   * RT09 Writes the message into the conversation, where the reporter finds it by the follow code, and queues its delivery when the reporter
   * chose text messages. Refused when the reporter cannot be reached by either.
   */
  async function messageReporter(trx: Transaction<Database>, message: StaffMessage): Promise<Result<null, Problem>> {
    const row = await vault.findIn(trx, message.caseId);
    if (row === undefined || !isReachable(row)) return err(problem('not_found', { rule: 'RT09' }));
    const body = screenText(message.body).text;
    const at = new Date(message.at);
    const { id, caseId, accountId, unitId, asks = false } = message;
    await insertMessage(trx, caseId, { id, direction: 'to_reporter', body, accountId, unitId, at, asks });
    await deliver(trx, row, { id, body, at });
    return ok(null);
  }

  /** RT09 What the reporter writes is screened like a report; the untouched words go into the vault. */
  async function writeAsReporter(
    trx: Transaction<Database>,
    message: { id: Uuid; caseId: Uuid; body: string; at: Instant },
  ): Promise<void> {
    const { id, caseId, at } = message;
    const { text, found } = screenText(message.body);
    await insertMessage(trx, caseId, {
      id,
      direction: 'from_reporter',
      body: text,
      accountId: null,
      unitId: null,
      at: new Date(at),
    });
    if (found.length > 0) await vault.sealMoreText(trx, { caseId, text: message.body, at });
  }

  /** RT08 */
  async function tellOfLook(trx: Transaction<Database>, row: VaultRow, look: { at: Date; purpose: string }): Promise<void> {
    const when = new Intl.DateTimeFormat('zh-CN', MINUTE).format(look.at);
    const body = `工作人员于${when}查看了您反映事项时留下的信息，目的：${screenText(look.purpose).text}。凭案件编号和查询码可随时查看全部记录。`;
    await deliver(trx, row, { id: ids.next(), body, at: look.at });
  }

  return {
    messageReporter,
    writeAsReporter,
    tellOfLook,
    messagesOf: (caseId: Uuid) => messagesOfCase(store.db, caseId),
    canReachReporter: async (caseId: Uuid): Promise<boolean> => {
      const row = await vault.find(caseId);
      return row !== undefined && isReachable(row);
    },
  };
}

const isSentBySms = (row: VaultRow): boolean => row.reply_channel === 'sms' && row.phone !== null;
const isReachable = (row: VaultRow): boolean => row.token_hash !== null || isSentBySms(row);
