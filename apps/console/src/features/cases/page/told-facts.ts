import type { PlainKey } from '@gridward/i18n';
import { useLanguage } from '../../../platform/language.tsx';
import { useUnitNames } from '../../organisation/units.ts';

const TEXTS = {
  note: 'field.note',
  reason: 'field.reason',
  explanation: 'field.explanation',
  finding: 'field.finding',
  result: 'field.result',
  measure: 'field.measure',
  evidence: 'field.evidence',
  exitCondition: 'field.exitCondition',
  text: 'field.urgeText',
} as const satisfies Record<string, PlainKey>;

const UNITS = { leadUnitId: 'field.leadUnit', counterUnitId: 'field.counterUnit' } as const satisfies Record<string, PlainKey>;

/** What was said with a step, in words. Ids of units become names; other ids say nothing to a reader. */
export function useToldFacts(
  verb: string,
  facts: Readonly<Record<string, unknown>>,
): readonly { readonly label: string; readonly value: string }[] {
  const { t, format } = useLanguage();
  const unitName = useUnitNames();
  const texts = Object.entries(TEXTS).flatMap(([name, label]) => line(t(label), facts[name]));
  const units = Object.entries(UNITS).flatMap(([name, label]) => line(t(label), unitName(facts[name])));
  const channel = verb === 'redirect' ? line(t('field.channel'), facts['channel']) : [];
  const granted =
    typeof facts['granted'] === 'boolean'
      ? line(t('field.granted'), t(facts['granted'] ? 'field.grantedYes' : 'field.grantedNo'))
      : [];
  const closure =
    typeof facts['closureKind'] === 'string' ? line(t('case.outcome'), t.word('closure', facts['closureKind'])) : [];
  const { occurredAt } = facts;
  const occurred = typeof occurredAt === 'string' ? line(t('case.occurredAt'), format.dateTime(Date.parse(occurredAt))) : [];
  return [...occurred, ...granted, ...closure, ...channel, ...units, ...texts];
}

const line = (label: string, value: unknown) => (typeof value === 'string' && value !== '' ? [{ label, value }] : []);
