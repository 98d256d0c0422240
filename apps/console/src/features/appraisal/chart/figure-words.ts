import { useCallback } from 'react';
import { useLanguage } from '../../../platform/language.tsx';
import { SMALL_SAMPLE, type Figure } from '../indicators.ts';

/** What a bar is as long as; nothing where nothing was counted. */
export const rateOf = (figure: Pick<Figure, 'numerator' | 'denominator'> | null | undefined): number | null =>
  figure?.numerator == null || figure.denominator == null || figure.denominator === 0
    ? null
    : figure.numerator / figure.denominator;

/** The fraction beside a bar, and that it is of few. */
export function useNote(): (figure: Figure | undefined) => string {
  const { t } = useLanguage();
  return (figure) => {
    if (figure?.numerator == null || figure.denominator == null) return '';
    const small = figure.denominator < SMALL_SAMPLE ? ` ${t('chart.small')}` : '';
    return `(${figure.numerator}/${figure.denominator})${small}`;
  };
}

/** A rate as a person of this language writes it. */
export function usePercent(): (value: number) => string {
  const { format } = useLanguage();
  return useCallback((value: number) => format.rate(value, 1) ?? '', [format]);
}
