import type { CaseDimension } from '@gridward/core';
import type { Translator } from '@gridward/i18n';

/** What a row stands for, in words. */
export function rowLabelOf(row: { readonly key: string; readonly label: string }, by: CaseDimension, t: Translator): string {
  if (row.key === '-') return t('stats.none');
  if (by === 'state') return t.word('state', row.key);
  if (by === 'outcome') return t.word('stats.outcome', row.key) === row.key ? row.label : t.word('stats.outcome', row.key);
  return row.label;
}
