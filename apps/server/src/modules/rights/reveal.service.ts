import { problem, type Problem } from '@gridward/contract';
import { err, ok, type Result, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Platform } from '../../platform/deps.ts';
import type { Conversation } from './conversation.service.ts';
import { insertReveal, revealsOfCase, type RevealRow } from './reveal.repository.ts';
import type { PostLabel, RightsDoors } from './rights-doors.ts';
import type { Vault, VaultField } from './vault.service.ts';

export interface RevealRequest {
  readonly caseId: Uuid;
  readonly accountId: Uuid;
  readonly postId: Uuid | null;
  readonly fields: readonly VaultField[];
  readonly purpose: string;
  /** Network address and request, for the audit log. */
  readonly address: string | null;
  readonly requestId: string | null;
}

/** What was asked for; null is what was not asked for or was never told. */
export interface RevealedReporter {
  readonly name: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly originalText: string | null;
}

/** A look as its reporter sees it (RT08). */
export interface PublicLook {
  readonly at: Date;
  readonly role: PostLabel['role'] | null;
  readonly unit: string | null;
  readonly fields: readonly string[];
  readonly purpose: string;
}

/** Shorter purposes say nothing that anybody could be held to. */
const SHORTEST_PURPOSE = 4;

export type Reveals = ReturnType<typeof createReveals>;

export function createReveals(
  platform: Pick<Platform, 'store' | 'clock' | 'ids'>,
  doors: RightsDoors,
  vault: Vault,
  conversation: Conversation,
) {
  const { store, clock, ids } = platform;

  /** RT07 The look, its two log entries and the notice to the reporter commit together. The permission on this case was asked by the caller. */
  async function reveal(trx: Transaction<Database>, request: RevealRequest): Promise<Result<RevealedReporter, Problem>> {
    const purpose = request.purpose.trim();
    if (purpose.length < SHORTEST_PURPOSE) return err(problem('purpose_missing', { rule: 'RT07' }));
    const row = await vault.findIn(trx, request.caseId);
    if (row === undefined) return err(problem('not_found'));
    const fields = [...new Set(request.fields)].sort();
    const asked = (field: VaultField): string | null => (fields.includes(field) ? vault.open(row, field) : null);
    const id = ids.next();
    const at = new Date(clock.now());
    await insertReveal(trx, request.caseId, { id, accountId: request.accountId, postId: request.postId, fields, purpose, at });
    await conversation.tellOfLook(trx, row, { at, purpose });
    const { accountId, address, requestId } = request;
    const detail = { revealId: id, fields, purpose };
    await doors.audit.append(
      trx,
      { accountId, address, requestId },
      { action: 'reporter.reveal', objectKind: 'case', objectId: request.caseId, outcome: 'done', detail },
    );
    return ok({ name: asked('name'), phone: asked('phone'), address: asked('address'), originalText: asked('original_text') });
  }

  return {
    reveal,
    /** RT08 For staff of the case, with accounts; latest first. */
    revealsOf: (caseId: Uuid): Promise<RevealRow[]> => revealsOfCase(store.db, caseId),
    /** RT08 For the reporter, with role and unit instead of persons; latest first. */
    looksOf: async (caseId: Uuid): Promise<PublicLook[]> => {
      const rows = await revealsOfCase(store.db, caseId);
      const labels = await doors.postLabels([...new Set(rows.flatMap(({ postId }) => postId ?? []))]);
      return rows.map(({ postId, fields, purpose, at }) => {
        const label = postId === null ? undefined : labels.get(postId);
        return { at, role: label?.role ?? null, unit: label?.unit ?? null, fields, purpose };
      });
    },
  };
}
