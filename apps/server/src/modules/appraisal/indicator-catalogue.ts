import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { appraisalRoutes, RouteReply } from '@gridward/contract';
import {
  COUNTERS,
  countersOf,
  isPersonal,
  takesPast,
  type Bilingual,
  type CounterSum,
  type IndicatorCatalogue,
  type IndicatorDefinition,
} from '@gridward/core';
import { dataFolder } from '../catalogue/index.ts';

/** The delivered indicators. */
export const readIndicators = (folder = dataFolder('catalogue')): IndicatorCatalogue =>
  JSON.parse(readFileSync(join(folder, 'indicators.json'), 'utf8')) as IndicatorCatalogue;

/** Why an indicator has no data: the reason of the first counter that has no source. */
function noSourceOf(counterIds: readonly string[]): Bilingual | null {
  for (const id of counterIds) {
    const meaning = COUNTERS[id];
    if (meaning !== undefined && 'noSource' in meaning) return meaning.noSource;
  }
  return null;
}

function inWords(catalogue: IndicatorCatalogue, { plus, minus }: CounterSum, locale: 'zh' | 'en'): string {
  const nameOf = (id: string): string => catalogue.counters.find((counter) => counter.id === id)?.name[locale] ?? id;
  const sum = [plus.map(nameOf).join(' + '), ...minus.map(nameOf)].join(' − ');
  return plus.length + minus.length > 1 ? `(${sum})` : sum;
}

export function formulaOf(catalogue: IndicatorCatalogue, { numerator, denominator }: IndicatorDefinition): Bilingual {
  const formula = (locale: 'zh' | 'en') =>
    `${inWords(catalogue, numerator, locale)} / ${inWords(catalogue, denominator, locale)}`;
  return { zh: formula('zh'), en: formula('en') };
}

const sumView = ({ plus, minus }: CounterSum) => ({ plus: [...plus], minus: [...minus] });

/** The definitions as readers see them. */
export function catalogueView(catalogue: IndicatorCatalogue): RouteReply<(typeof appraisalRoutes)['listIndicators']> {
  return {
    version: catalogue.version,
    source: catalogue.source,
    counters: catalogue.counters.map(({ id, name }) => ({ id, name, noSource: noSourceOf([id]) })),
    indicators: catalogue.indicators.map((definition) => ({
      code: definition.code,
      name: definition.name,
      formula: formulaOf(catalogue, definition),
      numerator: sumView(definition.numerator),
      denominator: sumView(definition.denominator),
      direction: definition.direction,
      subjects: [...definition.subjects],
      note: definition.note,
      noSource: noSourceOf(countersOf(definition)),
      personal: isPersonal(definition),
      countsPast: takesPast(definition),
    })),
    composites: catalogue.composites.map(({ code, name, subject, note }) => ({ code, name, subject, note })),
    grades: catalogue.grades.map((grade) => ({ ...grade })),
  };
}
