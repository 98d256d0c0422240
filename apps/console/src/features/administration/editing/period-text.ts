import type { Formatter, Translator } from '@gridward/i18n';
import { lastMomentOf } from './day.ts';

interface Period {
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** A period in words, its last day included. */
export function periodText({ validFrom, validTo }: Period, t: Translator, format: Formatter): string {
  const from = format.date(Date.parse(validFrom));
  return validTo === null ? t('setup.since', { from }) : t('setup.period', { from, to: format.date(lastMomentOf(validTo)) });
}
