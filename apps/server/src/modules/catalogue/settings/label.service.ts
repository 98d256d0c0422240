import { LABEL_GROUPS, problem, type catalogueRoutes, type Problem, type RouteReply } from '@gridward/contract';
import { err, ok, type CompleteModel, type Result } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Call } from '../../../http/host.ts';
import { invalid, logChange, type CatalogueDeps } from '../catalogue-deps.ts';
import { writeSetting } from '../../../platform/setting.repository.ts';
import { changeLabels, faultsOf, LABELS_SETTING, labelsOf, relabel, type LabelChange, type OwnLabels } from './label.policy.ts';

type LabelsReply = RouteReply<(typeof catalogueRoutes)['listModelLabels']>;

/** Every word that may be changed, with what the model says. Names of roles are the roles' own: only those of the model are offered. */
export async function readLabels(deps: CatalogueDeps, trx?: Transaction<Database>): Promise<LabelsReply> {
  const { delivered, labels } = await deps.catalogue.records(trx);
  return { version: labels.version, items: itemsOf(delivered, labels.own) };
}

const itemsOf = (delivered: CompleteModel, own: OwnLabels): LabelsReply['items'] =>
  LABEL_GROUPS.flatMap((group) =>
    Object.entries(labelsOf(delivered, group)).map(([key, model]) => ({ group, key, model, own: own[group]?.[key] ?? null })),
  );

export async function saveLabels(
  input: { readonly version: number; readonly changes: readonly LabelChange[] },
  call: Call,
  trx: Transaction<Database>,
  deps: CatalogueDeps,
): Promise<Result<LabelsReply, Problem>> {
  const { delivered, labels } = await deps.catalogue.records(trx);
  const strange = input.changes.find(({ group, key }) => !Object.hasOwn(labelsOf(delivered, group), key));
  if (strange !== undefined) return invalid(`/changes/${strange.group}/${strange.key}`, { zh: '没有此名称', en: 'No such word' });
  const own = changeLabels(labels.own, input.changes, delivered);
  const [fault] = faultsOf(relabel(delivered, own));
  if (fault !== undefined)
    return err(
      problem('validation_failed', {
        rule: fault.rule,
        errors: [{ pointer: fault.pointer, message: { zh: '与另一个环节或结果同名', en: 'Has the name of another' } }],
      }),
    );
  const at = new Date(deps.platform.clock.now());
  const change = { value: own, version: input.version, at, accountId: call.actor.accountId };
  if (!(await writeSetting(trx, LABELS_SETTING, change)))
    return err(problem('version_conflict', { current: await readLabels(deps, trx) }));
  await deps.catalogue.touch(trx);
  const reply = await readLabels(deps, trx);
  await logChange(deps, trx, call, { kind: 'labels', verb: 'update', id: delivered.id, detail: { changes: input.changes } });
  return ok(reply);
}
