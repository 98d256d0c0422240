import type { Instant, Uuid } from '@gridward/core';
import type { Host } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { createConversation } from './conversation.service.ts';
import { createFollow } from './follow.service.ts';
import { createLookList } from './look-list.service.ts';
import { createOutgoing } from './outgoing.service.ts';
import { createReveals } from './reveal.service.ts';
import type { FollowDoor, RightsDoors } from './rights-doors.ts';
import { serveFollow, serveLooks, serveOutgoing } from './rights.routes.ts';
import { createSmsGateway } from './sms-gateway.service.ts';
import { createVault } from './vault.service.ts';

export { DELIVERED_TOPICS } from './outgoing.service.ts';
export type { OutboxItem } from './outgoing.service.ts';
export type { AuditDoor, FollowDoor, PostLabel, PublicCase, ReporterVerb, RightsDoors } from './rights-doors.ts';
export type { RevealedReporter, RevealRequest } from './reveal.service.ts';
export type { Reporter, SealInput, VaultField } from './vault.service.ts';

const codeContext = (commandId: Uuid): string => `command.follow_code:${commandId}`;

export type Rights = ReturnType<typeof createRights>;

/** The vault, the conversation with reporters and the log of looks; rules RT01–RT10 of `core/rights/SPEC.md`. */
export function createRights(platform: Platform, doors: RightsDoors) {
  const vault = createVault(platform, doors.sealer);
  const conversation = createConversation(platform, vault);
  const reveals = createReveals(platform, doors, vault, conversation);
  const gateway = createSmsGateway(platform, doors);
  const outgoing = createOutgoing(platform, doors, vault, gateway);
  return {
    sealReporter: vault.sealReporter,
    sealMoreText: vault.sealMoreText,
    verifyFollowCode: vault.verifyFollowCode,
    reveal: reveals.reveal,
    revealsOf: reveals.revealsOf,
    /** A follow code inside the record of a command, which others may read: sealed for that command alone. */
    sealFollowCode: (code: string, commandId: Uuid): string => doors.sealer.seal(code, codeContext(commandId)).toString('base64'),
    openFollowCode: (sealed: string, commandId: Uuid): string =>
      doors.sealer.open(Buffer.from(sealed, 'base64'), codeContext(commandId)),
    messageReporter: conversation.messageReporter,
    canReachReporter: conversation.canReachReporter,
    deliverMessage: outgoing.deliverMessage,
    /** Job: deletes what has passed its retention (RT03). */
    async expire(now: Instant): Promise<{ readonly reporters: number; readonly addresses: number }> {
      return { reporters: await vault.expire(now), addresses: await outgoing.expire(now) };
    },
    routes(host: Host, cases: FollowDoor): void {
      const follow = createFollow(platform, doors, { vault, reveals, conversation }, cases);
      serveFollow(host, { platform, follow, conversation, cases });
      serveOutgoing(host, outgoing, gateway);
      serveLooks(host, createLookList(platform));
    },
  };
}
