import type { Formatter, Translator } from '@gridward/i18n';
import { lastMomentOf } from './day.ts';

interface Period {
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** A period in words, its last day included. */
export const periodText = ({ validFrom, validTo }: Period, t: Translator, format: Formatter): string =>
  t('setup.period', {
    from: format.date(Date.parse(validFrom)),
    to: validTo === null ? t('setup.open') : format.date(lastMomentOf(validTo)),
  });
