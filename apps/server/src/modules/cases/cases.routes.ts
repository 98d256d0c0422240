import { caseRoutes, caseVerbRoutes, problem, STAFF_VERBS } from '@gridward/contract';
import { err, ok } from '@gridward/core';
import type { Host } from '../../http/host.ts';
import { grantOn, targetOf } from './case-actor.policy.ts';
import type { CaseServices } from './case-services.ts';
import type { OtherWaits } from './case-waits.ts';

/** Case routes: schema in, one call, answer out. Attachments are served by the files module. */
export function serveCases(host: Host, services: CaseServices, waits: OtherWaits): void {
  const { reader, reporter, mover, conversation, doors, pictures } = services;
  host.serve(caseRoutes.listCases, ({ query }, call) => reader.list(query, call.actor));
  host.serve(caseRoutes.countQueues, async ({ query: { areaId } }, { actor }) => {
    const [piles, ...others] = await Promise.all([
      reader.piles(actor, areaId),
      waits.secondChecks(actor, areaId),
      waits.deferralReviews(actor, areaId),
      waits.orders(actor, areaId),
      waits.owedParts(actor, areaId),
    ]);
    const [secondChecks, deferralReviews, orders, owedParts] = others;
    return ok({ ...piles, secondChecks, deferralReviews, orders, owedParts });
  });
  host.serve(caseRoutes.getCase, ({ params }, call) => reader.detail(params.caseId, call.actor));
  host.serve(caseRoutes.getJournal, ({ params }, call) => reader.journal(params.caseId, call.actor));
  host.serve(caseRoutes.reportCase, ({ body }, call) => reporter.byStaff(body, call));
  for (const verb of STAFF_VERBS) {
    host.serve(caseVerbRoutes[verb], ({ params, body }, call) =>
      mover.byStaff(params.caseId, verb, body.version, body.payload, call),
    );
  }
  host.serve(caseRoutes.listMessages, ({ params }, call) => conversation.messages(params.caseId, call));
  host.write(caseRoutes.sendMessage, ({ params, body }, call, trx) => conversation.send(params.caseId, body.to, body, call, trx));
  host.write(caseRoutes.orderSupervision, ({ params, body }, call, trx) => conversation.order(params.caseId, body, call, trx));
  host.serve(caseRoutes.listSupervision, ({ params }, call) => conversation.orders(params.caseId, call));
  host.write(caseRoutes.replySupervision, ({ params, body }, call, trx) =>
    conversation.reply(params.caseId, params.orderId, body, call, trx),
  );
  host.serve(caseRoutes.listReveals, async ({ params }, call) => {
    const found = await reader.find(params.caseId, call.actor, await pictures());
    if (!found.ok) return found;
    const reveals = await doors.rights.revealsOf(params.caseId);
    const names = await doors.units.namesOf([...new Set(reveals.map(({ accountId }) => accountId))]);
    const items = reveals.map(({ id, accountId, fields, purpose, at }) => ({
      id,
      person: { id: accountId, name: names.get(accountId) ?? '' },
      fields: [...fields],
      purpose,
      at: at.toISOString(),
    }));
    return ok({ items });
  });
  host.serve(caseRoutes.revealReporter, async ({ params, body }, call) => {
    const now = await pictures();
    const found = await reader.find(params.caseId, call.actor, now);
    if (!found.ok) return found;
    const { accountId } = call.actor;
    const grant = grantOn(call.actor, 'reporter.reveal', targetOf(found.value.row, now.units));
    if (accountId === null || grant === undefined) return err(problem('not_permitted'));
    const request = { caseId: params.caseId, accountId, postId: grant.postId, fields: body.fields, purpose: body.purpose };
    // What was revealed is never stored as the answer of a command: a repeated look is a second look, and logged as one.
    return services.inTransaction((trx) =>
      doors.rights.reveal(trx, { ...request, address: call.address, requestId: call.requestId }),
    );
  });
}
