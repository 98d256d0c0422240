import { useT } from '../../../platform/language.tsx';
import type { BulkVerb } from './bulk-work.ts';

/** What is done, in words. */
export function useBulkName(): (verb: BulkVerb) => string {
  const t = useT();
  return (verb) => (verb === 'supervise' ? t('supervision.order') : t(`verb.${verb}`));
}
