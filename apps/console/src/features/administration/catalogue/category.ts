import type { catalogueRoutes, RouteAnswer } from '@gridward/contract';
import { addDays } from '@gridward/core';
import type { Translator } from '@gridward/i18n';

export type CategoryDetail = RouteAnswer<(typeof catalogueRoutes)['getCategory']>;
export type StandardRow = CategoryDetail['rows'][number];
export type Responsibility = CategoryDetail['responsibilities'][number];

interface Dated {
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** Did it hold on this civil day? The day on which it ends is the first without it. */
export const heldOn = ({ validFrom, validTo }: Dated, day: string): boolean =>
  validFrom <= day && (validTo === null || day < validTo);

/** Civil dates in words, the last day included. */
export const datesOf = ({ validFrom, validTo }: Dated, t: Translator): string =>
  validTo === null ? t('catalogue.since', { day: validFrom }) : t('setup.period', { from: validFrom, to: addDays(validTo, -1) });

/** Every row that ever was, the newest first. */
export const historyOf = ({ rows, otherRows }: Pick<CategoryDetail, 'rows' | 'otherRows'>): StandardRow[] =>
  [...rows, ...otherRows].toSorted((a, b) =>
    a.validFrom === b.validFrom ? a.ordinal - b.ordinal : a.validFrom < b.validFrom ? 1 : -1,
  );
