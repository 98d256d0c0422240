import type { LabelGroup } from '@gridward/contract';
import { checkDistinct, type Bilingual, type CompleteModel, type ModelFault } from '@gridward/core';
import { z } from 'zod';

export const LABELS_SETTING = 'model.labels';

/** Words of this place, by group and key. They go over those of the model. */
export type OwnLabels = Readonly<Partial<Record<LabelGroup, Readonly<Record<string, Bilingual>>>>>;

const words = z.record(z.string(), z.object({ zh: z.string(), en: z.string() }));
export const ownLabelsSchema = z.object({
  states: words.optional(),
  stages: words.optional(),
  steps: words.optional(),
  duties: words.optional(),
  roles: words.optional(),
});

export interface LabelChange {
  readonly group: LabelGroup;
  readonly key: string;
  readonly label: Bilingual | null;
}

/** What is stored after a change: a word that says what the model says anyway is not kept. */
export function changeLabels(own: OwnLabels, changes: readonly LabelChange[], model: CompleteModel): OwnLabels {
  const next: Partial<Record<LabelGroup, Record<string, Bilingual>>> = {};
  for (const group of Object.keys(own) as LabelGroup[]) next[group] = { ...own[group] };
  for (const { group, key, label } of changes) {
    const words = (next[group] ??= {});
    const given = labelsOf(model, group)[key];
    if (label === null || (given?.zh === label.zh && given.en === label.en)) delete words[key];
    else words[key] = label;
  }
  return next;
}

/** The model in the words of this place. A key that a later model no longer has is passed over. */
export function relabel(model: CompleteModel, own: OwnLabels): CompleteModel {
  const over = <T extends Readonly<Record<string, Bilingual>>>(group: LabelGroup, words: T): T => ({
    ...words,
    ...Object.fromEntries(Object.entries(own[group] ?? {}).filter(([key]) => Object.hasOwn(words, key))),
  });
  return {
    ...model,
    states: over('states', model.states),
    stages: over('stages', model.stages),
    steps: over('steps', model.steps),
    duties: over('duties', model.duties),
    roles: { ...model.roles, ...own.roles },
  };
}

export const labelsOf = (model: CompleteModel, group: LabelGroup): Readonly<Record<string, Bilingual>> => model[group];

/** GM05 Two ends of a case, or two steps, may not be called the same. */
export const faultsOf = (model: CompleteModel): readonly ModelFault[] => checkDistinct(model);
