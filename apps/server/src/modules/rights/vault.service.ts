import { timingSafeEqual } from 'node:crypto';
import {
  DATA_POLICIES,
  expiryOf,
  FOLLOW_CODE_BYTES,
  formatFollowCode,
  NOTICE_VERSION,
  parseFollowCode,
  type Instant,
  type Uuid,
} from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Kysely, Transaction } from 'kysely';
import type { Platform } from '../../platform/deps.ts';
import type { Sealer } from '../../platform/sealing.ts';
import { deleteExpired, findVault, insertVault, lockVault, saveOriginalText, type VaultRow } from './vault.repository.ts';

export type ReplyChannel = VaultRow['reply_channel'];

/** What a person told about themselves. Empty texts count as not told. */
export interface Reporter {
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly address?: string | undefined;
  readonly replyChannel: ReplyChannel;
  readonly confidential: boolean;
}

export interface SealInput {
  readonly caseId: Uuid;
  readonly reporter: Reporter | null;
  /** The words as they were given, when the case holds a screened form of them. */
  readonly originalText: string | null;
  readonly at: Instant;
}

export const VAULT_FIELDS = ['name', 'phone', 'address', 'original_text'] as const;
export type VaultField = (typeof VAULT_FIELDS)[number];

const EXPIRY_BATCH = 500;
const contextOf = (field: VaultField, caseId: Uuid): string => `reporter_vault.${field}:${caseId}`;

export type Vault = ReturnType<typeof createVault>;

/** Seals and opens rows of the vault. Who may have it opened is not decided here. */
export function createVault(platform: Pick<Platform, 'store' | 'randomBytes'>, sealer: Sealer) {
  const { store, randomBytes } = platform;
  const hashOf = (code: string, caseId: Uuid): Buffer => sealer.index(code, `reporter_vault.token:${caseId}`);
  const sealed = (field: VaultField, caseId: Uuid, text: string | null | undefined): Buffer | null =>
    text === undefined || text === null || text.trim() === '' ? null : sealer.seal(text.trim(), contextOf(field, caseId));
  const open = (row: VaultRow, field: VaultField): string | null => {
    const value = row[field];
    return value === null ? null : sealer.open(value, contextOf(field, row.case_id));
  };

  const newRow = ({ caseId, reporter, originalText, at }: SealInput, code: string | null) => ({
    case_id: caseId,
    name: sealed('name', caseId, reporter?.name),
    phone: sealed('phone', caseId, reporter?.phone),
    address: sealed('address', caseId, reporter?.address),
    original_text: sealed('original_text', caseId, originalText),
    reply_channel: reporter?.replyChannel ?? ('none' as const),
    confidential: reporter?.confidential ?? true,
    token_hash: code === null ? null : hashOf(parseFollowCode(code) ?? code, caseId),
    purpose: DATA_POLICIES.reporter.purpose.zh,
    legal_basis: DATA_POLICIES.reporter.legalBasis.zh,
    notice_version: NOTICE_VERSION,
    created_at: new Date(at),
    expires_at: new Date(expiryOf('reporter', at)),
  });

  return {
    open,
    find: (caseId: Uuid) => findVault(store.db, caseId),
    findIn: (trx: Transaction<Database>, caseId: Uuid) => findVault(trx, caseId),

    /** RT01 Writes the vault's row of a new case. A follow code is made whenever there is a reporter, also one who told nothing. */
    sealReporter: async (trx: Transaction<Database>, input: SealInput): Promise<{ readonly followCode: string | null }> => {
      if (input.reporter === null && input.originalText === null) return { followCode: null };
      const followCode = input.reporter === null ? null : formatFollowCode(randomBytes(FOLLOW_CODE_BYTES));
      await insertVault(trx, newRow(input, followCode));
      return { followCode };
    },

    /** Keeps words whose screened form entered the case later: a changed description, a message of the reporter. */
    sealMoreText: async (
      trx: Transaction<Database>,
      { caseId, text, at }: { caseId: Uuid; text: string; at: Instant },
    ): Promise<void> => {
      const row = await lockVault(trx, caseId);
      if (row === undefined) return insertVault(trx, newRow({ caseId, reporter: null, originalText: text, at }, null));
      const before = open(row, 'original_text');
      const both = before === null ? text : `${before}\n\n${text}`;
      return saveOriginalText(trx, caseId, sealer.seal(both, contextOf('original_text', caseId)));
    },

    /** RT05 The same work for a right code, a wrong one, a case without reporter and no case at all. */
    verifyFollowCode: async (db: Kysely<Database>, caseId: Uuid | null, typed: string): Promise<boolean> => {
      const id = caseId ?? '00000000-0000-0000-0000-000000000000';
      const code = parseFollowCode(typed);
      const given = hashOf(code ?? '', id);
      const row = await findVault(db, id);
      const equal = timingSafeEqual(given, row?.token_hash ?? hashOf('no such code', id));
      return equal && code !== null && row !== undefined;
    },

    /** RT03 Deletes what has expired, batch by batch. */
    expire: async (now: Instant): Promise<number> => {
      let total = 0;
      for (;;) {
        const count = await store.inTransaction((trx) => deleteExpired(trx, new Date(now), EXPIRY_BATCH));
        total += count;
        if (count < EXPIRY_BATCH) return total;
      }
    },
  };
}
