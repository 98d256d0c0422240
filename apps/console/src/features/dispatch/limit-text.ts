import type { CaseDetail } from '@gridward/contract';
import type { useT } from '../../platform/language.tsx';

/** A limit of the catalogue in the words of the field, such as 3 工作日. */
export function limitText(t: ReturnType<typeof useT>, row: CaseDetail['standardRow']): string | null {
  return row === null ? null : t(`limit.${row.limit.unit}`, { n: row.limit.value });
}
