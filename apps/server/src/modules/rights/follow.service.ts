import { problem, type followRoutes, type Problem, type RouteReply } from '@gridward/contract';
import { err, ok, PUBLIC_STEPS, publicSteps, toIso, type Result, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Kysely } from 'kysely';
import type { Platform } from '../../platform/deps.ts';
import type { Conversation } from './conversation.service.ts';
import { createFollowAttempts } from './follow-attempts.policy.ts';
import type { Reveals } from './reveal.service.ts';
import type { FollowDoor, PublicCase, RightsDoors } from './rights-doors.ts';
import type { Vault } from './vault.service.ts';

type Followed = RouteReply<typeof followRoutes.followCase>;
export type Follow = ReturnType<typeof createFollow>;

interface Parts {
  readonly vault: Vault;
  readonly reveals: Reveals;
  readonly conversation: Conversation;
}

/** The case as its reporter sees and moves it, by number and code. */
export function createFollow(
  { clock }: Pick<Platform, 'clock'>,
  doors: RightsDoors,
  { vault, reveals, conversation }: Parts,
  cases: FollowDoor,
) {
  const attempts = createFollowAttempts();

  /** RT05 Opens the way to one case, or gives one and the same answer for everything that is wrong. */
  async function enter(
    db: Kysely<Database>,
    { number, code }: { number: string; code: string },
    address: string,
  ): Promise<Result<Uuid, Problem>> {
    const now = clock.now();
    const retryAfterS = attempts.waitS(address, now);
    if (retryAfterS !== null) return err(problem('too_many_requests', { retryAfterS, rule: 'RT05' }));
    const caseId = await cases.idOfNumber(db, number.normalize('NFKC').replaceAll(/\s/g, ''));
    if ((await vault.verifyFollowCode(db, caseId, code)) && caseId !== null) return ok(caseId);
    attempts.noteWrong(address, now);
    return err(problem('not_found', { rule: 'RT05' }));
  }

  async function messages(caseId: Uuid): Promise<Followed['messages']> {
    const all = await conversation.messagesOf(caseId);
    const shown = all.filter(({ direction }) => direction !== 'note');
    const names = await doors.unitNames([...new Set(shown.flatMap(({ unitId }) => unitId ?? []))]);
    return shown.map(({ id, direction, unitId, body, at }) => ({
      id,
      from: direction === 'from_reporter' ? ('reporter' as const) : ('platform' as const),
      unit: unitId === null ? null : (names.get(unitId) ?? null),
      body,
      at: at.toISOString(),
    }));
  }

  /** RT06 */
  async function show(caseId: Uuid): Promise<Result<Followed, Problem>> {
    const [found, row, looks, conversationItems] = await Promise.all([
      cases.publicCase(caseId),
      vault.find(caseId),
      reveals.looksOf(caseId),
      messages(caseId),
    ]);
    if (row === undefined) return err(problem('not_found', { rule: 'RT05' }));
    return ok({
      ...described(found),
      allowed: ['message', ...found.allowedVerbs],
      looks: looks.map(({ at, role, unit, fields, purpose }) => ({
        at: at.toISOString(),
        role,
        unit,
        fields: [...fields],
        purpose,
      })),
      messages: conversationItems,
      expiresAt: row.expires_at.toISOString(),
    });
  }

  return { enter, show };
}

function described(found: PublicCase) {
  const { number, state, stage, category, place, area, unit, overdue, closure } = found;
  return {
    number,
    state,
    stage,
    category,
    place,
    area,
    unit,
    overdue,
    reportedAt: toIso(found.reportedAt),
    dueAt: found.dueAt === null ? null : toIso(found.dueAt),
    steps: publicSteps(found.journal).map(({ kind, at }) => ({ kind, label: PUBLIC_STEPS[kind], at: toIso(at) })),
    closure: closure === null ? null : { ...closure, at: toIso(closure.at) },
  };
}
